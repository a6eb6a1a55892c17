// Traces: a changed value changes the text where it is traced to, and nowhere else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { functions as sprig } from "./functions/table.ts";
import { callable, drain, render } from "./render.ts";
import type { RenderResult } from "./render.ts";
import { functions as samples, valueOf } from "./sample-world.ts";
import { ParseCache, Source, Templates } from "./templates.ts";
import type { Trace } from "./value.ts";

const functions = new Map([...sprig, ["include", samples.get("include")!] as const]);
const parses = new ParseCache(callable(functions));

const helpers = `
{{- define "name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "fullname" -}}
{{- if contains (include "name" .) .Release.Name }}
{{- .Release.Name | trunc 63 }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- define "labels" -}}
app.kubernetes.io/name: {{ include "name" . }}
{{- with .Values.labels }}
{{- range $k, $v := . }}
{{ $k }}: {{ $v | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- define "image" -}}
{{- $registry := .image.registry | default "docker.io" -}}
{{- printf "%s/%s:%s" $registry .image.repository (.image.tag | toString) -}}
{{- end }}`;

const main = `metadata:
  name: {{ include "fullname" . }}
  labels: {{- include "labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  {{- with .Values.pull }}
  pull:
  {{- range . }}
    - name: {{ .name | squote }}
  {{- end }}
  {{- end }}
  image: {{ include "image" (dict "image" .Values.image "context" $) | quote }}
  args: [{{ join ", " .Values.args }}]
  upper: {{ .Values.replicas | toString | upper | indent 2 }}{{ .Values.image.tag | replace "_" "-" }}
`;

const values = {
  Chart: { Name: "chart" },
  Release: { Name: "rel" },
  Values: {
    nameOverride: "web",
    labels: { tier: "back", team: "a" },
    replicas: "3",
    pull: [{ name: "one" }, { name: "two" }],
    image: { registry: "quay.io", repository: "org/app", tag: "1.2" },
    args: ["x", "y"],
  },
};

function run(data: unknown): RenderResult {
  const traces = new Map<string, Trace>();
  const trace = (path: readonly string[]): Trace => {
    const key = path.join(".");
    const known = traces.get(key) ?? { origins: [{ file: "values", path }] };
    traces.set(key, known);
    return known;
  };
  const templates = Templates.none.withAll([new Source("h", parses.get(helpers)), new Source("main", parses.get(main))]);
  return drain(
    render(templates, "main", { value: valueOf(data, trace), trace: trace([]) }, { functions, parses, mode: "strict" }),
  );
}

/** The text without what is traced to the place. */
function without({ text, segments }: RenderResult, path: string): string {
  let at = 0;
  let rest = "";
  for (const { length, origins } of segments) {
    const piece = text.slice(at, (at += length));
    rest += origins.some((origin) => origin.path.join(".") === path) ? "" : piece;
  }
  return rest;
}

function scalars(data: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof data !== "object" || data === null) return [path];
  return Object.entries(data).flatMap(([key, item]) => scalars(item, [...path, key]));
}

function changed(data: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return "changed-value";
  if (Array.isArray(data)) return data.map((item, i) => (String(i) === key ? changed(item, rest) : item));
  return { ...(data as object), [key]: changed((data as Record<string, unknown>)[key], rest) };
}

test("changing a scalar changes what is traced to it, and nothing else", () => {
  const before = run(values);
  assert.deepEqual(before.failures, []);
  let visible = 0;
  for (const path of scalars(values)) {
    const place = path.join(".");
    const after = run(changed(values, path));
    assert.equal(without(after, place), without(before, place), place);
    if (before.text !== without(before, place)) {
      visible++;
      assert.notEqual(after.text, before.text, place);
    } else assert.equal(after.text, before.text, place);
  }
  assert.ok(visible >= 11, String(visible));
});

test("what a value was read by is among the reads", () => {
  const { reads } = run(values);
  const known = new Set([...reads.whole, ...reads.shape, ...reads.absent].map(({ path }) => path.join(".")));
  // `default` looks at its second argument only if it needs to, but it is given both.
  for (const path of scalars(values)) assert.ok(known.has(path.join(".")), path.join("."));
});
