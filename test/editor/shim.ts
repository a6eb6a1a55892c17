// Stands in for the program `code`: its flags and exit status, but the window is a headless browser. For @vscode/test-electron.

import path from "node:path";
import { format, parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { install, newest, oldest } from "./install.ts";
import { prepareData, scratchFolder, startServer, type EditorServer } from "./server.ts";

const patience = Number(process.env["EDITOR_TIMEOUT"] ?? 120_000); // ms
const verbose = process.env["EDITOR_DEBUG"] !== undefined;
// What the workbench itself says on the channel that the suite's console uses.
const noise =
  /^\[(AgentHost|ChatModelSelection|AccountPolicyGate|RemoteAgentHostProtocol|reconnection-grace-time|Service Worker|Extension Host\] |perf)|^(Creating a socket|Resolv(ing|ed) connection token|Updating additional builtin|getaddrinfo|Timed out waiting for authentication provider|Canceled: Canceled)|^Error: Could not locate the bindings file|^Cannot find module '\.\/build\/Release\//;

const { values, positionals } = parseArgs({
  options: {
    extensionDevelopmentPath: { type: "string" },
    extensionTestsPath: { type: "string" },
    "user-data-dir": { type: "string" },
    "extensions-dir": { type: "string" },
  },
  allowPositionals: true,
  strict: false, // the flags of a desktop program, such as --no-sandbox, mean nothing here
});

const scratch = scratchFolder("shim");
let server: EditorServer | undefined;
let browser: Browser | undefined;
let ending = false;
let hostCrash: (reason: string | undefined) => void;
const hostEnded = new Promise<string | undefined>((resolve) => (hostCrash = resolve));

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void finish(130, signal));
process.on("uncaughtException", (error) => void finish(1, error.stack));
process.on("unhandledRejection", (error) => void finish(1, String(error instanceof Error ? error.stack : error)));

await openWorkbench();

async function openWorkbench(): Promise<void> {
  const editor = await install(process.env["EDITOR_VERSION"] === oldest.vscode ? oldest : newest);
  const data = {
    user: path.resolve(text("user-data-dir") ?? path.join(scratch.path, "user")),
    extensions: path.resolve(text("extensions-dir") ?? path.join(scratch.path, "extensions")),
    server: path.join(scratch.path, "server"),
  };
  prepareData(data);
  [server, browser] = await Promise.all([startServer(editor, data, { automation: true, onOutput: watchHost }), launchBrowser()]);
  void server.exited.then((code) => finish(1, `the server ended with ${code}`));
  browser.once("disconnected", () => void finish(1, "the browser went away"));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.exposeFunction("codeAutomationLog", log);
  await page.exposeFunction("codeAutomationExit", exit);
  page.on("crash", () => void finish(1, "the page crashed"));
  setTimeout(() => void giveUp(page), patience).unref();
  const payload: [string, string][] = [["skipWelcome", "true"]];
  for (const name of ["extensionDevelopmentPath", "extensionTestsPath"] as const) {
    const value = text(name);
    if (value) payload.push([name, server.uri(value)]);
  }
  await page.goto(server.address(positionals[0] ?? scratch.path, payload));
}

function text(name: keyof typeof values): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

function log(type: string, args: readonly unknown[]): void {
  const line = format(...args); // Mocha's reporters write printf style
  if (type === "trace" || type === "debug" || noise.test(line))
    return void (verbose && process.stderr.write(`[${type}] ${line}\n`));
  (type === "error" ? process.stderr : process.stdout).write(`${line}\n`);
}

/** The workbench reports 0 as well when the extension host was killed: that is believed only after the host's clean end. */
async function exit(code: number): Promise<void> {
  const crash = code === 0 ? await Promise.race([hostEnded, after(5000)]) : undefined;
  await finish(crash ? 1 : code, crash);
}

function watchHost(output: string): void {
  if (verbose) process.stderr.write(output);
  const ended = /Extension Host Process exited with code: (\S+), signal: (\w+)/.exec(output);
  if (!ended) return;
  const clean = ended[1] === "0" && ended[2] === "null";
  hostCrash(clean ? undefined : `the extension host crashed (code ${ended[1]}, signal ${ended[2]})`);
  void after(10_000).then(() => finish(1, "the extension host ended without a result"));
}

async function giveUp(page: Page): Promise<void> {
  const shot = process.env["EDITOR_SHOT"];
  if (shot) await page.screenshot({ path: shot }).catch(() => undefined);
  await finish(1, `no result after ${patience} ms`);
}

async function finish(code: number, why?: string): Promise<void> {
  if (ending) return;
  ending = true;
  if (why) process.stderr.write(`${why}\n`);
  await Promise.race([browser?.close().catch(() => undefined), after(3000)]);
  await server?.stop();
  scratch.remove();
  // @vscode/test-electron stops reading at our end: let it have the tail first.
  process.stdout.write("", () => setTimeout(() => process.exit(code), 100));
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
}
