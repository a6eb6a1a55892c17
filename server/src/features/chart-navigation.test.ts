// Names in charts: where they lead, who speaks of them, and how they get another name everywhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { TextDocumentEdit } from "vscode-languageserver-types";
import { drain } from "../template/render.ts";
import { chartDefinition } from "./chart-definition.ts";
import { chartHighlights, chartReferences } from "./chart-references.ts";
import { chartRename, prepareChartRename } from "./chart-rename.ts";
import { pathOf } from "./convert.ts";
import { sampleChart } from "./sample-chart.ts";
import { cursorIn } from "./sample-shop.ts";
import { shownPlace } from "./sample-unit.ts";

const chart = `== Chart.yaml
apiVersion: v2
name: web
version: 1.0.0
dependencies:
  - { name: db, version: 1.0.0, alias: store, condition: store.enabled }
== values.yaml
# -- How many pods
replicas: 2
image:
  repository: nginx
  tag: "1.27" # pinned
resources: {}
ports:
  - name: http
    port: 80
sidecars:
  log:
    image: fluent
store:
  enabled: true
  size: 5Gi
note: "{{ .Values.image.tag }} of {{ .Chart.Name }}"
global:
  team: shop
== values-prod.yaml
replicas: 5
image: { tag: "1.28" }
== values.schema.json
{ "type": "object", "properties": { "replicas": { "type": "integer", "minimum": 1, "description": "Pods at rest" },
  "image": { "$ref": "#/definitions/image" } }, "definitions": { "image": { "properties": { "tag": { "type": "string" } } } } }
== templates/_helpers.tpl
{{/* The name of everything */}}
{{- define "web.name" -}}
{{ .Release.Name }}-{{ .Chart.Name }}
{{- end -}}
{{- define "web.image" -}}
{{ .repository }}:{{ .tag }}
{{- end -}}
{{- define "web.labels" -}}
app: {{ include "web.name" .ctx }}
team: {{ .ctx.Values.global.team }}
extra: {{ .extra | quote }}
{{- end -}}
== templates/web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "web.name" . }}
  labels: {{- include "web.labels" (dict "ctx" $ "extra" .Values.image.repository) | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      containers:
        - name: web
          image: {{ include "web.image" .Values.image }}
          resources: {{- toYaml .Values.resources | nindent 12 }}
          {{- with .Values.ports }}
          ports:
            {{- range . }}
            - containerPort: {{ .port }}
              name: {{ .name | default "http" }}
            {{- end }}
          {{- end }}
        {{- range $name, $car := .Values.sidecars }}
        - name: {{ $name }}
          image: {{ $car.image }}
        {{- end }}
      annotations:
        note: {{ tpl .Values.note . | quote }}
        conf: {{ .Files.Get "conf/app.ini" | quote }}
        missing: {{ dig "deep" "er" "no" .Values.image }}
== conf/app.ini
a=1
== charts/db/Chart.yaml
apiVersion: v2
name: db
version: 1.0.0
== charts/db/values.yaml
size: 1Gi
user: root
== charts/db/templates/db.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: db }
data:
  size: {{ .Values.size }}
  user: {{ .Values.user }}
  team: {{ .Values.global.team }}
  name: {{ include "web.name" . }}
`;

function leads(piece: string, expected: readonly string[], n = 0, text = chart): void {
  const { engine, path, position } = sampleChart(cursorIn(text, piece, n));
  const links = chartDefinition(engine, path, position) ?? [];
  assert.deepEqual(
    links.map(({ targetUri, targetSelectionRange }) => short(shownPlace(engine.snapshot, targetUri, targetSelectionRange))),
    expected,
    piece,
  );
}

