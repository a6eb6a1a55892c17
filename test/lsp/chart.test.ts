// Tests that a chart's findings follow every file of it, open and on the disk, and that previews do.

import assert from "node:assert/strict";
import { renameSync, writeFileSync } from "node:fs";
import path from "node:path";

import { test } from "node:test";
import type { CodeAction, TextDocumentEdit } from "vscode-languageserver-types";
import {
  previewRequest,
  previewsChangedNotification,
  renderedRequest,
  sourcesRequest,
  statusNotification,
  type Preview,
  type RenderedRanges,
  type SourceLocations,
  type Status,
} from "../../server/src/server/protocol.ts";
import { tgzOf } from "../harness/tar.ts";
import { chartIn, deployment, values, webChart } from "../harness/web-chart.ts";
import { capabilities } from "./capabilities.ts";
import type { OpenDocument, PullReport } from "./open-document.ts";
import { withSession, type Session } from "./session.ts";

const ours = { showsStatus: true, showsPreviews: true };

function withChart(files: Readonly<Record<string, string>>, task: (session: Session) => Promise<void>): Promise<void> {
  return withSession({ files: chartIn("web", files), initializationOptions: ours }, task);
}

function says(rule: string, wanted = true): (report: PullReport) => boolean {
  return ({ items }) => items.some(({ code }) => code === rule) === wanted;
}

function isMissing({ items }: PullReport): boolean {
  return items.some(({ message }) => /no copy in `charts\/`/.test(String(message)));
}

function spec(hostPid: boolean): string {
  return `{ hostPID: ${hostPid}, containers: [{ name: a, image: a:1 }] }`;
}

function subchart(hostPid: boolean): Promise<Uint8Array> {
  return tgzOf({
    "sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
    "sub/templates/pod.yaml": `apiVersion: v1\nkind: Pod\nmetadata: { name: s }\nspec: ${spec(hostPid)}\n`,
  });
}

async function codes(document: OpenDocument): Promise<readonly unknown[]> {
  return (await document.pull()).items.map(({ code }) => code);
}

test("an unsaved value brings and takes findings, in the values file and in the template", () =>
  withChart(webChart, async (session) => {
    const typed = session.open("web/values.yaml", values);
    const template = session.open("web/templates/deployment.yaml", deployment, "helm");
    assert.ok(!(await codes(typed)).includes("privileged-container"));
    typed.replace("privileged: false", "privileged: true");
    const [finding] = (await typed.pull()).items.filter(({ code }) => code === "privileged-container");
    assert.equal(typed.at(finding!.range), "true");
    assert.ok(finding!.relatedInformation!.some(({ location }) => location.uri === template.uri));
    assert.ok(!(await codes(template)).includes("host-pid"));
    typed.replace("debug: false", "debug: true");
    assert.ok((await codes(template)).includes("host-pid"));
    typed.replace("debug: true", "debug: false");
    typed.replace("privileged: true", "privileged: false");
    assert.ok(!(await codes(template)).includes("host-pid"));
    assert.ok(!(await codes(typed)).includes("privileged-container"));
  }));

test("a template comes as `yaml` as well as it comes as `helm`", () =>
  withChart({ ...webChart, "values.yaml": values.replace("debug: false", "debug: true") }, async (session) => {
    for (const language of ["yaml", "helm", "plaintext"]) {
      const template = session.open("web/templates/deployment.yaml", deployment, language);
      assert.ok((await codes(template)).includes("host-pid"), language);
      template.close();
    }
  }));

test("a half-typed template keeps the other findings, and says what is wrong once", () =>
  withChart({ ...webChart, "values.yaml": values.replace("privileged: false", "privileged: true") }, async (session) => {
    const document = session.open("web/values.yaml", values.replace("privileged: false", "privileged: true"));
    const template = session.open("web/templates/deployment.yaml", deployment, "helm");
    assert.ok((await codes(document)).includes("privileged-container"));
    template.replace("{{ .Values.replicas }}", "{{ .Values. }}");
    assert.ok((await codes(document)).includes("privileged-container"));
    const broken = (await template.pull()).items.filter(({ code }) => code === "chart-render-failed");
    assert.equal(broken.length, 1);
    template.replace("{{ .Values. }}", "{{ .Values.replicas }}");
    assert.deepEqual(
      (await template.pull()).items.filter(({ code }) => code === "chart-render-failed"),
      [],
    );
  }));

