// Takes back the findings of files that no tab shows, where the user wants those of open files only.

import { Disposable, languages, TabInputText, TabInputTextDiff, window, workspace, type DiagnosticCollection } from "vscode";
import type { DiagnosticCollectionProvider } from "vscode-languageclient";
import { settingsSection } from "../../server/src/server/protocol.ts";

/**
 * The collection that the language client fills. Left to itself, it would keep what it last heard of a closed file until the
 * server speaks of that file again, which it does only for a whole workspace.
 */
export function openFilesCollection(): DiagnosticCollectionProvider & Disposable {
  const collection = languages.createDiagnosticCollection("kube-clinic");
  const listeners = Disposable.from(
    collection,
    window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.length > 0) prune(collection);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.diagnostics`)) prune(collection);
    }),
  );
  return {
    create: () => collection,
    dispose: (disposed?: DiagnosticCollection) => (disposed ? disposed.clear() : listeners.dispose()),
  };
}

function prune(collection: DiagnosticCollection): void {
  if (workspace.getConfiguration(settingsSection).get("diagnostics") === "workspace") return;
  const shown = new Set(window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => uriOf(input))));
  const hidden: Parameters<DiagnosticCollection["delete"]>[0][] = [];
  collection.forEach((uri) => {
    if (!shown.has(uri.toString())) hidden.push(uri);
  });
  for (const uri of hidden) collection.delete(uri);
}

function uriOf(input: unknown): string | undefined {
  if (input instanceof TabInputText) return input.uri.toString();
  return input instanceof TabInputTextDiff ? input.modified.toString() : undefined;
}