function short(place: string): string {
  return place.replace(/^web\//, "").replace(/\n[^]*/, "");
}

/** `file:line [×n]`, each line of a file once. */
function speaks(piece: string, expected: string, n = 0, declarations = true): void {
  const { engine, path, position } = sampleChart(cursorIn(chart, piece, n));
  const found = chartReferences(engine, path, position, declarations) ?? [];
  const lines = found.map(({ uri, range }) => `${pathOf(uri).slice("/w/web/".length)}:${range.start.line + 1}`);
  assert.equal(lines.join(" "), expected, piece);
}

/** The lines that change; or why nothing does. */
function renames(piece: string, newName: string, expected: readonly string[] | RegExp, n = 0, text = chart): void {
  const { engine, path, position } = sampleChart(cursorIn(text, piece, n));
  const prepared = prepareChartRename(engine, path, position)!;
  const edit = "refused" in prepared ? prepared : drain(chartRename(engine, path, position, newName))!;
  if (expected instanceof RegExp) {
    assert.match("refused" in edit ? edit.refused : JSON.stringify(edit), expected, piece);
    return;
  }
  assert.ok(!("refused" in edit), `${piece}: ${JSON.stringify(edit)}`);
  const changes = edit.documentChanges as TextDocumentEdit[];
  const lines = changes.flatMap(({ textDocument: { uri }, edits }) =>
    edits.map(({ range }) => `${pathOf(uri).slice("/w/web/".length)}:${range.start.line + 1}`),
  );
  assert.deepEqual(lines.toSorted(), expected.toSorted(), piece);
  for (const { textDocument, edits } of changes)
    for (const one of edits) assert.equal("newText" in one && one.newText, newName, textDocument.uri);
}

test("a value's use leads to where it is set", () => {
  leads(".Values.replicas", ["values.yaml:2 replicas", "values-prod.yaml:1 replicas"]);
  leads(".Values", [], 2);
  leads(".repository", ["values.yaml:4 repository"]);
  leads(".Values.image.tag", ["values.yaml:5 tag", "values-prod.yaml:2 tag"]);
});

test("through with, range, variables and dictionaries", () => {
  leads("}}:{{ .tag", ["values.yaml:5 tag", "values-prod.yaml:2 tag"]);
  leads("Port: {{ .port", ["values.yaml:9 port"]);
  leads("{{ .name", ["values.yaml:8 name"]);
  leads("$car.image", ["values.yaml:12 image"]);
  leads(".ctx.Values.global.team", ["values.yaml:18 team"]);
  leads(".ctx.Values.global", ["values.yaml:17 global"]);
  leads("{{ .extra", ["values.yaml:4 repository"]);
  leads('"deep', ["values.yaml:3 image", "values-prod.yaml:2 image"]);
});

test("templates, files, and the chart's own file", () => {
  leads('include "web.name', ["templates/_helpers.tpl:2 web.name"]);
  leads('include "web.name', ["templates/_helpers.tpl:2 web.name"], 2);
  leads("conf/app", [], 1);
  leads("conf/app", ["conf/app.ini:1 "]);
  leads(".Chart.Name", ["Chart.yaml:2 name"], 1);
  leads(".Release.Name", []);
  leads("nindent", []);
});

test("subcharts: what overrides, and what is overridden", () => {
  leads(".Values.size", ["charts/db/values.yaml:1 size", "values.yaml:15 size"]);
  leads(".Values.user", ["charts/db/values.yaml:2 user"]);
  leads("size", ["charts/db/values.yaml:1 size"]);
  leads("size", ["values.yaml:15 size"], 1);
});

test("every place that speaks of a value", () => {
  speaks("replicas", "values.yaml:2 values-prod.yaml:1 values.schema.json:1 templates/web.yaml:7");
  speaks("tag", "values.yaml:5 values-prod.yaml:2 values.schema.json:2 values.yaml:16 templates/_helpers.tpl:6");
  speaks(
    "image",
    "values.yaml:3 values-prod.yaml:2 values.schema.json:2 values.yaml:16 templates/web.yaml:5 templates/web.yaml:12 templates/web.yaml:28",
  );
  speaks("enabled: true", "values.yaml:14 Chart.yaml:5");
  speaks("team: shop", "values.yaml:18 charts/db/templates/db.yaml:7 templates/_helpers.tpl:10");
  speaks("Port: {{ .port", "values.yaml:9 templates/web.yaml:17");
  speaks("app.ini", "conf/app.ini:1 templates/web.yaml:27");
  speaks("web.name", "templates/_helpers.tpl:9 templates/web.yaml:4 charts/db/templates/db.yaml:8", 1, false);
  speaks("Deployment", "");
});

test("what is said of a value in the same file", () => {
  const { engine, path, position } = sampleChart(cursorIn(chart, "tag"));
  assert.deepEqual(
    chartHighlights(engine, path, position)?.map(({ range, kind }) => [range.start.line + 1, kind]),
    [
      [5, 3],
      [16, 2],
    ],
  );
});

test("a key of the values gets another name everywhere", () => {
  renames("replicas", "pods", ["values.yaml:2", "values-prod.yaml:1", "values.schema.json:1", "templates/web.yaml:7"]);
  renames(".Values.replicas", "pods", ["values.yaml:2", "values-prod.yaml:1", "values.schema.json:1", "templates/web.yaml:7"]);
  renames("{{ .tag", "label", [
    "values.yaml:16",
    "values.yaml:5",
    "values-prod.yaml:2",
    "values.schema.json:2",
    "templates/_helpers.tpl:6",
  ]);
  renames("Port: {{ .port", "number", ["values.yaml:9", "templates/web.yaml:17"]);
  renames("$car.image", "picture", ["values.yaml:12", "templates/web.yaml:23"]);
  renames("enabled", "isOn", ["values.yaml:14", "Chart.yaml:5"], 1);
  renames("size", "space", ["values.yaml:15", "charts/db/values.yaml:1", "charts/db/templates/db.yaml:5"]);
  renames("team", "owner", ["values.yaml:18", "charts/db/templates/db.yaml:7", "templates/_helpers.tpl:10"]);
});

test("a template gets another name everywhere", () => {
  renames("web.name", "web.fullname", [
    "templates/_helpers.tpl:2",
    "templates/_helpers.tpl:9",
    "templates/web.yaml:4",
    "charts/db/templates/db.yaml:8",
  ]);
});

test("why there is no new name", () => {
  renames("store:", "db", /`store` is the name of a subchart/);
  renames("log:", "audit", /goes through the keys of `sidecars`/);
  renames("5Gi", "x", /Only the key/);
  renames("replicas", "image", /a key `image` already/);
  renames("replicas", "two words", /Templates can't read/);
  renames("global:", "shared", /Helm's own name/);
  renames("web.name", "web.labels", /already/);
  renames("toYaml", "x", /no name here/);
  renames(".Release.Name", "x", /no name here/);
  const whole = chart.replace("resources: {}", "resources: { limits: { cpu: 1 } }");
  renames("limits", "upper", /web.yaml:13 hands `resources` whole to `toYaml`/, 0, whole);
  const computed = chart.replace("{{ dig", '{{ index .Values "image" .Release.Name }}{{ dig');
  renames("tag", "label", /takes a key of `image` that is computed/, 0, computed);
  const hidden = chart.replace(
    "{{ dig",
    '{{ $v := fromYaml (printf "a: %d" (len (keys .Chart))) }}{{ tpl "{{ .Values.replicas }}" . }}{{ dig',
  );
  renames("replicas", "pods", /render something else/, 0, hidden);
  const made = (call: string) => chart.replace("a=1", "").replace("{{ dig", `{{ include (${call}) . }}{{ dig`);
  renames("web.name", "web.fullname", /by a name that is computed/, 0, made('printf "%s.name" .Chart.Name'));
  renames("web.name", "web.fullname", /newText/, 0, made('printf "%s.labels" .Chart.Name'));
});
