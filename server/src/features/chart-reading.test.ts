// What charts' files tell a reader: hovers, signatures, outlines, folds, colours, values behind actions.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { DocumentSymbol, MarkupContent } from "vscode-languageserver-types";
import { rules } from "../rules/index.ts";
import { drain } from "../template/render.ts";
import { provenFixes } from "./chart-actions.ts";
import { chartFolding } from "./chart-folding.ts";
import { chartHover } from "./chart-hover.ts";
import { chartInlayHints } from "./chart-inlay.ts";
import { chartSignature } from "./chart-signature.ts";
import { chartSymbols } from "./chart-symbols.ts";
import { chartTokens, tokenTypes } from "./chart-tokens.ts";
import { chartReportAt } from "./chart-view.ts";
import { sampleChart } from "./sample-chart.ts";
import { cursorIn } from "./sample-shop.ts";

const chart = `== values.yaml
# -- How many pods
replicas: 2
image:
  repository: nginx
  tag: "1.27"
hostPID: true
ports:
  - port: 80
== values-prod.yaml
replicas: 5
== values.schema.json
{ "properties": { "replicas": { "type": "integer", "minimum": 1, "description": "Pods at rest" } } }
== templates/_lib.tpl
{{/*
The image, with its tag
*/}}
{{- define "web.image" -}}
{{ .repository }}:{{ .tag }}
{{- end }}
== templates/web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      {{- if .Values.hostPID }}
      hostPID: true
      {{- else }}
      shareProcessNamespace: true
      {{- end }}
      {{/* What is seen
      from outside */}}
      containers:
        - name: web
          image: {{ include "web.image" .Values.image | quote }}
          ports:
            {{- range .Values.ports }}
            - containerPort: {{ .port | default 80 }}
            {{- end }}
          command: [{{ .Values.nothing }}, {{ printf "%s-%d" .Release.Name (int .Values.replicas) }}]
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
`;

const hostPid = rules.filter(({ id }) => id === "host-pid");

function hovered(piece: string, n = 0, isProven = false): string {
  const { engine, path, position } = sampleChart(cursorIn(chart, piece, n), hostPid);
  const on = { ...engine, snapshot: engine.snapshot };
  const report = chartReportAt(on, "/w/web");
  if (isProven) for (const finding of report.findings) drain(provenFixes(on, report, finding));
  const found = chartHover(on, report, path, position);
  return found ? (found.contents as MarkupContent).value : "";
}

function says(piece: string, expected: readonly (string | RegExp)[], n = 0): void {
  const text = hovered(piece, n);
  if (expected.length === 0) assert.equal(text, "", piece);
  for (const one of expected) assert.ok(typeof one === "string" ? text.includes(one) : one.test(text), `${piece}: ${text}`);
}

test("a value's use: what it comes to, and where it is set", () => {
  says(".Values.replicas", [
    "**.replicas**",
    "How many pods",
    "*integer · minimum `1`*",
    "| `default` | `2` | [values.yaml:2](file:///w/web/values.yaml#L2) |",
    "| `prod` | `5` | [values-prod.yaml:1](file:///w/web/values-prod.yaml#L1) |",
  ]);
  says("}}:{{ .tag", ["**.image.tag**", '`"1.27"`, set in [values.yaml:5]']);
  says(".Values.image", ["**.image**", '`{repository: "nginx", tag: "1.27"}`']);
  says(".Values.nothing", ["*not set*"]);
  says("Port: {{ .port", ["**.ports[].port**", "Set in [values.yaml:8]"]);
});

test("a key of values: who reads it, and what it becomes", () => {
  says("replicas", ["How many pods", "Read in [templates/web.yaml:6]", "- Deployment web · spec.replicas", "| `prod` | `5` |"]);
  says("tag", ["Read in [templates/_lib.tpl:5]", "containers[0].image"]);
  says("replicas: 5", ["**.replicas**", "spec.replicas"]);
});

test("functions, templates, objects", () => {
  says("quot", ["quote VALUE…", "double quotes"]);
  says("include", ["include NAME DATA"]);
  says('include "web.im', ["**web.image**", "The image, with its tag", "Defined in [templates/_lib.tpl:4]"]);
  says(".Release.Name", ["**.Release.Name**"]);
  says("Deployment", []);
});

test("a finding: its rule, and a fix where one was proven", () => {
  const before = hovered("hostPID: tr", 1);
  assert.match(before, /\[`host-pid`\]/);
  assert.doesNotMatch(before, /\*\*Fix:\*\*/);
  assert.match(hovered("hostPID: tr", 1, true), /\*\*Fix:\*\*|\*\*No fix:\*\*/);
});

function signs(line: string, expected: string): void {
  const { engine, path, position } = sampleChart(`== templates/a.yaml\na: ${line}\n`);
  const help = chartSignature(engine, path, position);
  const [signature] = help?.signatures ?? [];
  const [start, end] = (signature?.parameters?.[help!.activeParameter!]?.label as [number, number] | undefined) ?? [0, 0];
  assert.equal(signature ? `${signature.label} → ${signature.label.slice(start, end)}` : "", expected, line);
}

