// Runs an installed VS Code as a server of its own, with its data in folders that can be thrown away.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Editor } from "./install.ts";

/** Where an editor keeps its things. */
export interface EditorData {
  readonly user: string;
  readonly extensions: string;
  readonly server: string;
}

export interface EditorServer {
  readonly port: number;
  /** A file or folder as the workbench names it. */
  uri(file: string): string;
  /** The address of a workbench on a folder; the payload is VS Code's own, pairs of name and value. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** Resolves when the server and all its processes are gone. */
  stop(): Promise<void>;
  readonly exited: Promise<number | null>;
}

const quietSettings = {
  "chat.disableAIFeatures": true,
  "chat.agentHost.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "npm.autoDetect": "off",
  "telemetry.telemetryLevel": "off",
  "window.commandCenter": false,
  "workbench.enableExperiments": false,
  "workbench.layoutControl.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** A new folder below the system's temporary one, and how to remove it. */
export function scratchFolder(name: string): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), `kube-clinic-${name}-`));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Makes the folders; settings are written only where the user has none yet. */
export function prepareData(data: EditorData, settings: object = {}): void {
  for (const folder of [path.join(data.user, "User"), data.extensions, data.server]) mkdirSync(folder, { recursive: true });
  const file = path.join(data.user, "User/settings.json");
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

/** Runs the editor's command line, such as `--install-extension x.vsix`; throws with its output if that fails. */
export function runCommandLine(editor: Editor, data: EditorData, args: readonly string[]): string {
  const run = spawnSync(editor.node, [...serverArguments(editor, data), ...args], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`${args.join(" ")} ended with ${run.status}\n${run.stdout}${run.stderr}`);
  return run.stdout;
}

export async function startServer(
  editor: Editor,
  data: EditorData,
  options: { readonly port?: number; readonly automation?: boolean; onOutput?(text: string): void } = {},
): Promise<EditorServer> {
  const args = [
    ...serverArguments(editor, data),
    "--host=127.0.0.1",
    `--port=${options.port ?? 0}`,
    "--without-connection-token",
    "--disable-workspace-trust",
    "--disable-getting-started-override",
    // Without this, a built workbench ignores the payload's development options, and says nothing.
    ...(options.automation ? ["--enable-smoke-test-driver"] : []),
  ];
  const child = spawn(editor.node, args, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.pid === undefined) return;
    signalGroup(child.pid, "SIGTERM");
    const timer = setTimeout(() => signalGroup(child.pid ?? 0, "SIGKILL"), 3000);
    await exited;
    clearTimeout(timer);
    signalGroup(child.pid, "SIGKILL"); // what outlived its parent
  };
  try {
    const port = await new Promise<number>((resolve, reject) => {
      let text = "";
      const read = (chunk: Buffer): void => {
        options.onOutput?.(chunk.toString());
        if (text.length < 1e5) text += chunk.toString();
        const listening = /Extension host agent listening on (\d+)/.exec(text);
        if (listening) resolve(Number(listening[1]));
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      void exited.then((code) => reject(new Error(`VS Code ended with ${code}\n${text}`)));
      setTimeout(() => reject(new Error(`VS Code did not start within 30 s\n${text}`)), 30_000).unref();
    });
    return {
      port,
      exited,
      stop,
      uri: (file) => uriOf(port, file),
      address: (folder, payload) => addressOf(port, folder, payload),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverArguments(editor: Editor, data: EditorData): readonly string[] {
  return [
    path.join(editor.home, "out/server-main.js"),
    `--user-data-dir=${data.user}`,
    `--extensions-dir=${data.extensions}`,
    `--server-data-dir=${data.server}`,
    "--accept-server-license-terms",
    "--telemetry-level=off",
  ];
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    if (pid > 0) process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}

function uriOf(port: number, file: string): string {
  return `vscode-remote://127.0.0.1:${port}${encodeURI(path.resolve(file))}`;
}

function addressOf(port: number, folder: string, payload: readonly (readonly [string, string])[] = []): string {
  const query = new URLSearchParams({ folder: path.resolve(folder), payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}
