// Tests completion in the editor: from the empty file on, in snippets that the editor expands, and beside another YAML extension.

import {
  commands,
  CompletionItem,
  ConfigurationTarget,
  extensions,
  Range,
  SnippetString,
  window,
  workspace,
  type CompletionList,
  type TextDocument,
  type TextEditor,
} from "vscode";
import { equal, match } from "./check.ts";
import { closeAll, openFile, openUntitled } from "./workbench.ts";

const pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image";

export function describeCompletion(): void {
  describe("completion", () => {
    afterEach(closeAll);

    it("writes a Deployment from an empty file", async () => {
      const editor = await emptyEditor();
      await accept(editor, "apiVersion");
      await accept(editor, "apps/v1");
      await type(editor, "\n");
      await accept(editor, "kind");
      await accept(editor, "Deployment");
      await type(editor, "\n");
      await accept(editor, "metadata");
      await type(editor, "web");
      await lineBelow(editor);
      await accept(editor, "spec");
      const text = editor.document.getText().replaceAll("\r\n", "\n");
      match(text, /^apiVersion: apps\/v1\nkind: Deployment\nmetadata:\n {2}name: web\nspec:\n {2}selector:\n {4}matchLabels:\n/);
      match(text, /\n {2}template:\n {4}metadata:\n {6}labels:\n[^]*\n {4}spec:\n {6}containers:\n {8}- name: \n {10}image: $/);
      await commands.executeCommand("undo");
      match(editor.document.getText(), /\n {2}name: web\r?\n$/); // one undo takes the whole insertion back
    });

    it("writes a secure Deployment with one item, whose tab stops the editor knows", async () => {
      const editor = await emptyEditor();
      await accept(editor, "Deployment");
      await commands.executeCommand("type", { text: "shop" }); // as a keyboard does: the mirrors of the tab stop follow
      match(editor.document.getText(), /name: shop\r?\n[^]*app\.kubernetes\.io\/name: shop\r?\n[^]*runAsNonRoot: true/);
    });

    it("completes what another file declares", async () => {
      await openFile("settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  LOG_LEVEL: info\n");
      const document = await openFile("user.yaml", `${pod}: x\n      envFrom:\n        - configMapRef:\n            name: `);
      await until(async () => (await labelsAt(document)).includes("settings"), "the name of the other file's ConfigMap");
    });

    // In the browser there is no other extension.
    if (extensions.getExtension("redhat.vscode-yaml"))
      it("offers nothing twice beside the YAML extension", async () => {
        const yaml = workspace.getConfiguration("yaml");
        const document = await openFile("peace.yaml", pod);
        const count = async (label: string) => (await labelsAt(document)).filter((one) => one === label).length;
        await until(async () => (await count("imagePullPolicy")) === 1 && (await count("image")) === 1, "our own completion");
        await yaml.update("schemas", { kubernetes: ["*.yaml"] }, ConfigurationTarget.Global);
        try {
          await until(async () => (await count("image")) === 0, "our schema's keys to go");
          equal(await count("imagePullPolicy"), 1, "the other's keys");
          equal(await count("Resources"), 1, "what the other can't know");
        } finally {
          await yaml.update("schemas", undefined, ConfigurationTarget.Global);
        }
      });
  });
}

async function emptyEditor(): Promise<TextEditor> {
  await openUntitled("yaml", "");
  const editor = window.activeTextEditor;
  if (!editor) throw new Error("no editor is open");
  return editor;
}

/** Accepts an item at the cursor as the editor does, and leaves the cursor where the insertion does. */
async function accept(editor: TextEditor, label: string): Promise<void> {
  const find = async () => {
    const items = (await itemsAt(editor.document, editor.selection.active)).filter((one) => textOf(one) === label);
    return items.toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1))[0];
  };
  const item = await until(find, `${label} to be offered after ${JSON.stringify(editor.document.getText())}`);
  const text = item.insertText ?? textOf(item);
  const { range } = item;
  const snippet = text instanceof SnippetString ? text : new SnippetString().appendText(text);
  const target = range instanceof Range || !range ? (range ?? editor.selection) : range.replacing;
  if (!(await editor.insertSnippet(snippet, target))) throw new Error(`${label} was not inserted`);
}

async function type(editor: TextEditor, text: string): Promise<void> {
  await editor.insertSnippet(new SnippetString().appendText(text), editor.selection);
}

/** An empty line without indentation at the end. */
async function lineBelow(editor: TextEditor): Promise<void> {
  await commands.executeCommand("editor.action.insertLineAfter");
  if (editor.selection.active.character > 0) await commands.executeCommand("deleteAllLeft");
}

async function itemsAt(
  document: TextDocument,
  position = document.positionAt(document.getText().length),
): Promise<readonly CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>("vscode.executeCompletionItemProvider", document.uri, position);
  return list.items;
}

async function labelsAt(document: TextDocument): Promise<readonly string[]> {
  return (await itemsAt(document)).map(textOf);
}

function textOf({ label }: CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

/** Asks again until there is an answer; each question goes to the server and back. */
async function until<T>(ask: () => Promise<T>, what: string): Promise<NonNullable<T>> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
  }
}

const patience = 15_000; // ms
