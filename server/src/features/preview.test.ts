// Tests what previews of charts show, where findings stand in them, and that places lead both ways.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LineIndex } from "../base/line-index.ts";
import { root, sample } from "../../../test/harness/chart.ts";
import type { Engine } from "./engine.ts";
import { pathOf } from "./convert.ts";
import { preview } from "./preview.ts";
import { renderedRanges, sourceLocations } from "./preview-places.ts";
import { previewText } from "./preview-text.ts";
import { sampleUnit } from "./sample-unit.ts";

const pod = `{{- if .Values.enabled }}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "web.name" . }}
  labels:
    {{- include "web.labels" . | nindent 4 }}
spec:
  containers:
    - name: main
      image: {{ .Values.image }}
      securityContext:
        {{- toYaml .Values.security | nindent 8 }}
{{- end }}
`;
const helpers = `{{- define "web.name" }}{{ .Release.Name }}-web{{ end }}
{{- define "web.labels" -}}
app: web
tier: {{ .Values.tier }}
{{- end }}
`;
const values = `enabled: true
image: web:1
tier: front
security:
  privileged: true
  runAsUser: 1
`;
const config = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  tier: {{ .Values.tier }}\n";
const files = {
  "values.yaml": values,
  "values-prod.yaml": "tier: back\nsecurity:\n  privileged: false\n",
  "templates/_helpers.tpl": helpers,
  "templates/pod.yaml": pod,
  "templates/settings.yaml": config,
  "templates/NOTES.txt": "Go to {{ .Values.tier }}\n",
  "crds/thing.yaml": "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: things.x.y\n",
};

function chart(more: Readonly<Record<string, string>> = {}) {
  const { snapshot, rules, report } = sample({ ...files, ...more }, ["privileged-container"]);
  const engine: Engine = { ...sampleUnit("a: 1").engine, snapshot, rules };
  return { engine, report };
}

const theChart = chart();

function shown(path: string, set?: string) {
  return preview(theChart.engine, theChart.report, `${root}/${path}`, set)!;
}

test("a template's preview is what it renders, byte for byte", () => {
  const { text, title, set, sets, isYaml } = shown("templates/settings.yaml");
  assert.equal(text, config.replace("{{ .Values.tier }}", "front"));
  assert.deepEqual([title, set, sets, isYaml], ["settings", "default", ["default", "prod"], true]);
  assert.match(shown("templates/settings.yaml", "prod").text, /tier: back\n$/);
});

