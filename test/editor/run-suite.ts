// Runs the suite in the oldest and the newest VS Code: the desktop program where it can be had, else a stand-in for it.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundleShim, bundleSuite, requireBuild } from "./bundle.ts";
import { install, installChromium, newest, oldest } from "./install.ts";
import { reportResult } from "./result.ts";
import { scratchFolder } from "./server.ts";
import { writeYamlStub } from "./yaml-stub.ts";

requireBuild();
const suite = await bundleSuite();
const executable = await standIn();
interface Result {
  readonly passes: number;
  readonly failures: number;
  readonly duration: number;
}

let passed = 0;
let failed = 0;
for (const { vscode } of [oldest, newest]) {
  const start = Date.now();
  try {
    const { passes, failures, duration } = await runIn(vscode);
    passed += passes;
    failed += failures;
    console.log(
      `VS Code ${vscode}: ${passes} passed, ${failures} failed in ${duration} ms, ${((Date.now() - start) / 1000).toFixed(1)} s in all`,
    );
  } catch (error) {
    failed++;
    console.error(`VS Code ${vscode}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
reportResult(passed, failed);
process.exitCode = failed > 0 ? 1 : 0;

/** What to run in the desktop program's place; undefined where that itself is downloaded and run. */
async function standIn(): Promise<string | undefined> {
  const given = process.env["VSCODE_EXECUTABLE"];
  if (given) return given;
  const hasScreen = process.platform !== "linux" || process.env["DISPLAY"] !== undefined;
  if (hasScreen && (await isReachable("https://update.code.visualstudio.com/api/releases/stable"))) return undefined;
  if (process.platform !== "linux") throw new Error("VS Code can't be downloaded, and the stand-in for it runs on Linux only");
  installChromium();
  const [shim] = await Promise.all([bundleShim(), install(oldest), install(newest)]);
  return shim;
}

async function isReachable(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { method: "HEAD", signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}

async function runIn(version: string): Promise<Result> {
  const scratch = scratchFolder("suite");
  const workspace = path.join(scratch.path, "workspace");
  const file = path.join(scratch.path, "result.json");
  mkdirSync(workspace);
  writeYamlStub(path.join(scratch.path, "extensions"));
  process.env["EDITOR_VERSION"] = version; // for the stand-in
  try {
    const status = await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : { version }),
      extensionDevelopmentPath: process.cwd(),
      extensionTestsPath: suite,
      extensionTestsEnv: { SUITE_RESULT: file },
      launchArgs: [
        workspace,
        `--user-data-dir=${path.join(scratch.path, "user")}`,
        `--extensions-dir=${path.join(scratch.path, "extensions")}`,
      ],
    }).catch((error: unknown) => String(error));
    // A status of 0 is no proof that anything ran: the suite must have said so itself.
    if (!existsSync(file)) throw new Error(`the suite has written no result (${status})`);
    const result = JSON.parse(readFileSync(file, "utf8")) as Result;
    if (result.passes + result.failures === 0 || (status !== 0 && result.failures === 0))
      throw new Error(`it ended with ${status}`);
    return result;
  } finally {
    scratch.remove();
  }
}
