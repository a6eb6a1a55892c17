// Tests the edits that the server offers: versioned, resolved late, as snippets only where the editor knows them.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, Diagnostic, Range, TextDocumentEdit, TextEdit } from "vscode-languageserver-types";
import { applyTextEdits } from "../../server/src/base/text-edit.ts";
import { capabilities } from "./capabilities.ts";
import { badDeployment } from "../harness/manifests.ts";
import type { OpenDocument } from "./open-document.ts";
import { showsStatus, withSession } from "./session.ts";

const privileged = "privileged-container";
const unconfined = "seccomp-unconfined";

test("a fix is resolved to minimal edits of the version that it was made for", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const action = await fixFor(document, privileged);
    assert.equal(action.edit, undefined, "the edit is made late");
    const { edit } = await resolve(document, action);
    const [change] = edit!.documentChanges as [TextDocumentEdit];
    assert.deepEqual(change.textDocument, document.identifier);
    const fixed = applied(document, change.edits as TextEdit[]);
    assert.equal(fixed, badDeployment.replace("            privileged: true\n", ""));
  }));

test("a fix of an older text is not applied to a newer one", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const action = await fixFor(document, privileged);
    document.replace("apiVersion", "# new\napiVersion");
    const resolved = await resolve(document, action).catch(() => undefined);
    assert.equal(resolved?.edit, undefined);
  }));

test("a client that resolves nothing gets edits at once", () =>
  withSession({ capabilities: capabilities({ resolve: false }) }, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const { edit } = await fixFor(document, privileged);
    assert.ok(edit?.documentChanges?.length);
  }));

test("a client without documentChanges gets plain changes", () =>
  withSession({ capabilities: capabilities({ documentChanges: false }) }, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const { edit } = await resolve(document, await fixFor(document, privileged));
    assert.equal(edit!.documentChanges, undefined);
    assert.match(applied(document, edit!.changes![document.uri]!), /securityContext:\n\s+seccompProfile/);
  }));

test("everything safe is fixed by one source action, and nothing else", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const actions = await actionsAt(document, whole(document), ["source.fixAll.kubeClinic"]);
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ["source.fixAll.kubeClinic"],
    );
    const { edit } = await resolve(document, actions[0]!);
    const [change] = edit!.documentChanges as [TextDocumentEdit];
    assert.deepEqual(change.textDocument, document.identifier);
    document.change({ range: whole(document), text: applied(document, change.edits as TextEdit[]) });
    const rules = (await document.pull()).items.map(({ code }) => code);
    assert.equal(rules.includes(unconfined), false);
    assert.ok(rules.includes(privileged), "what can change behaviour is left");
    assert.match(document.text, /name: web # keep me\n/);
    const again = await actionsAt(document, whole(document), ["source.fixAll"]);
    assert.deepEqual(again, [], "there is nothing left to fix");
  }));

test("source actions are not offered unasked, nor quick fixes where they are not wanted", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const unasked = await actionsAt(document, whole(document));
    assert.equal(
      unasked.some(({ kind }) => kind?.startsWith("source")),
      false,
    );
    assert.ok(unasked.some(({ kind }) => kind === "quickfix"));
    assert.deepEqual(await actionsAt(document, whole(document), ["refactor"]), []);
  }));

test("placeholders are snippets where the editor knows them, and defaults where not", async () => {
  const snippets = await templateEdits(true);
  assert.ok(snippets.some((edit) => "snippet" in edit && /\$\{1:/.test(String((edit.snippet as { value: string }).value))));
  const plain = await templateEdits(false);
  assert.ok(plain.length > 0 && plain.every((edit) => "newText" in edit && !String(edit.newText).includes("${1")));
});

test("a finding can be silenced where it stands", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const finding = await findingOf(document, privileged);
    const actions = await actionsAt(document, finding.range, ["quickfix"], [finding]);
    const ignore = actions.find(({ title }) => title.includes(`Ignore \`${privileged}\``));
    assert.ok(ignore?.edit, "without the editor's command the edit is there at once");
    const [change] = ignore.edit.documentChanges as [TextDocumentEdit];
    document.change({ range: whole(document), text: applied(document, change.edits as TextEdit[]) });
    assert.match(document.text, /privileged: true # kube-clinic-ignore privileged-container/);
    assert.equal(
      (await document.pull()).items.some(({ code }) => code === privileged),
      false,
    );
  }));

async function templateEdits(snippets: boolean): Promise<readonly object[]> {
  let edits: readonly object[] = [];
  await withSession({ capabilities: capabilities({ snippets }), initializationOptions: showsStatus }, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const { items } = await session.pullComplete(document);
    for (const finding of items) {
      const actions = await actionsAt(document, finding.range, ["quickfix"], [finding]);
      for (const action of actions.filter(({ data, title }) => data !== undefined && !title.startsWith("Fix "))) {
        const { edit } = await resolve(document, action);
        edits = [...edits, ...((edit?.documentChanges ?? []) as TextDocumentEdit[]).flatMap(({ edits }) => edits)];
      }
    }
  });
  return edits;
}

async function findingOf(document: OpenDocument, rule: string): Promise<Diagnostic> {
  const finding = (await document.pull()).items.find(({ code }) => code === rule);
  assert.ok(finding, rule);
  return finding;
}

/** The first quick fix of a finding of that rule. */
async function fixFor(document: OpenDocument, rule: string): Promise<CodeAction> {
  const finding = await findingOf(document, rule);
  const actions = await actionsAt(document, finding.range, ["quickfix"], [finding]);
  const action = actions.find(({ command, diagnostics }) => !command && diagnostics?.some(({ code }) => code === rule));
  assert.ok(action, `no fix for ${rule} among ${actions.map(({ title }) => title).join(", ")}`);
  return action;
}

async function actionsAt(
  document: OpenDocument,
  range: Range,
  only?: readonly string[],
  diagnostics: readonly Diagnostic[] = [],
): Promise<readonly CodeAction[]> {
  const context = { diagnostics, ...(only ? { only } : {}) };
  const params = { textDocument: { uri: document.uri }, range, context };
  return (await document.client.request<CodeAction[] | null>("textDocument/codeAction", params)) ?? [];
}

function resolve(document: OpenDocument, action: CodeAction): Promise<CodeAction> {
  return document.client.request<CodeAction>("codeAction/resolve", action);
}

function whole(document: OpenDocument): Range {
  return { start: { line: 0, character: 0 }, end: document.positionAt(document.text.length) };
}

function applied(document: OpenDocument, edits: readonly TextEdit[]): string {
  const offsets = edits.map(({ range, newText }) => ({
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
    text: newText,
  }));
  return applyTextEdits(
    document.text,
    offsets.toSorted((a, b) => a.start - b.start),
  );
}