test("a profile's values file shows the whole chart with that profile", () => {
  const { text, title, set } = shown("values-prod.yaml");
  assert.deepEqual([title, set], ["web", "prod"]);
  const sources = [...text.matchAll(/^# Source: (.*)$/gm)].map(([, name]) => name);
  assert.deepEqual(sources, ["web/crds/thing.yaml", "web/templates/pod.yaml", "web/templates/settings.yaml"]);
  assert.match(text, /^---\n# Source: web\/crds\/thing.yaml\n/);
});

test("a file of helpers shows what uses it", () => {
  const { text, title } = shown("templates/_helpers.tpl");
  assert.equal(title, "_helpers");
  assert.match(text, /kind: Pod/);
  assert.doesNotMatch(text, /kind: ConfigMap/);
  const unused = chart({ "templates/_other.tpl": '{{ define "x" }}{{ end }}' });
  assert.equal(
    preview(unused.engine, unused.report, `${root}/templates/_other.tpl`)?.text,
    "# Nothing that is rendered uses what this file defines\n",
  );
});

test("notes are no YAML", () => {
  const { text, isYaml, diagnostics } = shown("templates/NOTES.txt");
  assert.deepEqual([text, isYaml, diagnostics], ["Go to front\n", false, []]);
});

test("findings stand where they show, of this values set only", () => {
  for (const path of ["templates/pod.yaml", "values.yaml"]) {
    const { text, diagnostics } = shown(path);
    const [finding] = diagnostics;
    assert.equal(diagnostics.length, 1);
    const { start, end } = finding!.range;
    assert.equal(text.split("\n")[start.line]?.slice(start.character, end.character), "true");
    const [related] = finding!.relatedInformation!;
    assert.equal(pathOf(related!.location.uri), `${root}/values.yaml`);
    assert.equal(related!.location.range.start.line, 4);
  }
  assert.deepEqual(shown("templates/pod.yaml", "prod").diagnostics, []);
});

test("what could not be rendered is said at the top, and the rest is there", () => {
  const broken = chart({ "templates/bad.yaml": "a: {{ .Values.no.where }}\nb: 1\n" });
  const text = (path: string) => preview(broken.engine, broken.report, `${root}/${path}`)?.text ?? "";
  assert.match(text("templates/bad.yaml"), /^# Not all of this could be rendered:\n# {3}templates\/bad.yaml:1: .*`no`|where/);
  assert.match(text("templates/bad.yaml"), /\na: \nb: 1\n$/);
  assert.doesNotMatch(text("templates/settings.yaml"), /Not all/);
  assert.match(text("values.yaml"), /^# Not all[^]*kind: Pod/);
});

test("a chart that can't be loaded says why", () => {
  const broken = chart({ "values.yaml": "a: [\n" });
  assert.match(preview(broken.engine, broken.report, `${root}/templates/pod.yaml`)?.text ?? "", /^# Not all of this/);
});

/** `cursor` marks the place in the file by its text, with `|`; the rendered stretches are those expected. */
function leads(path: string, cursor: string, expected: readonly string[], of = "templates/pod.yaml"): void {
  const { engine, report } = theChart;
  const source = engine.snapshot.files.get(`${root}/${path}`)!.text;
  const offset = source.indexOf(cursor.replace("|", "")) + cursor.indexOf("|");
  assert.ok(source.includes(cursor.replace("|", "")), cursor);
  const { line, column } = new LineIndex(source).positionAt(offset);
  const view = previewText(engine.snapshot, report, `${root}/${of}`)!;
  const ranges = renderedRanges(engine, view, `${root}/${path}`, { line, character: column });
  const at = (position: { line: number; character: number }) =>
    view.lines.offsetAt({ line: position.line, column: position.character });
  assert.deepEqual(
    ranges.map(({ start, end }) => view.text.slice(at(start), at(end))),
    expected,
    `${path} ${cursor}`,
  );
}

test("a place in a template or in values leads to what became of it", () => {
  leads("templates/pod.yaml", "na|me: main", ["- name: main"]);
  leads("templates/pod.yaml", "{{ .Values.im|age", ["web:1"]);
  leads("templates/pod.yaml", '{{ include "web.na|me', ["release-name-web"]);
  leads("templates/pod.yaml", '- include "web.la|bels', ["app: web\n    tier: front"]);
  leads("templates/pod.yaml", "toYaml .Val|ues", ["privileged: true\n        runAsUser: 1"]);
  leads("templates/_helpers.tpl", "ti|er: {{", ["tier:"]);
  leads("templates/_helpers.tpl", "app|: web", ["app: web"]);
  leads("templates/_helpers.tpl", "ap|p: web", ["app: web"], "templates/_helpers.tpl");
  leads("values.yaml", "ti|er: front", ["front"]);
  leads("values.yaml", "tier: fro|nt", ["front", "front"], "values.yaml");
  leads("values.yaml", "runAs|User: 1", ["1"]);
  leads("values.yaml", "secur|ity:", ["privileged: true\n        runAsUser: 1"]);
  leads("values-prod.yaml", "ti|er: back", []);
  const view = previewText(theChart.engine.snapshot, theChart.report, `${root}/templates/pod.yaml`)!;
  const whole = view.text.trim();
  leads("templates/pod.yaml", "if .Values.en|abled", [whole]);
});

/** The place in the preview is marked by `|`; `file:line text` of what wrote it. */
function comesFrom(cursor: string, expected: readonly string[], of = "templates/pod.yaml", set?: string): void {
  const { engine, report } = theChart;
  const view = previewText(engine.snapshot, report, `${root}/${of}`, set)!;
  const offset = view.text.indexOf(cursor.replace("|", "")) + cursor.indexOf("|");
  assert.ok(view.text.includes(cursor.replace("|", "")), cursor);
  const { line, column } = view.lines.positionAt(offset);
  const places = sourceLocations(engine, report, view, { line, character: column });
  assert.deepEqual(
    places.map(({ uri, range: { start, end } }) => {
      const path = pathOf(uri);
      const text = engine.snapshot.files.get(path)!.text.split("\n")[start.line]!;
      return `${path.slice(root.length + 1)}:${start.line + 1} ${text.slice(start.character, end.character)}`;
    }),
    expected,
    cursor,
  );
}

test("a place in a preview leads to the template's text and to the values", () => {
  comesFrom("kind: P|od", ["templates/pod.yaml:3 od"]);
  comesFrom("image: we|b:1", ["templates/pod.yaml:11 {{ .Values.image }}", "values.yaml:2 web:1"]);
  comesFrom("tier: fr|ont", ["templates/_helpers.tpl:4 {{ .Values.tier }}", "values.yaml:3 front"]);
  comesFrom("|    app: web", ["templates/_helpers.tpl:3 app: web"]);
  comesFrom("privileged: tr|ue", ["templates/pod.yaml:13 {{- toYaml .Values.security | nindent 8 }}", "values.yaml:5 true"]);
  comesFrom(
    "data:\n  tier: b|ack",
    ["templates/settings.yaml:6 {{ .Values.tier }}", "values-prod.yaml:1 back"],
    "values.yaml",
    "prod",
  );
  comesFrom("name: thin|gs", ["crds/thing.yaml:4 "], "values.yaml");
  comesFrom("# Sou|rce: web/templates/pod.yaml", [], "values.yaml");
});
