// Shows the page of a rule, which lies in the extension, as rendered Markdown.

import { commands, Disposable, Uri, window, workspace } from "vscode";
import { viewOfPage } from "./rule-page-view.ts";

export const pageScheme = "kube-clinic-rule";

interface Entry {
  readonly id: string;
  readonly summary: string;
}

export class RulePages implements Disposable {
  readonly #folder: Uri;
  readonly #provider;

  constructor(extension: Uri) {
    this.#folder = Uri.joinPath(extension, "dist", "rules");
    this.#provider = workspace.registerTextDocumentContentProvider(pageScheme, {
      provideTextDocumentContent: async ({ path }) => viewOfPage(await this.#read(path)),
    });
  }

  /** Shows the page of a rule by its id, or asks which one. */
  async show(rule: unknown): Promise<void> {
    const id = typeof rule === "string" ? rule : await this.#ask();
    if (id === undefined) return;
    try {
      if (!/^[a-z0-9-]+$/.test(id)) throw new Error("not an id");
      await this.#read(`${id}.md`);
    } catch {
      void window.showWarningMessage(`kube-clinic has no rule \`${id}\``);
      return;
    }
    await preview(Uri.from({ scheme: pageScheme, path: `/${id}.md` }));
  }

  dispose(): void {
    this.#provider.dispose();
  }

  async #ask(): Promise<string | undefined> {
    // JSON.parse gives `any`: the file is written by tools/build.ts.
    const entries = JSON.parse(await this.#read("index.json")) as readonly Entry[];
    const items = entries.map(({ id, summary }) => ({ label: id, detail: summary }));
    return (await window.showQuickPick(items, { title: "Explain a rule", matchOnDetail: true }))?.label;
  }

  async #read(name: string): Promise<string> {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(this.#folder, name)));
  }
}

async function preview(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand("markdown.showPreviewToSide", uri);
  } catch {
    // The built-in Markdown extension can be switched off.
    await window.showTextDocument(uri, { preview: true });
  }
}
