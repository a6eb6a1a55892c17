// Tests what the server tells a reader: hovers, outlines, and the policy file's completion.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CompletionItem, CompletionList, DocumentSymbol, Hover, MarkupContent, Position } from "vscode-languageserver-types";
import { badDeployment, service } from "../harness/manifests.ts";
import type { OpenDocument } from "./open-document.ts";
import { withSession } from "./session.ts";

const privileged = "privileged-container";

test("a hover on a finding explains its rule", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const text = await hoverAt(document, document.rangeOf("true").start);
    assert.match(text, /privileged-container/);
    assert.equal(await hoverAt(document, document.rangeOf("keep me").start), "", "a comment has nothing to say");
  }));

test("hovers can be switched off", () =>
  withSession({ settings: () => ({ hover: false }) }, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    await document.pull();
    assert.equal(await hoverAt(document, document.rangeOf("true").start), "");
  }));

test("the outline names objects and their containers", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", `${badDeployment}---\n${service}`);
    const params = { textDocument: { uri: document.uri } };
    const symbols = await session.client.request<DocumentSymbol[]>("textDocument/documentSymbol", params);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["Deployment/web", "Service/web"],
    );
    assert.deepEqual(
      symbols[0]?.children?.map(({ name }) => name),
      ["web"],
    );
    const [first, second] = symbols;
    assert.ok(first!.range.end.line < second!.range.start.line);
    for (const { range, selectionRange } of symbols)
      assert.ok(selectionRange.start.line >= range.start.line && selectionRange.end.line <= range.end.line);
  }));

test("the policy file completes keys, rule ids and levels", () =>
  withSession({}, async (session) => {
    const document = session.open("kube-clinic.yaml", "extends: [recommended]\nrules:\n  \n");
    const ids = await completionsAt(document, { line: 2, character: 2 });
    assert.ok(
      ids.some(({ label }) => label === privileged),
      "rule ids below `rules`",
    );
    document.change({ range: { start: { line: 2, character: 2 }, end: { line: 2, character: 2 } }, text: `${privileged}: ` });
    const levels = await completionsAt(document, { line: 2, character: privileged.length + 4 });
    for (const level of ["off", "info", "warning", "error"])
      assert.ok(
        levels.some(({ label }) => label === level),
        level,
      );
    document.change({ range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } }, text: "o" });
    const keys = await completionsAt(document, { line: 3, character: 1 });
    assert.ok(
      keys.some(({ label }) => label === "overrides"),
      "keys at the top",
    );
  }));

test("the policy file explains its keys and rules", () =>
  withSession({}, async (session) => {
    const document = session.open("kube-clinic.yaml", `extends: [recommended]\nrules:\n  ${privileged}: off\n`);
    assert.notEqual(await hoverAt(document, document.rangeOf("extends").start), "");
    assert.match(await hoverAt(document, document.rangeOf(privileged).start), /privileged/i);
  }));

test("a policy that can't be used is marked where it is wrong, with the nearest right name", () =>
  withSession({}, async (session) => {
    const document = session.open("kube-clinic.yaml", "extends: [recommended]\nrules:\n  privileged-contaner: off\nrulez: {}\n");
    const { items } = await document.pull();
    const about = (word: string) => items.find(({ range }) => document.at(range).includes(word));
    assert.match(String(about("privileged-contaner")?.message), /privileged-container/);
    assert.match(String(about("rulez")?.message), /rules/);
    document.replace("privileged-contaner", privileged);
    document.replace("rulez: {}\n", "");
    assert.deepEqual((await document.pull()).items, []);
  }));

async function hoverAt(document: OpenDocument, position: Position): Promise<string> {
  const params = { textDocument: { uri: document.uri }, position };
  const hover = await document.client.request<Hover | null>("textDocument/hover", params);
  return hover ? (hover.contents as MarkupContent).value : "";
}

async function completionsAt(document: OpenDocument, position: Position): Promise<readonly CompletionItem[]> {
  const params = { textDocument: { uri: document.uri }, position };
  const answer = await document.client.request<CompletionItem[] | CompletionList | null>("textDocument/completion", params);
  return Array.isArray(answer) ? answer : (answer?.items ?? []);
}
