// The commands around rendered documents: show one, choose its values set, compare two sets.

import { commands, TabInputText, Uri, ViewColumn, window, workspace, type Tab, type TextDocumentShowOptions } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { previewRequest, type AskPreview, type Preview } from "../../server/src/server/protocol.ts";
import { renderedOf, renderedUri } from "./rendered-uri.ts";

/** Beside the active editor, which keeps the focus. */
export async function showRendered(client: BaseLanguageClient, set: unknown): Promise<void> {
  const asked = askedFor(client);
  const preview = asked && (await ask(client, { ...asked, ...(typeof set === "string" && { set }) }));
  if (!asked || !preview) return;
  await open(renderedUri(asked.uri, preview), { viewColumn: ViewColumn.Beside, preserveFocus: true });
}

/** In the place of the active rendered document. */
export async function chooseValuesSet(client: BaseLanguageClient, set: unknown): Promise<void> {
  const old = window.activeTextEditor;
  const of = old && renderedOf(old.document.uri);
  const preview = of && (await ask(client, of));
  if (!old || !preview) return;
  const chosen = typeof set === "string" ? set : await pick(preview, "Render with", [of.set]);
  if (chosen === undefined || chosen === of.set) return;
  await open(renderedUri(of.uri, { ...preview, set: chosen }), {
    ...(old.viewColumn !== undefined && { viewColumn: old.viewColumn }),
    selection: old.selection,
  });
  const isOld = ({ input }: Tab): boolean =>
    input instanceof TabInputText && input.uri.toString() === old.document.uri.toString();
  const tabs = window.tabGroups.all.filter(({ viewColumn }) => viewColumn === old.viewColumn).flatMap((group) => group.tabs);
  await window.tabGroups.close(tabs.filter(isOld));
}

/** The set that is shown, or the file's own, on the left; the other is asked for. */
export async function compareRendered(client: BaseLanguageClient, right: unknown, left: unknown): Promise<void> {
  const asked = askedFor(client);
  const preview = asked && (await ask(client, asked));
  if (!asked || !preview) return;
  const before = typeof left === "string" ? left : preview.set;
  const after = typeof right === "string" ? right : await pick(preview, `Compare \`${before}\` with`, [before]);
  if (after === undefined) return;
  const [from, to] = [before, after].map((set) => renderedUri(asked.uri, { ...preview, set }));
  await commands.executeCommand("vscode.diff", from, to, `${preview.title}: ${before} ↔ ${after}`);
}

/** What the active editor shows, or is rendered to. */
function askedFor(client: BaseLanguageClient): AskPreview | undefined {
  const uri = window.activeTextEditor?.document.uri;
  return uri && (renderedOf(uri) ?? { uri: client.code2ProtocolConverter.asUri(uri) });
}

async function ask(client: BaseLanguageClient, asked: AskPreview): Promise<Preview | undefined> {
  const preview = await client.sendRequest<Preview | null>(previewRequest, asked);
  if (!preview) void window.showInformationMessage("This file is not part of a Helm chart.");
  return preview ?? undefined;
}

async function pick({ sets, set }: Preview, title: string, but: readonly string[]): Promise<string | undefined> {
  const others = sets.filter((name) => !but.includes(name));
  if (others.length === 0) {
    void window.showInformationMessage(
      `The chart has no values set but \`${set}\`: a file such as values-prod.yaml beside it makes one, or \`profiles\` in kube-clinic.yaml.`,
    );
    return undefined;
  }
  return window.showQuickPick(others, { title });
}

async function open(uri: Uri, options: TextDocumentShowOptions): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false, ...options });
}
