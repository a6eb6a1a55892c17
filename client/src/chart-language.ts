// Gives a chart's templates the language `helm`: the chart they lie in decides, not the name of a folder.

import { Disposable, FileType, languages, Uri, workspace, type TextDocument } from "vscode";
import type { Selected } from "./selector.ts";

const guesses = new Set(["yaml", "plaintext"]);
const templateName = /\/templates\/.*\.(?:ya?ml|tpl|txt)$/;

/** Each document once: whoever then chooses another language keeps it. What `files.associations` names is left alone. */
export function tellTemplates(selector: readonly Selected[]): Disposable {
  const told = new Set<string>();
  const schemes = new Set(selector.map(({ scheme }) => scheme));
  async function consider(document: TextDocument): Promise<void> {
    const { uri, languageId } = document;
    const key = uri.toString();
    if (!schemes.has(uri.scheme) || !guesses.has(languageId) || told.has(key) || !templateName.test(uri.path)) return;
    if (isAssociated(document) || !(await isTemplate(uri)) || told.has(key)) return;
    told.add(key);
    await languages.setTextDocumentLanguage(document, "helm");
  }
  const soon = (document: TextDocument): void => void consider(document).catch(() => undefined); // closed meanwhile
  for (const document of workspace.textDocuments) soon(document);
  return workspace.onDidOpenTextDocument(soon);
}

function isAssociated(document: TextDocument): boolean {
  const associations = workspace.getConfiguration("files", document).get<Readonly<Record<string, string>>>("associations") ?? {};
  return Object.keys(associations).some((glob) => {
    const pattern = glob.includes("/") ? glob : `**/${glob}`;
    return languages.match({ pattern }, document) > 0;
  });
}

/** Whether a folder `templates` above the file belongs to a chart. */
async function isTemplate(uri: Uri): Promise<boolean> {
  for (let at = uri.path.lastIndexOf("/templates/"); at >= 0; at = at === 0 ? -1 : uri.path.lastIndexOf("/templates/", at - 1)) {
    const chart = uri.with({ path: `${uri.path.slice(0, at)}/Chart.yaml` });
    const stat = await Promise.resolve(workspace.fs.stat(chart)).catch(() => undefined);
    if (stat && (stat.type & FileType.File) !== 0) return true;
  }
  return false;
}