test("signatures while arguments are typed", () => {
  const trunc = "trunc LENGTH TEXT → ";
  signs("{{ trunc $0 }}", `${trunc}LENGTH`);
  signs("{{ trunc 63 $0", `${trunc}TEXT`);
  signs("{{ trunc 63$0 }}", `${trunc}LENGTH`);
  signs("{{ .Values.a | trunc $0 }}", `${trunc}LENGTH`);
  signs("{{ if eq $0 }}", "eq VALUE OTHER… → VALUE");
  signs('{{ quote (trunc $0 "x") }}', `${trunc}LENGTH`);
  signs('{{ default (trunc 1 "x") $0 }}', "default FALLBACK VALUE → VALUE");
  signs('{{ printf "%s" .a .b $0 }}', "printf FORMAT VALUE… → VALUE…");
  signs("{{ $x := include $0 }}", "include NAME DATA → NAME");
  signs("{{ trun$0 }}", "");
  signs("{{ .Values.a $0 }}", "");
  signs("{{ trunc 63 .a }}$0", "");
});

test("outlines", () => {
  const outline = (path: string) => {
    const { engine } = sampleChart(chart);
    const show = ({ name, children }: DocumentSymbol): string => (children ? `${name}(${children.map(show).join(" ")})` : name);
    return chartSymbols(engine, chartReportAt(engine, "/w/web"), `/w/web/${path}`)!.map(show).join(" ");
  };
  assert.equal(outline("templates/_lib.tpl"), "web.image");
  assert.equal(outline("templates/web.yaml"), "Deployment/web Service/release-name");
  assert.equal(outline("values.yaml"), "replicas image(repository tag) hostPID ports");
  assert.equal(outline("Chart.yaml"), "apiVersion name version appVersion");
  assert.equal(chartSymbols(sampleChart(chart).engine, undefined, "/w/x.yaml"), undefined);
});

test("folds", () => {
  const { engine } = sampleChart(chart);
  const folds = chartFolding(engine, "/w/web/templates/web.yaml")!.map(
    ({ startLine, endLine }) => `${startLine + 1}-${endLine + 1}`,
  );
  for (const fold of ["9-10", "11-12", "14-15", "20-21"]) assert.ok(folds.includes(fold), `${fold} in ${folds.join(" ")}`);
  assert.deepEqual(
    chartFolding(engine, "/w/web/templates/_lib.tpl")?.map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [0, 2],
      [3, 4],
    ],
  );
  assert.equal(chartFolding(engine, "/w/web/values.yaml"), undefined);
});

test("folds of chains", () => {
  const { engine } = sampleChart(
    "== templates/a.yaml\n{{- if .a }}\na: 1\nb: 2\n{{- else if .b }}\na: 2\nb: 3\n{{- else }}\na: 3\nb: 4\n{{- end }}\n",
  );
  const folds = chartFolding(engine, "/w/web/templates/a.yaml")!.map(
    ({ startLine, endLine }) => `${startLine + 1}-${endLine + 1}`,
  );
  assert.deepEqual(folds, ["1-3", "4-6", "7-9"]);
});

/** `word:type`, with spaces between. */
function coloured(text: string): string {
  const { engine } = sampleChart(`== templates/a.yaml\n${text}`);
  const data = chartTokens(engine, "/w/web/templates/a.yaml")!;
  const found: string[] = [];
  for (let i = 0, line = 0, column = 0; i < data.length; i += 5) {
    const [down, across, length, type] = data.slice(i, i + 4) as [number, number, number, number];
    column = down === 0 ? column + across : across;
    line += down;
    found.push(`${text.split("\n")[line]!.slice(column, column + length)}:${tokenTypes[type]}`);
  }
  return found.join(" ");
}

test("colours of an action's words", () => {
  assert.equal(
    coloured('a: {{- $x := .Values.a | default 1 }}\nb: {{ if eq $x "b" }}{{ end }}'),
    '$x:variable :=:operator Values:property a:property |:operator default:function 1:number if:keyword eq:function $x:variable "b":string end:keyword',
  );
  assert.equal(coloured("{{/* one\ntwo */}}\nx: {{ .a }}"), "/* one:comment two */:comment a:property");
  assert.equal(coloured('a: {{ "open\nb: {{ .x }}'), "x:property");
});

test("values behind the actions that read them", () => {
  const { engine } = sampleChart(chart);
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const hints = chartInlayHints(engine, chartReportAt(engine, "/w/web"), "/w/web/templates/web.yaml", whole);
  assert.deepEqual(
    hints.map(({ position, label }) => `${position.line + 1}:${label as string}`),
    ["6: = 2 (1 more)", "9: = true", "23: = 2 (1 more)"],
  );
});
