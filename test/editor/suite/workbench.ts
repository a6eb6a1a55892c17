// What the suite does with the editor: files, documents, and waiting for events instead of sleeping.

import {
  commands,
  ConfigurationTarget,
  languages,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type Diagnostic,
  type Event,
  type TextDocument,
} from "vscode";

const patience = 15_000; // ms

export function fileUri(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("the suite needs a folder");
  return Uri.joinPath(folder.uri, name);
}

export async function writeFile(name: string, text: string): Promise<Uri> {
  const uri = fileUri(name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file and opens it in an editor: diagnostics are asked for only where there is a tab. */
export async function openFile(name: string, text: string): Promise<TextDocument> {
  return show(await workspace.openTextDocument(await writeFile(name, text)));
}

export async function openUntitled(language: string, content: string): Promise<TextDocument> {
  return show(await workspace.openTextDocument({ language, content }));
}

export async function show(document: TextDocument): Promise<TextDocument> {
  await window.showTextDocument(document, { preview: false });
  return document;
}

/** Opens a file as a click does: unlike `openTextDocument` this does not keep the document after its tab is closed. */
export async function openEditor(uri: Uri): Promise<TextDocument> {
  await commands.executeCommand("vscode.open", uri);
  const document = window.activeTextEditor?.document;
  if (document?.uri.toString() !== uri.toString()) throw new Error(`${uri} was not opened`);
  return document;
}

/** Closes every tab; what was typed is thrown away, since closing would ask. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await show(document);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await commands.executeCommand("workbench.action.closeAllEditors");
}

/** Replaces the first occurrence of a text, in the buffer only. */
export async function replaceText(document: TextDocument, from: string, to: string): Promise<void> {
  const offset = document.getText().indexOf(from);
  if (offset < 0) throw new Error(`${from} is not in the document`);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(offset), document.positionAt(offset + from.length)), to);
  if (!(await workspace.applyEdit(edit))) throw new Error("the edit was not applied");
}

export async function configure(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration("kubeClinic").update(name, value, ConfigurationTarget.Global);
}

export function codeOf(diagnostic: Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === "object" ? code.value : code);
}

/** What kube-clinic says of a document now; with a rule, only that rule's. */
export function findings(uri: Uri, rule?: string): readonly Diagnostic[] {
  const ours = languages.getDiagnostics(uri).filter(({ source }) => source === "kube-clinic");
  return rule === undefined ? ours : ours.filter((diagnostic) => codeOf(diagnostic) === rule);
}

/** Resolves when the rule has a finding in the document. */
export function found(uri: Uri, rule: string): Promise<Diagnostic> {
  return whenDiagnostics(`${rule} in ${uri}`, () => findings(uri, rule)[0]);
}

/** Resolves when the rule, or every rule, has no finding in the document. */
export async function gone(uri: Uri, rule?: string): Promise<void> {
  await whenDiagnostics(`no ${rule ?? "finding"} in ${uri}`, () => findings(uri, rule).length === 0 || undefined);
}

export function whenDiagnostics<T>(what: string, ask: () => T | undefined): Promise<T> {
  return when(languages.onDidChangeDiagnostics, what, ask);
}

/** Resolves as soon as `ask` answers, which is asked now and at each event; rejects after 15 s. */
export function when<E, T>(event: Event<E>, what: string, ask: () => T | undefined): Promise<T> {
  const now = ask();
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((resolve, reject) => {
    const listener = event(() => {
      const answer = ask();
      if (answer === undefined) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(answer);
    });
    const timer = setTimeout(() => {
      listener.dispose();
      reject(new Error(`waited in vain for: ${what}`));
    }, patience);
  });
}
