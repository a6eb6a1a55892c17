// Tests how diagnostics reach an editor: asked for or pushed, of the text as it is, and of nothing that is closed.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "vscode-languageserver-types";
import { capabilities } from "./capabilities.ts";
import { ResponseError } from "./client.ts";
import { badDeployment, budget, service, workflow } from "../harness/manifests.ts";
import { OpenDocument, type PullReport } from "./open-document.ts";
import { showsStatus, withSession } from "./session.ts";

const pushing = { capabilities: capabilities({ pull: false }) };
const privileged = "privileged-container";

test("the server says what it can do", () =>
  withSession({}, async ({ client }) => {
    const { capabilities, serverInfo } = client.initialized!;
    assert.equal(serverInfo?.name, "kube-clinic");
    assert.deepEqual(capabilities.positionEncoding ?? "utf-16", "utf-16");
    const diagnostic =
      capabilities.diagnosticProvider ?? client.registrations.find(({ method }) => method === "textDocument/diagnostic");
    assert.ok(diagnostic, "diagnostics can be asked for");
    assert.ok(capabilities.hoverProvider && capabilities.codeActionProvider && capabilities.documentSymbolProvider);
  }));

test("a finding stands on its line, with its rule, source and severity", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const { kind, items } = await document.pull();
    assert.equal(kind, "full");
    const finding = only(items, privileged);
    assert.equal(document.at(finding.range), "true");
    assert.equal(finding.severity, 1);
    assert.equal(finding.source, "kube-clinic");
    assert.match(finding.codeDescription?.href ?? "", /privileged-container\.md$/);
    assert.match(String(finding.message), /`web`/);
  }));

test("an unchanged report is not sent again", () =>
  withSession({ initializationOptions: showsStatus }, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const { resultId, items } = await session.pullComplete(document);
    assert.ok(resultId !== undefined && items.length > 0);
    assert.deepEqual(await document.pull(resultId), { kind: "unchanged", resultId });
    document.replace("privileged: true", "privileged: false");
    const changed = await document.pull(resultId);
    assert.equal(changed.kind, "full");
    assert.notEqual(changed.resultId, resultId);
    assert.equal(rulesOf(changed).includes(privileged), false);
  }));

test("reports are pushed with their version to a client that does not ask", () =>
  withSession(pushing, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    only((await document.pushed()).diagnostics, privileged);
    document.replace("privileged: true", "privileged: false");
    const second = await document.pushed();
    assert.equal(second.version, 2);
    assert.equal(
      second.diagnostics.some(({ code }) => code === privileged),
      false,
    );
    const since = session.client.mark();
    document.close();
    const cleared = await session.client.wait<{ uri: string; diagnostics: unknown[] }>(
      "textDocument/publishDiagnostics",
      ({ uri }) => uri === document.uri,
      { since },
    );
    assert.deepEqual(cleared.diagnostics, []);
  }));

test("a client that asks is not pushed to", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    await document.pull();
    document.replace("web:1.2.3", "web:1.2.4");
    await document.pull();
    const pushed = session.client.arrived<{ diagnostics: unknown[] }>("textDocument/publishDiagnostics");
    assert.deepEqual(
      pushed.filter(({ diagnostics }) => diagnostics.length > 0),
      [],
    );
  }));

test("any sequence of edits leaves what the text as a whole would have", () =>
  withSession({ initializationOptions: showsStatus }, (session) =>
    withSession({ initializationOptions: showsStatus }, async (fresh) => {
      const document = session.open("edited.yaml", `${badDeployment}---\n${service}`);
      await session.pullComplete(document);
      const start = { line: 0, character: 0 };
      const end = { line: 9999, character: 0 };
      const edits: (() => void)[] = [
        () => document.replace("name: web # keep me", "name: wöb🎉 # keep me"),
        () => document.replace("---\n", ""),
        () => document.replace("apiVersion: v1", "---\napiVersion: v1"),
        () => document.change({ range: { start, end: start }, text: "# first\n\n---\n" }),
        () => document.change({ range: document.rangeOf("🎉"), text: "" }, { range: { start, end: start }, text: "---\n" }),
        () => document.replace("              type: Unconfined\n", "              type: Unconfined\r\n"),
        () => document.change({ range: { start: end, end }, text: "  more: 1" }),
        () => document.replace("privileged: true", "privileged: 'true"),
        () => document.replace("privileged: 'true", "privileged: true"),
      ];
      for (const [i, edit] of edits.entries()) {
        edit();
        const { items } = await document.pull();
        const twin = fresh.open("edited.yaml", document.text);
        const expected = await fresh.pullComplete(twin);
        assert.deepEqual(withoutUris(items), withoutUris(expected.items), `after edit ${i}`);
        twin.close();
      }
    }),
  ));

