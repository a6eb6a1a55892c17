// Charts as they lie in an editor: half right, without their dependencies.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FileTree, fileOfText } from "../base/file-tree.ts";
import { defaultKubeVersion } from "./capabilities.ts";
import { loadChart } from "./chart.ts";
import type { Chart } from "./chart.ts";
import { renderChartNow } from "./render.ts";
import type { ChartRender, ChartRenderOptions } from "./render.ts";
import { mergeValues } from "./values.ts";

const release = { name: "r", namespace: "n", isUpgrade: false, kubeVersion: defaultKubeVersion, apiVersions: [] };

function load(files: Readonly<Record<string, string>>): Chart {
  const all = Object.entries(files).map(([name, text]) => [name, fileOfText(text)] as const);
  return loadChart(new FileTree(all), "", () => new Uint8Array());
}

function render(chart: Chart, options: Partial<ChartRenderOptions> = {}): ChartRender {
  return renderChartNow(chart, mergeValues({}), { release, mode: "tolerant", ...options });
}

const head = "apiVersion: v2\nname: web\nversion: 0.1.0\n";
const needsLibrary = {
  "Chart.yaml": `${head}dependencies:\n  - {name: lib, version: 1.x, repository: "file://../lib"}\n`,
  "templates/a.yaml": 'kind: A\nname: {{ include "lib.name" . }}\nport: 80\n',
  "templates/b.yaml": "kind: B\n",
};

test("without a dependency the rest is rendered, and strict refuses", () => {
  const chart = load(needsLibrary);
  const tolerant = render(chart);
  assert.deepEqual(
    tolerant.missing.map(({ name }) => name),
    ["lib"],
  );
  assert.deepEqual(
    tolerant.sorted?.manifests.map(({ kind }) => kind),
    ["A", "B"],
  );
  const a = tolerant.templates.get("web/templates/a.yaml")!.text;
  assert.equal(a.value, "kind: A\nname: \nport: 80\n");
  assert.ok(
    a.trace.segments!.some(({ isUnknown }) => isUnknown),
    "what the dependency would have said is unknown",
  );
  assert.match(
    render(chart, { mode: "strict" }).problems[0]!.text,
    /found in Chart.yaml, but missing in charts\/ directory: lib$/,
  );
});

test("a chart that is found elsewhere takes the place of the copy", () => {
  const library = load({
    "Chart.yaml": "apiVersion: v2\nname: lib\nversion: 1.5.0\ntype: library\n",
    "templates/_name.tpl": '{{ define "lib.name" }}{{ .Chart.Name }}{{ end }}',
  });
  const { templates, problems, missing } = render(load(needsLibrary), {
    findChart: ({ name }) => (name === "lib" ? library : undefined),
  });
  assert.deepEqual(problems, []);
  assert.equal(missing.length, 1);
  assert.equal(templates.get("web/templates/a.yaml")!.text.value, "kind: A\nname: web\nport: 80\n");
});

test("every mistake is told, and what is right is rendered", () => {
  const { sorted, problems } = render(
    load({
      "Chart.yaml": head,
      "templates/1.yaml": "kind: A\nx: {{ .Values.a.b }}\ny: {{ .Values.c.d }}\n",
      "templates/2.yaml": "kind: B\nx: {{ .Values.\n",
      "templates/3.yaml": "kind: C\n\tx: y\n",
      "templates/4.yaml": "kind: D\n",
    }),
  );
  assert.deepEqual(
    problems.map(({ text }) => text.split("\n")[0]),
    [
      "parse error at (web/templates/2.yaml:2): unexpected <.> in operand",
      "web/templates/1.yaml:2:13",
      "web/templates/1.yaml:3:13",
      "YAML parse error on web/templates/3.yaml: error converting YAML to JSON: yaml: line 2: a tab cannot indent YAML; use spaces",
    ],
  );
  assert.ok(sorted!.manifests.some(({ kind }) => kind === "D"));
});
