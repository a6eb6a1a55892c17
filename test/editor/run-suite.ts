// Runs the suite in the oldest and the newest VS Code: the desktop program where it can be had, else a stand-in for it.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundleShim, bundleSuite, requireBuild } from "./bundle.ts";
import { install, installChromium, newest, oldest } from "./install.ts";
import { scratchFolder } from "./server.ts";

requireBuild();
const suite = await bundleSuite();
const executable = await standIn();
let failed = false;
for (const { vscode } of [oldest, newest]) {
  const start = Date.now();
  try {
    const { passes, duration } = await runIn(vscode);
    console.log(`VS Code ${vscode}: ${passes} passed in ${duration} ms, ${((Date.now() - start) / 1000).toFixed(1)} s in all`);
  } catch (error) {
    failed = true;
    console.error(`VS Code ${vscode}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exitCode = failed ? 1 : 0;

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

async function runIn(version: string): Promise<{ readonly passes: number; readonly duration: number }> {
  const scratch = scratchFolder("suite");
  const workspace = path.join(scratch.path, "workspace");
  const result = path.join(scratch.path, "result.json");
  mkdirSync(workspace);
  process.env["EDITOR_VERSION"] = version; // for the stand-in
  try {
    await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : { version }),
      extensionDevelopmentPath: process.cwd(),
      extensionTestsPath: suite,
      extensionTestsEnv: { SUITE_RESULT: result },
      launchArgs: [
        workspace,
        `--user-data-dir=${path.join(scratch.path, "user")}`,
        `--extensions-dir=${path.join(scratch.path, "extensions")}`,
        "--disable-extensions",
      ],
    });
    return readResult(result);
  } finally {
    scratch.remove();
  }
}

/** An exit status of 0 is no proof that anything ran: the suite must have said so itself. */
function readResult(file: string): { readonly passes: number; readonly duration: number } {
  if (!existsSync(file)) throw new Error("the suite has written no result");
  const result = JSON.parse(readFileSync(file, "utf8")) as { passes: number; failures: number; duration: number };
  if (result.failures > 0 || result.passes === 0) throw new Error(`not a passing result: ${JSON.stringify(result)}`);
  return result;
}
