// What templates read of the values: found without rendering them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, sample } from "../../../test/harness/chart.ts";

/** The keys of `values` that nothing reads, where templates say `template`. */
function check(values: string, template: string, unread: readonly string[], more: Readonly<Record<string, string>> = {}): void {
  const files = { "values.yaml": values, "templates/a.yaml": `${template}\n`, ...more };
  const said = describe(sample(files, ["chart-value-unknown"])).map((line) => /`([^`]*)`/.exec(line)![1]);
  assert.deepEqual(said, unread, template);
}

/** A Chart.yaml with a dependency. */
const chart = (dependency: string) => `apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n  - ${dependency}\n`;

const ab = "a: { b: 1, c: 2 }\n";

test("fields, whole maps, and what is read inside them", () => {
  check(ab, "x: {{ .Values.a.b }}", ["a.c"]);
  check(ab, "x: {{ .Values.a }}", []);
  check(ab, "x: {{ toYaml .Values.a | nindent 2 }}", []);
  check(ab, "x: 1", ["a"]);
  check(ab, "x: {{ $.Values.a.b }}{{ (.Values.a).c }}", []);
  check(ab, "x: {{ .Values | toYaml | sha256sum }}", []);
});

test("branches that are not taken", () => {
  check(ab, "{{ if false }}x: {{ .Values.a.b }}{{ else }}y: {{ .Values.a.c }}{{ end }}", []);
  check(ab, "{{ if .Values.off }}x: {{ .Values.a.b }}{{ end }}", ["a.c"]);
});

test("a map that is only asked for", () => {
  check(ab, "{{ if .Values.a }}x: 1{{ end }}", []);
  check(ab, "{{ if .Values.a }}x: {{ .Values.a.b }}{{ end }}", ["a.c"]);
});

test("variables, with, range", () => {
  check(ab, "{{ $x := .Values.a }}x: {{ $x.b }}", ["a.c"]);
  check(ab, "{{ $x := .Values }}{{ range list 1 }}x: {{ $x.a.b }}{{ end }}", ["a.c"]);
  check(ab, "{{ with .Values.a }}x: {{ .b }}{{ else }}{{ .Values.q }}{{ end }}", ["a.c"]);
  check("a: { one: { b: 1, c: 2 } }\n", "{{ range $k, $v := .Values.a }}{{ $k }}: {{ $v.b }}\n{{ end }}", ["a.one.c"]);
  check("a: [{ b: 1, c: 2 }]\n", "{{ range .Values.a }}x: {{ .b }}{{ end }}", ["a.0.c"]);
  check("a: [{ b: 1, c: 2 }]\n", "{{ range .Values.a }}x: {{ toYaml . }}{{ end }}", []);
  check(ab, "{{ $x := dict }}{{ range list 1 2 }}x: {{ $x.b }}{{ $x = $.Values.a }}{{ end }}", ["a.c"]);
});

test("functions that look into maps", () => {
  check(ab, 'x: {{ index .Values "a" "b" }}', ["a.c"]);
  check(ab, 'x: {{ get .Values.a "b" }}', ["a.c"]);
  check(ab, 'x: {{ dig "a" "b" 0 .Values }}', ["a.c"]);
  check(ab, 'x: {{ index .Values.a (printf "%s" "b") }}', []);
  check(ab, 'x: {{ hasKey .Values.a "b" }}', ["a.c"]);
  check(ab, "x: {{ keys .Values.a | len }}", []);
  check(ab, "x: {{ (default dict .Values.a).b }}", ["a.c"]);
  check(ab, "x: {{ (.Values.a | default dict | deepCopy).b }}", ["a.c"]);
  check(ab, 'x: {{ (merge (dict "z" 1) .Values.a).b }}', ["a.c"]);
  check(ab, 'x: {{ omit .Values.a "b" | toYaml | nindent 2 }}', []);
  check(ab, 'x: {{ pick .Values.a "b" | toYaml | nindent 2 }}', ["a.c"]);
  check(ab, 'x: {{ toJson (pluck "b" .Values.a) }}', ["a.c"]);
  check(ab, 'x: {{ (set (dict) "v" .Values.a).v.b }}', []);
});

test("includes, with dot, a map of its own, and names nobody knows before", () => {
  const tpl = '{{- define "t" -}}{{ .Values.a.b }}{{- end -}}{{- define "m" -}}{{ .it.b }}{{- end -}}';
  check(ab, 'x: {{ include "t" . }}', ["a.c"], { "templates/_t.tpl": tpl });
  check(ab, 'x: {{ include "m" (dict "it" .Values.a "ctx" $) }}', ["a.c"], { "templates/_t.tpl": tpl });
  check(ab, 'x: {{ template "m" (dict "it" .Values.a) }}', ["a.c"], { "templates/_t.tpl": tpl });
  check(ab, 'x: {{ include (printf "%s" "m") (dict "it" .Values.a) }}', ["a.c"], { "templates/_t.tpl": tpl });
  check(ab, "x: 1", ["a.c"], { "templates/_t.tpl": tpl });
  check(ab, 'x: {{ include "nowhere" . }}', []);
  const loop = '{{- define "t" -}}{{ if .it }}{{ include "t" (dict "it" .it.a "up" .) }}{{ end }}{{- end -}}';
  check(ab, 'x: {{ include "t" (dict "it" .Values) }}', [], { "templates/_t.tpl": loop });
});

test("texts that are templates", () => {
  check("a: { b: 1, c: 2 }\nt: '{{ .Values.a.b }}'\n", "x: {{ tpl .Values.t . }}", ["a.c"]);
  check("a: { b: 1, c: 2 }\nt: '{{ .Values.a.b }}'\n", "x: {{ .Values.t }}", ["a"]);
  check(ab, 'x: {{ tpl "{{ .Values.a.b }}" . }}', ["a.c"]);
  check(ab, 'x: {{ tpl (printf "{{ .Values.%s }}" "a.c") . }}', []);
  check(ab, 'x: {{ tpl (.Files.Get "f.txt") . }}', ["a.c"], { "f.txt": "{{ .Values.a.b }}" });
});

test("subcharts: aliases, conditions, tags, globals, imports", () => {
  const db = {
    "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
    "charts/db/values.yaml": "size: 1\nnever: 1\n",
    "charts/db/templates/a.yaml": "x: {{ .Values.size }}{{ .Values.global.zone }}{{ .Values.more }}\n",
  };
  const values = "store: { size: 2, more: 1, never: 2, none: 3 }\nglobal: { zone: a, other: b }\ntags: { x: true }\n";
  check(values, "x: 1", ["store.none", "global.other"], {
    ...db,
    "Chart.yaml": chart("{ name: db, alias: store, version: 1.0.0 }"),
  });
  check("db: { enabled: false, none: 1 }\n", "x: 1", ["db.none"], {
    ...db,
    "Chart.yaml": chart("{ name: db, version: 1.0.0, condition: db.enabled }"),
  });
  check("db: { exports: { a: 1 } }\n", "x: 1", [], {
    ...db,
    "Chart.yaml": chart("{ name: db, version: 1.0.0, import-values: [a] }"),
  });
  check("gone: { any: 1 }\n", "x: 1", [], { "Chart.yaml": chart("{ name: gone, version: 1.0.0 }") });
});

test("what a schema lists, anchors, and notes are left alone; so is all while a template cannot be read", () => {
  check(ab, "x: {{ .Values.a.b }}", [], {
    "values.schema.json": '{ "properties": { "a": { "$ref": "#/$defs/a" } }, "$defs": { "a": { "properties": { "c": {} } } } }',
  });
  check("x-note: 1\n_b: 2\nc: &c { d: 1 }\n", "x: 1", []);
  check(ab, "x: {{ .Values.a.b }}{{ if }}", []);
});