test("JSON and untitled documents are judged, other YAML is left alone", () =>
  withSession({}, async (session) => {
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "a" },
      spec: { containers: [{ name: "a", image: "a", securityContext: { privileged: true } }] },
    };
    const json = session.open("pod.json", JSON.stringify(pod, null, 2), "json");
    only((await json.pull()).items, privileged);
    const untitled = new OpenDocument(session.client, "untitled:Untitled-1", badDeployment);
    only((await untitled.pull()).items, privileged);
    const other = session.open(".github/workflows/test.yaml", workflow);
    assert.deepEqual((await other.pull()).items, []);
  }));

test("half-typed and broken text keeps the findings of what can be read", () =>
  withSession({}, async (session) => {
    const document = session.open("broken.yaml", `${badDeployment}---\nkind: Service\nmetadata: {name: "x\n`);
    const { items } = await document.pull();
    only(items, privileged);
    const problem = items.find(({ code, source }) => code === undefined && source === "kube-clinic");
    assert.ok(problem && problem.range.start.line >= badDeployment.split("\n").length, "the problem stands where it is");
  }));

test("a file of 1,600 documents shows 1,000 findings and says how many more there are", () =>
  withSession({}, async (session) => {
    const text = Array.from({ length: 1600 }, (_, i) => `---\n${badDeployment.replaceAll("web", `web-${i}`)}`).join("");
    const document = session.open("many.yaml", text);
    const { items } = await document.pull();
    const findings = items.filter(({ code }) => code !== undefined);
    const notice = items.filter(({ message }) => /\d more finding/.test(String(message)));
    assert.equal(findings.length, 1000);
    assert.equal(notice.length, 1);
    assert.equal(items.length, 1001);
    assert.ok(
      findings.every(({ severity }) => severity === 1),
      "errors come first",
    );
  }));

test("a request can be cancelled, and the next is answered", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const { result, cancel } = session.client.send("textDocument/diagnostic", { textDocument: { uri: document.uri } });
    cancel();
    await result.then(
      () => undefined, // it may have been answered already
      (error: unknown) => assert.ok(error instanceof ResponseError && [-32800, -32802].includes(error.code), String(error)),
    );
    only((await document.pull()).items, privileged);
  }));

test("a document that nobody opened is answered with nothing", () =>
  withSession({}, async (session) => {
    const report = await session.client.request<PullReport>("textDocument/diagnostic", {
      textDocument: { uri: session.uri("nowhere.yaml") },
    });
    assert.deepEqual(report.items ?? [], []);
  }));

test("what depends on neighbours is said when the folder is read, and follows them", () =>
  withSession({ files: { "kube-clinic.yaml": "extends: [strict]\n" } }, async (session) => {
    const rule = "pdb-missing";
    const document = session.open("web.yaml", badDeployment.replace("spec:\n", "spec:\n  replicas: 3\n"));
    await session.pullUntil(document, has(rule));
    session.write("budget.yaml", budget);
    await session.pullUntil(document, lacks(rule));
    const buffer = session.open("budget.yaml", budget);
    buffer.replace("app: web", "app: wob");
    await session.pullUntil(document, has(rule));
    buffer.close(); // the file on the disk counts again
    await session.pullUntil(document, lacks(rule));
    document.replace("      labels:\n        app: web", "      labels:\n        app: wub");
    await session.pullUntil(document, has(rule));
    document.replace("app: wub", "app: web");
    await session.pullUntil(document, lacks(rule));
    session.remove("budget.yaml");
    await session.pullUntil(document, has(rule));
  }));

function has(rule: string): (report: PullReport) => boolean {
  return (report) => rulesOf(report).includes(rule);
}

function lacks(rule: string): (report: PullReport) => boolean {
  return (report) => !rulesOf(report).includes(rule);
}

function rulesOf({ items }: PullReport): readonly unknown[] {
  return items.map(({ code }) => code);
}

function only(items: readonly Diagnostic[], rule: string): Diagnostic {
  const found = items.filter(({ code }) => code === rule);
  assert.equal(found.length, 1, `${rule} among ${items.map(({ code }) => code).join(", ")}`);
  return found[0]!;
}

function withoutUris(items: readonly Diagnostic[]): unknown {
  return items.map(({ relatedInformation = [], ...diagnostic }) => ({
    ...diagnostic,
    related: relatedInformation.map(({ location, message }) => [location.range, message]),
  }));
}
