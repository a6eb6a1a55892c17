// Tests that the server leads from name to name, and renames across files, open and not.

import assert from "node:assert/strict";
import { test } from "node:test";
import type {
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  Location,
  LocationLink,
  Range,
  TextDocumentEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver-types";
import { ResponseError } from "./client.ts";
import { badDeployment, service } from "../harness/manifests.ts";
import type { OpenDocument } from "./open-document.ts";
import { showsStatus, withSession, type Session } from "./session.ts";

const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  mode: fast\n";
const pod = `apiVersion: v1
kind: Pod
metadata: { name: job }
spec:
  containers:
    - name: job
      image: job:1
      envFrom: [{ configMapRef: { name: "settings" } }]
`;
const files = {
  "settings.yaml": configMap,
  "pods/job.yaml": pod,
  "kustomization.yaml": "resources: [settings.yaml, pods/job.yaml, web.yaml, service.yaml]\n",
  "web.yaml": badDeployment,
  "service.yaml": service,
};

test("a ConfigMap is renamed in open files by version, and in all others", () =>
  withShop(async (session) => {
    const document = await opened(session, "settings.yaml", configMap);
    document.replace("mode: fast", "mode: slow");
    const position = document.rangeOf("settings").start;
    const prepared = await ask<{ range: Range; placeholder: string }>(document, "textDocument/prepareRename", { position });
    assert.equal(prepared.placeholder, "settings");
    assert.equal(document.at(prepared.range), "settings");
    const edit = await ask<WorkspaceEdit>(document, "textDocument/rename", { position, newName: "config" });
    const changes = edit.documentChanges as TextDocumentEdit[];
    assert.deepEqual(
      changes.map(({ textDocument }) => textDocument).sort((a, b) => (a.uri < b.uri ? -1 : 1)),
      [
        { uri: session.uri("pods/job.yaml"), version: null },
        { uri: session.uri("settings.yaml"), version: 2 },
      ],
    );
    const range = { start: { line: 7, character: 41 }, end: { line: 7, character: 49 } };
    assert.deepEqual(changes.find(({ textDocument }) => textDocument.version === null)!.edits, [{ range, newText: "config" }]);
  }));

test("a name that can't be is refused with the reason", () =>
  withShop(async (session) => {
    const document = await opened(session, "settings.yaml", configMap);
    const rename = (piece: string, newName: string) =>
      ask(document, "textDocument/rename", { position: document.rangeOf(piece).start, newName });
    await assert.rejects(
      rename("settings", "No Name"),
      (error) => error instanceof ResponseError && /no valid name/.test(error.message),
    );
    const prepare = ask(document, "textDocument/prepareRename", { position: document.rangeOf("v1").start });
    await assert.rejects(prepare, /no name here/);
  }));

test("a Service leads to its pods and back", () =>
  withShop(async (session) => {
    const document = await opened(session, "service.yaml", service);
    const [there] = await ask<LocationLink[]>(document, "textDocument/definition", {
      position: document.rangeOf("app: web").start,
    });
    assert.equal(there!.targetUri, session.uri("web.yaml"));
    const web = session.open("web.yaml", badDeployment);
    assert.equal(web.at(there!.targetSelectionRange), "app: web");
    const back = await ask<LocationLink[]>(web, "textDocument/definition", { position: there!.targetSelectionRange.start });
    assert.ok(back.some(({ targetUri }) => targetUri === document.uri));
    const uses = await ask<Location[]>(web, "textDocument/references", {
      position: there!.targetSelectionRange.start,
      context: { includeDeclaration: false },
    });
    assert.ok(uses.some(({ uri, range }) => uri === document.uri && document.at(range) === "app: web"));
    const marked = await ask<DocumentHighlight[]>(web, "textDocument/documentHighlight", {
      position: there!.targetSelectionRange.start,
    });
    assert.deepEqual(
      marked.map(({ range }) => web.at(range)),
      ["app: web", "app: web"],
    );
  }));

test("lenses are resolved late, and switched off by the setting", () =>
  withShop(async (session) => {
    const document = await opened(session, "service.yaml", service);
    const [lens] = await ask<CodeLens[]>(document, "textDocument/codeLens", {});
    assert.equal(lens!.command, undefined);
    const { command } = await session.client.request<CodeLens>("codeLens/resolve", lens);
    assert.equal(command!.title, "selects 1 workload");
    assert.equal(command!.command, "show.places");
    const since = session.client.mark();
    session.client.notify("workspace/didChangeConfiguration", { settings: { kubeClinic: { codeLens: false } } });
    await session.client.wait("workspace/codeLens/refresh", () => true, { since });
    assert.deepEqual(await ask<CodeLens[]>(document, "textDocument/codeLens", {}), []);
  }));

test("links of a kustomization, and objects of the workspace", () =>
  withShop(async (session) => {
    const document = await opened(session, "kustomization.yaml", files["kustomization.yaml"]);
    const links = await ask<DocumentLink[]>(document, "textDocument/documentLink", {});
    assert.deepEqual(
      links.map(({ range, target }) => [document.at(range), target]),
      ["settings.yaml", "pods/job.yaml", "web.yaml", "service.yaml"].map((name) => [name, session.uri(name)]),
    );
    const symbols = await session.client.request<WorkspaceSymbol[]>("workspace/symbol", { query: "pod/" });
    assert.deepEqual(
      symbols.map(({ name, location }) => [name, location.uri]),
      [["Pod/job", session.uri("pods/job.yaml")]],
    );
  }));

function withShop(task: (session: Session) => Promise<void>): Promise<void> {
  return withSession({ files, initializationOptions: { ...showsStatus, showPlacesCommand: "show.places" } }, task);
}

/** Open, and the folder read whole. */
async function opened(session: Session, name: string, text: string): Promise<OpenDocument> {
  const document = session.open(name, text);
  await session.pullComplete(document);
  return document;
}

function ask<T>(document: OpenDocument, method: string, params: object): Promise<T> {
  return document.client.request<T>(method, { textDocument: { uri: document.uri }, ...params });
}
