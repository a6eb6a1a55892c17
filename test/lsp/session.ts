// Runs our server on a folder of its own for one test, bundled from the sources as they are.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { statusNotification, type InitializationOptions, type Status } from "../../server/src/server/protocol.ts";
import { LanguageClient, uriOf, type ClientOptions } from "./client.ts";
import { OpenDocument, type PullReport } from "./open-document.ts";
import { withFolder } from "./scratch.ts";

const limit = 20_000; // ms, for the slowest machine; nothing waits that long where all is well

export class Session {
  readonly client: LanguageClient;
  readonly folder: string;

  constructor(client: LanguageClient, folder: string) {
    this.client = client;
    this.folder = folder;
  }

  uri(name: string): string {
    return uriOf(path.join(this.folder, name));
  }

  /** Opens a document, which need not be on the disk. */
  open(name: string, text: string, languageId?: string): OpenDocument {
    return new OpenDocument(this.client, this.uri(name), text, languageId);
  }

  /** Writes a file and says so, as an editor does for the files that the server watches. */
  write(name: string, text: string, type: 1 | 2 = 1): void {
    writeFile(this.folder, name, text);
    this.client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: this.uri(name), type }] });
  }

  remove(name: string): void {
    rmSync(path.join(this.folder, name));
    this.client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: this.uri(name), type: 3 }] });
  }

  /** Pulls when the folder has been read whole, so that nothing is withheld any more. Needs `showsStatus`. */
  async pullComplete(document: OpenDocument): Promise<PullReport> {
    const since = this.client.mark();
    const report = await document.pull(); // a document shows its status when it is asked for
    const state = this.client.arrived<Status>(statusNotification).findLast(({ uri }) => uri === document.uri)?.state;
    if (state !== "indexing") return report;
    await this.client.wait<Status>(statusNotification, ({ uri, state }) => uri === document.uri && state !== "indexing", {
      since,
    });
    return document.pull();
  }

  /** Pulls, and again whenever the server asks for it, until the report is as wanted. */
  async pullUntil(document: OpenDocument, accept: (report: PullReport) => boolean): Promise<PullReport> {
    for (;;) {
      const since = this.client.mark();
      const report = await document.pull();
      if (accept(report)) return report;
      await this.client.wait("workspace/diagnostic/refresh", () => true, { since });
    }
  }
}

/** What our own client says of itself: the server then tells when a file is analysed. */
export const showsStatus: InitializationOptions = { showsStatus: true };

/** Starts the server on a folder that holds `files`, and stops it when the task is done. */
export async function withSession(
  { files = {}, ...options }: Partial<ClientOptions> & { readonly files?: Readonly<Record<string, string>> },
  task: (session: Session) => Promise<void>,
): Promise<void> {
  const command = await bundledServer();
  await withFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) writeFile(folder, name, text);
    const client = await LanguageClient.start({ command, folders: [folder], limit, ...options });
    try {
      await task(new Session(client, folder));
    } finally {
      await client.stop();
    }
  });
}

/** How to start the server, bundled once a run as it is for shipping. */
export function bundledServer(): Promise<readonly [string, ...string[]]> {
  server ??= bundle("server/src/server/node.ts", "out/lsp/server.cjs").then(
    (file) => [process.execPath, file, "--stdio"] as const,
  );
  return server;
}

/** The command line, bundled likewise; resolves to its path. */
export function bundledCommandLine(): Promise<string> {
  commandLine ??= bundle("server/src/cli/main.ts", "out/lsp/cli.cjs");
  return commandLine;
}

let server: Promise<readonly [string, ...string[]]> | undefined;
let commandLine: Promise<string> | undefined;

async function bundle(entry: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return path.resolve(outfile);
}

function writeFile(folder: string, name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
