// Opens the examples in a real editor with the extension: in `code` if it is there, else in a VS Code that a browser shows.

import { spawnSync } from "node:child_process";
import path from "node:path";
import { makePackage } from "../../server/src/tools/package.ts";
import { install, newest } from "./install.ts";
import { prepareData, runCommandLine, startServer } from "./server.ts";

const folder = path.resolve("examples/shop");
const hasScreen =
  process.platform !== "linux" || process.env["DISPLAY"] !== undefined || process.env["WAYLAND_DISPLAY"] !== undefined;

if (process.env["CI"] === "true") console.log("CI: no editor is opened");
else if (!(hasScreen && openDesktop())) await serve();

function openDesktop(): boolean {
  const args = [folder, path.join(folder, "web.yaml"), `--extensionDevelopmentPath=${process.cwd()}`];
  const { status } = spawnSync("code", args, { stdio: "ignore", shell: process.platform === "win32" });
  if (status === 0) console.log(`Opened ${folder} in VS Code, with the extension`);
  return status === 0;
}

/** Stays until it is interrupted. What the user changes in the editor's settings is still there the next time. */
async function serve(): Promise<void> {
  const home = path.resolve(".vscode-test/start");
  const data = { user: path.join(home, "user"), extensions: path.join(home, "extensions"), server: path.join(home, "server") };
  const editor = await install(newest);
  prepareData(data);
  runCommandLine(editor, data, ["--install-extension", path.resolve(makePackage()), "--force"]);
  const server = await startServer(editor, data, { port: Number(process.env["PORT"] ?? 0) });
  const files: [string, string][] = [["openFile", server.uri(path.join(folder, "web.yaml"))]];
  console.log(`\nVS Code ${editor.version} shows the examples here; Ctrl+C ends it:\n\n  ${server.address(folder, files)}\n`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void server.stop());
  await server.exited;
}
