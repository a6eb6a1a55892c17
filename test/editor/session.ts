// Opens a real VS Code in a headless browser, with the packaged extension installed as a user would.

import { existsSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { install, newest } from "./install.ts";
import { prepareData, runCommandLine, scratchFolder, startServer } from "./server.ts";
import { editorOf } from "./workbench-page.ts";

export interface Session {
  readonly page: Page;
  /** Closes everything and removes what the editor has written. */
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly folder: string;
  /** A file in the folder, opened in an editor. */
  readonly file: string;
  readonly settings?: object;
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the screen for each of the page's. */
  readonly scale?: number;
}

const extension = path.resolve("kube-clinic.vsix");

/** Resolves when the file's text is on the screen. */
export async function openSession(options: SessionOptions): Promise<Session> {
  if (!existsSync(extension)) throw new Error(`${extension} is missing: run \`npm run package\` first`);
  const scratch = scratchFolder("session");
  const data = {
    user: path.join(scratch.path, "user"),
    extensions: path.join(scratch.path, "extensions"),
    server: path.join(scratch.path, "server"),
  };
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of opened.reverse()) await end();
    scratch.remove();
  };
  try {
    const editor = await install(newest);
    prepareData(data, { "files.autoSave": "off", ...options.settings });
    const said = runCommandLine(editor, data, ["--install-extension", extension]);
    if (!said.includes("successfully installed")) throw new Error(said);
    const server = await startServer(editor, data);
    opened.push(() => server.stop());
    const browser = await launchBrowser();
    opened.push(() => browser.close());
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1280, height: options.height ?? 720 },
      deviceScaleFactor: options.scale ?? 1,
    });
    await page.goto(server.address(options.folder, [["openFile", server.uri(path.join(options.folder, options.file))]]));
    await editorOf(page, options.file).locator(".view-line").first().waitFor({ timeout: 60_000 });
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}
