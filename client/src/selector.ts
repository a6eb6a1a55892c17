// Says which documents are ours to judge: by language, and by the file system they are in.

import { workspace } from "vscode";

/** One language in one kind of file system; good for VS Code and for LSP. */
export interface Selected {
  readonly language: string;
  readonly scheme: string;
}

const languages = ["yaml", "helm", "json"];

// A list of what is edited: `git`, `output`, the sides of a diff and other read-only schemes must not be judged.
const schemes = ["file", "untitled", "vscode-vfs", "vscode-remote", "vscode-test-web", "memfs", "tmp"];

export function documentSelector(): readonly Selected[] {
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme);
  return [...new Set([...schemes, ...folders])].flatMap((scheme) => languages.map((language) => ({ language, scheme })));
}