test("what is closed without a save no longer counts", () =>
  withChart(webChart, async (session) => {
    const template = session.open("web/templates/deployment.yaml", deployment, "helm");
    const typed = session.open("web/values.yaml", values);
    await template.pull();
    typed.replace("debug: false", "debug: true");
    assert.ok((await codes(template)).includes("host-pid"));
    typed.close();
    await session.pullUntil(template, ({ items }) => !items.some(({ code }) => code === "host-pid"));
  }));

test("every file of a chart is read again when it changes on the disk", () => {
  const text = 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: {{ .Files.Get "files/spec.txt" }}\n';
  const files = { ...webChart, "templates/pod.yaml": text, "files/spec.txt": spec(true) };
  return withChart(files, async (session) => {
    const template = session.open("web/templates/pod.yaml", text, "helm");
    await session.pullUntil(template, says("host-pid"));
    session.write("web/files/spec.txt", spec(false), 2);
    await session.pullUntil(template, says("host-pid", false));
    session.write("web/files/spec.txt", spec(true), 2);
    await session.pullUntil(template, says("host-pid"));
    session.remove("web/files/spec.txt");
    await session.pullUntil(template, says("host-pid", false));
  });
});

test("an archive that comes, changes and goes is followed", () => {
  const text = `${webChart["Chart.yaml"]}dependencies: [{ name: sub, version: 1.0.0, repository: "" }]\n`;
  return withChart({ ...webChart, "Chart.yaml": text, "charts/.keep": "" }, async (session) => {
    const chart = session.open("web/Chart.yaml", text);
    const name = "web/charts/sub-1.0.0.tgz";
    const tell = (type: 1 | 2) =>
      session.client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: session.uri(name), type }] });
    await session.pullUntil(chart, isMissing);
    writeFileSync(path.join(session.folder, name), await subchart(true));
    tell(1);
    await session.pullUntil(chart, (report) => !isMissing(report) && says("host-pid")(report));
    writeFileSync(path.join(session.folder, name), await subchart(false));
    tell(2);
    await session.pullUntil(chart, says("host-pid", false));
    session.remove(name);
    await session.pullUntil(chart, isMissing);
  });
});

test("a folder that goes takes its files along, and one that comes brings them", () => {
  const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { hostIPC: {{ .Values.debug }}, containers: [] }\n";
  return withChart({ ...webChart, "templates/more/pod.yaml": pod }, async (session) => {
    const typed = session.open("web/values.yaml", values.replace("debug: false", "debug: true"));
    await session.pullUntil(typed, says("host-ipc"));
    const [here, away] = [path.join(session.folder, "web/templates/more"), path.join(session.folder, "more")];
    const tell = (type: 1 | 3) =>
      session.client.notify("workspace/didChangeWatchedFiles", {
        changes: [{ uri: session.uri("web/templates/more"), type }],
      });
    renameSync(here, away);
    tell(3);
    await session.pullUntil(typed, says("host-ipc", false));
    renameSync(away, here);
    tell(1);
    await session.pullUntil(typed, says("host-ipc"));
  });
});

test("a fix is offered that writes into the values file that is being typed in", () =>
  withChart(webChart, async (session) => {
    const typed = session.open("web/values.yaml", values);
    typed.replace("privileged: false", "privileged: true");
    const [finding] = (await typed.pull()).items.filter(({ code }) => code === "privileged-container");
    const actions = await session.client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: typed.uri },
      range: finding!.range,
      context: { diagnostics: [finding], only: ["quickfix"] },
    });
    const [fix] = actions.filter(({ edit, title }) => edit && !title.startsWith("Ignore"));
    const [change] = fix!.edit!.documentChanges as TextDocumentEdit[];
    assert.deepEqual(change!.textDocument, { uri: typed.uri, version: 2 });
    assert.ok(actions.some(({ title }) => title === "Ignore `privileged-container` here (web/values.yaml)"));
  }));

