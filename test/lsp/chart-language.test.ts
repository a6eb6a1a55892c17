// Tests that the server speaks of charts: completion, hover, navigation and renaming in templates and values, as they are typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import type {
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  MarkupContent,
  SemanticTokens,
  SignatureHelp,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver-types";
import { ResponseError } from "./client.ts";
import type { OpenDocument } from "./open-document.ts";
import { withSession, type Session } from "./session.ts";

const values = "# -- How many pods\nreplicas: 2\nresources: { limits: { cpu: 1 } }\n";
const prod = "replicas: 5\n";
const template = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "web.name" . }}
spec:
  replicas: {{ .Values.replicas }}
  resources: {{- toYaml .Values.resources | nindent 4 }}
`;
const helpers = '{{- define "web.name" -}}\n{{ .Release.Name }}\n{{- end }}\n';
const files = {
  "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "web/values.yaml": values,
  "web/values-prod.yaml": prod,
  "web/templates/web.yaml": template,
  "web/templates/_lib.tpl": helpers,
};

test("a half-typed action is completed from values that are not saved", () =>
  withChart(async (session) => {
    const own = session.open("web/values.yaml", values);
    own.replace("replicas", "pods: 3\nreplicas");
    const document = session.open("web/templates/web.yaml", template, "helm");
    document.replace("{{ .Values.replicas }}", "{{ .Values. }}");
    const position = document.positionAt(document.text.indexOf(".Values. ") + ".Values.".length);
    const context = { triggerKind: 2, triggerCharacter: "." };
    const items = await ask<CompletionItem[]>(document, "textDocument/completion", { position, context });
    assert.deepEqual(
      items.map(({ label }) => label),
      ["pods", "replicas", "resources"],
    );
  }));

test("a dot in a manifest asks for nothing", () =>
  withChart(async (session) => {
    const document = session.open("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  na.\n");
    const context = { triggerKind: 2, triggerCharacter: "." };
    assert.deepEqual(await ask(document, "textDocument/completion", { position: { line: 3, character: 5 }, context }), []);
  }));

test("a value's hover shows what it comes to in each profile", () =>
  withChart(async (session) => {
    const document = session.open("web/templates/web.yaml", template);
    const hover = await ask<Hover>(document, "textDocument/hover", { position: document.rangeOf("replicas", 1).start });
    const text = (hover.contents as MarkupContent).value;
    assert.match(text, /How many pods/);
    assert.match(text, /\| `prod` \| `5` \| \[values-prod.yaml:1\]/);
    const profile = session.open("web/values-prod.yaml", prod);
    profile.replace("5", "7");
    const after = await ask<Hover>(document, "textDocument/hover", { position: document.rangeOf("replicas", 1).start });
    assert.match((after.contents as MarkupContent).value, /`7`/);
  }));

test("from a use to its value and back", () =>
  withChart(async (session) => {
    const document = session.open("web/templates/web.yaml", template);
    const links = await ask<LocationLink[]>(document, "textDocument/definition", {
      position: document.rangeOf("replicas", 1).start,
    });
    assert.deepEqual(
      links.map(({ targetUri }) => targetUri),
      [session.uri("web/values.yaml"), session.uri("web/values-prod.yaml")],
    );
    const own = session.open("web/values.yaml", values);
    const context = { includeDeclaration: false };
    const uses = await ask<Location[]>(own, "textDocument/references", { position: own.rangeOf("replicas").start, context });
    assert.deepEqual(
      uses.map(({ uri, range }) => [uri, document.at(range)]),
      [[document.uri, "replicas"]],
    );
  }));

test("renamed in every file, open or not", () =>
  withChart(async (session) => {
    const own = session.open("web/values.yaml", values);
    const position = own.rangeOf("replicas").start;
    const edit = await ask<WorkspaceEdit>(own, "textDocument/rename", { position, newName: "pods" });
    assert.deepEqual((edit.documentChanges as TextDocumentEdit[]).map(({ textDocument }) => textDocument).sort(byUri), [
      { uri: session.uri("web/templates/web.yaml"), version: null },
      { uri: session.uri("web/values-prod.yaml"), version: null },
      { uri: session.uri("web/values.yaml"), version: 1 },
    ]);
    const limits = own.rangeOf("limits").start;
    await assert.rejects(
      ask(own, "textDocument/prepareRename", { position: limits }),
      (error) => error instanceof ResponseError && /hands `resources` whole to `toYaml`/.test(error.message),
    );
  }));

test("outline, folds, colours, signatures", () =>
  withChart(async (session) => {
    const document = session.open("web/templates/_lib.tpl", helpers, "helm");
    const symbols = await ask<DocumentSymbol[]>(document, "textDocument/documentSymbol", {});
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["web.name"],
    );
    const [fold] = await ask<FoldingRange[]>(document, "textDocument/foldingRange", {});
    assert.deepEqual([fold!.startLine, fold!.endLine], [0, 1]);
    const { data } = await ask<SemanticTokens>(document, "textDocument/semanticTokens/full", {});
    assert.equal(data.length / 5, 5);
    document.replace("{{ .Release.Name }}", "{{ trunc  }}");
    const position = document.positionAt(document.text.indexOf("trunc ") + "trunc ".length);
    const help = await ask<SignatureHelp>(document, "textDocument/signatureHelp", { position });
    assert.equal(help.signatures[0]!.label, "trunc LENGTH TEXT");
  }));

test("values behind actions, when the setting says so", async () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
  const hints = (session: Session) =>
    ask<InlayHint[]>(session.open("web/templates/web.yaml", template), "textDocument/inlayHint", { range });
  await withChart(async (session) => assert.deepEqual(await hints(session), []));
  await withSession({ files, settings: () => ({ inlayHints: true }) }, async (session) => {
    await session.open("web/values.yaml", values).pull();
    assert.deepEqual(
      (await hints(session)).map(({ label }) => label),
      [" = 2 (1 more)"],
    );
  });
});

function byUri(a: { uri: string }, b: { uri: string }): number {
  return a.uri < b.uri ? -1 : 1;
}

function withChart(task: (session: Session) => Promise<void>): Promise<void> {
  return withSession({ files }, task);
}

function ask<T>(document: OpenDocument, method: string, params: object): Promise<T> {
  return document.client.request<T>(method, { textDocument: { uri: document.uri }, ...params });
}
