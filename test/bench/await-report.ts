// Waits for the diagnostics of a text, in each of the ways in which servers hand them over.

import type { LanguageClient } from "../lsp/client.ts";
import { OpenDocument, type ContentChange, type PushReport } from "../lsp/open-document.ts";

/** A case that takes longer is given up, and counts as this many ms. */
export const giveUp = 60_000;

/** Sends a text or an edit, and resolves to the number of its diagnostics. */
export type AwaitReport = (client: LanguageClient, send: () => OpenDocument) => Promise<number>;

/** As editors pull: with the id of the last report, so that the same again is said in a word. */
export const byPull: AwaitReport = async (_client, send) => {
  const document = send();
  const last = lastReports.get(document);
  const report = await document.pull(last?.id, giveUp);
  const count = report.kind === "unchanged" ? (last?.count ?? 0) : report.items.length;
  lastReports.set(document, { id: report.resultId, count });
  return count;
};

const lastReports = new WeakMap<OpenDocument, { readonly id: string | undefined; readonly count: number }>();

export const byPush: AwaitReport = async (client, send) => {
  client.forget();
  const since = client.mark();
  return (await send().pushed(undefined, since, giveUp)).diagnostics.length;
};

/** For a server that names no versions: what it says first after an edit is of that edit, since it has answered all before. */
export const byFirstPush: AwaitReport = async (client, send) => {
  client.forget();
  const since = client.mark();
  const { uri } = send();
  const accept = (report: PushReport) => report.uri === uri;
  const { diagnostics } = await client.wait("textDocument/publishDiagnostics", accept, { since, limit: giveUp });
  return diagnostics.length;
};

export interface Timed {
  readonly document: OpenDocument;
  readonly diagnostics: number;
  readonly took: number;
}

export async function timeOpen(client: LanguageClient, uri: string, text: string, report: AwaitReport): Promise<Timed> {
  let document: OpenDocument | undefined;
  const start = performance.now();
  const diagnostics = await report(client, () => (document = new OpenDocument(client, uri, text)));
  return { document: document!, diagnostics, took: performance.now() - start };
}

export async function timeEdit(document: OpenDocument, change: ContentChange, report: AwaitReport): Promise<Timed> {
  document.positionAt(0); // the client's own line index is no part of the wait
  const start = performance.now();
  const diagnostics = await report(document.client, () => {
    document.change(change);
    return document;
  });
  return { document, diagnostics, took: performance.now() - start };
}
