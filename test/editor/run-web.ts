// Runs the suite in VS Code for the Web: our extension and its server in web workers, the files in memory.

import { format } from "node:util";
import { launchBrowser } from "./browser.ts";
import { bundleSuite, requireBuild } from "./bundle.ts";
import { install, newest } from "./install.ts";
import { reportResult } from "./result.ts";
import { startWebHost } from "./web-host.ts";

const patience = Number(process.env["EDITOR_TIMEOUT"] ?? 120_000); // ms
const verbose = process.env["EDITOR_DEBUG"] !== undefined;
const start = Date.now();

requireBuild();
const [editor, suite] = await Promise.all([install(newest), bundleSuite()]);
const host = await startWebHost(editor, process.cwd(), suite);
const browser = await launchBrowser();
let passes = 0;
let failures = 0;
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const code = await new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error(`no result after ${patience} ms`)), patience).unref();
    if (verbose) page.on("console", (message) => console.log(`[${message.type()}] ${message.text()}`));
    page.on("crash", () => reject(new Error("the page crashed")));
    void page
      .exposeFunction("codeAutomationExit", resolve)
      .then(() => page.exposeFunction("codeAutomationLog", log))
      .then(() => page.goto(host.address))
      .catch(reject);
  });
  if (code !== 0 || passes === 0) process.exitCode = 1;
  console.log(
    `VS Code ${editor.version} for the Web: ${passes} passed, ${failures} failed, ${((Date.now() - start) / 1000).toFixed(1)} s in all`,
  );
} finally {
  await browser.close();
  await host.stop();
  reportResult(passes, passes > 0 ? failures : 1);
}

function log(type: string, args: readonly unknown[]): void {
  const line = format(...args);
  const result = /^SUITE-RESULT (.*)$/.exec(line);
  if (result) ({ passes, failures } = JSON.parse(result[1] ?? "") as { passes: number; failures: number });
  else if (/^( {2}|\S+$|Error: )/.test(line) || type === "error" || verbose) console.log(line);
}