test("a fix in several files is to be confirmed", () =>
  withChart(webChart, async (session) => {
    const typed = session.open("web/values.yaml", values);
    const [finding] = (await typed.pull()).items.filter(({ code }) => code === "read-only-root-filesystem-missing");
    const actions = await session.client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: typed.uri },
      range: finding!.range,
      context: { diagnostics: [finding], only: ["quickfix"] },
    });
    const fix = actions.find(({ title }) => title.includes("templates/deployment.yaml"));
    const changes = fix!.edit!.documentChanges as TextDocumentEdit[];
    assert.deepEqual(changes.map(({ textDocument }) => textDocument.uri).sort(), [
      session.uri("web/templates/deployment.yaml"),
      typed.uri,
    ]);
    const annotations = Object.values(fix!.edit!.changeAnnotations ?? {});
    assert.ok(annotations.length > 0 && annotations.every(({ needsConfirmation }) => needsConfirmation));
  }));

test("a preview shows unsaved text, its findings, and where things come from", () =>
  withChart(webChart, async (session) => {
    const typed = session.open("web/values.yaml", values);
    const uri = session.uri("web/templates/deployment.yaml");
    const ask = (set?: string) => session.client.request<Preview | null>(previewRequest, { uri, ...(set && { set }) });
    const first = await ask();
    assert.deepEqual([first?.set, first?.sets, first?.title], ["default", ["default", "prod"], "deployment"]);
    assert.match(first!.text, /^ {2}replicas: 2$/m);
    assert.match((await ask("prod"))!.text, /^ {2}replicas: 3$/m);
    typed.replace("replicas: 2", "replicas: 5");
    typed.replace("privileged: false", "privileged: true");
    const second = await ask();
    assert.match(second!.text, /^ {2}replicas: 5$/m);
    const [finding] = second!.diagnostics.filter(({ code }) => code === "privileged-container");
    const lines = second!.text.split("\n");
    assert.equal(lines[finding!.range.start.line]?.trim(), "privileged: true");
    assert.equal(finding!.relatedInformation?.[0]?.location.uri, typed.uri);
    const of = { uri, set: "default" };
    const position = typed.rangeOf("5").start;
    const [range] = await session.client.request<RenderedRanges>(renderedRequest, { of, uri: typed.uri, position });
    assert.equal(lines[range!.start.line], "  replicas: 5");
    const sources = await session.client.request<SourceLocations>(sourcesRequest, { of, position: range!.start });
    assert.deepEqual(
      sources.map((one) => one.uri),
      [uri, typed.uri],
    );
    assert.deepEqual(sources[1]!.range, typed.rangeOf("5"));
    assert.equal(await session.client.request(previewRequest, { uri: session.uri("other.yaml") }), null);
  }));

test("previews are told of what changes on the disk, and menus of charts", () =>
  withChart(webChart, async (session) => {
    const uri = session.uri("web/templates/deployment.yaml");
    const template = session.open("web/templates/deployment.yaml", deployment, "helm");
    await session.pullComplete(template);
    assert.equal(session.client.arrived<Status>(statusNotification).findLast((status) => status.uri === uri)?.isInChart, true);
    const since = session.client.mark();
    session.write("web/values.yaml", values.replace("replicas: 2", "replicas: 7"), 2);
    await session.client.wait(previewsChangedNotification, () => true, { since });
    const preview = await session.client.request<Preview>(previewRequest, { uri });
    assert.match(preview.text, /^ {2}replicas: 7$/m);
  }));

test("an editor that waits for diagnostics gets those of the template when a value changes", () =>
  withSession({ files: chartIn("web"), capabilities: capabilities({ pull: false }) }, async (session) => {
    const template = session.open("web/templates/deployment.yaml", deployment, "helm");
    const typed = session.open("web/values.yaml", values);
    await typed.pushed();
    typed.replace("debug: false", "debug: true");
    await template.pushed(({ diagnostics }) => diagnostics.some(({ code }) => code === "host-pid"));
  }));

test("a broken chart says why once, and goes on when it is whole again", () =>
  withChart(webChart, async (session) => {
    const template = session.open("web/templates/deployment.yaml", deployment, "helm");
    const typed = session.open("web/values.yaml", values);
    const chart = session.open("web/Chart.yaml", webChart["Chart.yaml"]!);
    await template.pull();
    typed.replace("image: registry", "image: [registry");
    const said = [];
    for (const document of [template, typed, chart]) said.push(...(await document.pull()).items);
    assert.equal(said.length, 1, JSON.stringify(said));
    assert.equal(said[0]!.code, "chart-render-failed");
    typed.replace("image: [registry", "image: registry");
    assert.deepEqual(
      (await typed.pull()).items.filter(({ code }) => code === "chart-render-failed"),
      [],
    );
  }));
