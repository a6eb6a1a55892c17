// Tests completion as an editor asks for it: in open documents, with what other files say, by settings.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CompletionItem, CompletionList, InsertReplaceEdit, MarkupContent, TextEdit } from "vscode-languageserver-types";
import { capabilities } from "./capabilities.ts";
import type { OpenDocument } from "./open-document.ts";
import { withSession } from "./session.ts";

const plain = { capabilities: capabilities({ snippets: false }) };
const pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      ";

test("a Deployment is written from an empty file by completion only", () =>
  withSession(plain, async (session) => {
    const document = session.open("web.yaml", "");
    await accept(document, 0, "apiVersion");
    await accept(document, document.text.length, "apps/v1");
    insert(document, "\n");
    await accept(document, document.text.length, "kind");
    await accept(document, document.text.length, "Deployment");
    insert(document, "\n");
    await accept(document, document.text.length, "metadata");
    insert(document, "web\n");
    await accept(document, document.text.length, "spec");
    assert.equal(
      document.text,
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n" +
        "      app.kubernetes.io/name: \n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: \n" +
        "    spec:\n      containers:\n        - name: \n          image: ",
    );
  }));

test("a secure skeleton is one item", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", "");
    const items = await itemsAt(document, 0);
    const [first] = items;
    assert.equal(first?.label, "Deployment");
    assert.match(first?.textEdit?.newText ?? "", /name: \$\{1:web\}[^]*runAsNonRoot: true/);
    assert.match((first.documentation as MarkupContent).value, /runs as a plain user/);
  }));

test("what an item means is sent when it is asked for", () =>
  withSession({}, async (session) => {
    const document = session.open("pod.yaml", pod);
    const item = (await itemsAt(document, pod.length)).find(({ label }) => label === "imagePullPolicy");
    assert.equal(item?.documentation, undefined);
    const resolved = await session.client.request<CompletionItem>("completionItem/resolve", item);
    assert.match((resolved.documentation as MarkupContent).value, /Image pull policy/);
  }));

test("names of other files are offered", () => {
  const files = { "settings.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  LOG_LEVEL: info\n" };
  return withSession({ files, initializationOptions: { showsStatus: true } }, async (session) => {
    const text = `${pod}image: x\n      envFrom:\n        - configMapRef:\n            name: `;
    const document = session.open("pod.yaml", text);
    await session.pullComplete(document);
    assert.deepEqual(labels(await itemsAt(document, text.length)), ["settings"]);
  });
});

test("completion can be switched off, and leaves to others what they complete", async () => {
  let settings: object = { completion: "off" };
  await withSession({ settings: () => settings }, async (session) => {
    const document = session.open("pod.yaml", pod);
    const change = async () => {
      const since = session.client.mark();
      session.client.notify("workspace/didChangeConfiguration", { settings: null });
      await session.client.wait("workspace/diagnostic/refresh", () => true, { since });
    };
    await session.client.wait("workspace/diagnostic/refresh", () => true, { since: 0 });
    assert.deepEqual(await itemsAt(document, pod.length), []);
    settings = { schemasElsewhere: ["*.yaml"] };
    await change();
    const parts = labels(await itemsAt(document, pod.length));
    assert.ok(parts.includes("Resources") && !parts.includes("image"), parts.join(" "));
    settings = { schemasElsewhere: ["other/*.yaml"] };
    await change();
    assert.ok(labels(await itemsAt(document, pod.length)).includes("image"));
    settings = { schemasElsewhere: ["*.yaml"], completion: "on" };
    await change();
    assert.ok(labels(await itemsAt(document, pod.length)).includes("image"));
  });
});

test("other YAML is left alone", () =>
  withSession({}, async (session) => {
    const text = "on: push\njobs:\n  ";
    assert.deepEqual(await itemsAt(session.open("ci.yaml", text), text.length), []);
  }));

async function itemsAt(document: OpenDocument, offset: number): Promise<readonly CompletionItem[]> {
  const params = { textDocument: { uri: document.uri }, position: document.positionAt(offset) };
  const answer = await document.client.request<CompletionItem[] | CompletionList | null>("textDocument/completion", params);
  return Array.isArray(answer) ? answer : (answer?.items ?? []);
}

function labels(items: readonly CompletionItem[]): readonly string[] {
  return items.map(({ label }) => label);
}

/** Accepts the first item of that label. */
async function accept(document: OpenDocument, offset: number, label: string): Promise<void> {
  const items = await itemsAt(document, offset);
  const item = items.find((one) => one.label === label);
  assert.ok(item, `${label} is not offered after ${JSON.stringify(document.text)}`);
  const edit = item.textEdit as TextEdit | InsertReplaceEdit; // ours always has one
  document.change({ range: "range" in edit ? edit.range : edit.replace, text: edit.newText });
}

/** Types at the end. */
function insert(document: OpenDocument, text: string): void {
  const end = document.positionAt(document.text.length);
  document.change({ range: { start: end, end }, text });
}
