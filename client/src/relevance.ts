// Decides cheaply whether a document may be for kube-clinic, so that other YAML starts no server.

import { Disposable, FileType, languages, Range, Uri, workspace, type TextDocument } from "vscode";
import { isAboutToBegin, looksLikeKubernetes, namesKubernetesFile } from "./looks-like.ts";
import type { Selected } from "./selector.ts";

const linesRead = 2000;
const parentsAsked = 8;
const fewLines = 10;

/** Calls `start` once, for the first open document that is relevant or becomes so; not where the user has switched us off. */
export function onFirstRelevantDocument(selector: readonly Selected[], start: () => void): Disposable {
  let done = false;
  async function consider(document: TextDocument): Promise<void> {
    if (done || !languages.match(selector, document)) return;
    if (!workspace.getConfiguration("kubeClinic", document).get("enable", true)) return;
    const relevant = isRelevant(document) || (await isInChart(document.uri));
    if (done || !relevant) return;
    done = true;
    listeners.dispose();
    start();
  }
  function considerAll(): void {
    for (const document of workspace.textDocuments) void consider(document);
  }
  const listeners = Disposable.from(
    workspace.onDidOpenTextDocument(consider),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (isRelevant(document)) void consider(document);
    }),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("kubeClinic") && considerAll()),
  );
  considerAll();
  return listeners;
}

function isRelevant(document: TextDocument): boolean {
  if (document.languageId === "yaml" && document.lineCount <= fewLines && isAboutToBegin(document.getText())) return true;
  return (
    document.languageId === "helm" ||
    namesKubernetesFile(document.uri.path) ||
    looksLikeKubernetes(document.getText(new Range(0, 0, linesRead, 0)))
  );
}

async function isInChart(uri: Uri): Promise<boolean> {
  const root = workspace.getWorkspaceFolder(uri)?.uri.path;
  if (root === undefined) return false;
  let folder = Uri.joinPath(uri, "..");
  for (let i = 0; i < parentsAsked && folder.path.startsWith(root); i++, folder = Uri.joinPath(folder, "..")) {
    if (await isFile(Uri.joinPath(folder, "Chart.yaml"))) return true;
    if (folder.path === root) break;
  }
  return false;
}

async function isFile(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.File) !== 0;
  } catch {
    return false;
  }
}
