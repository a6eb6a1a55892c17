// Checks the command `render`: what it prints, what it says of mistakes, and where it says that text comes from.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runIn } from "./sample-world.ts";

const chart = {
  "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\n",
  "web/values.yaml": "name: web\nport: 80\n",
  "web/templates/_helpers.tpl": '{{- define "web.name" }}{{ .Values.name }}{{ end }}\n',
  "web/templates/service.yaml":
    'kind: Service\nname: {{ include "web.name" . }}\nport: {{ .Values.port }}\nzone: {{ .Values.zone | default "none" }}\n',
  "prod.yaml": "port: 443\n",
};

const rendered = (port: string, zone = "none") =>
  `---\n# Source: web/templates/service.yaml\nkind: Service\nname: web\nport: ${port}\nzone: ${zone}\n`;

test("prints what Helm prints", async () => {
  assert.deepEqual(await outcome(chart, "render web"), [0, rendered("80"), ""]);
  assert.equal((await runIn(chart, "render web -f prod.yaml --set zone=a")).stdout, rendered("443", "a"));
  assert.equal((await runIn(chart, "render web -s templates/service.yaml")).stdout, `${rendered("80")}\n`);
});

test("what goes wrong is said as Helm says it, and exits with 1", async () => {
  for (const [line, stderr] of [
    ["render web --set port", 'Error: failed parsing --set data: key "port" has no value\n'],
    ["render web -f none.yaml", "Error: open none.yaml: no such file or directory\n"],
    ["render web --kube-version x", "Error: invalid kube version 'x': could not parse \"x\" as version\n"],
    ["render web -s templates/none.yaml", "Error: could not find template templates/none.yaml in chart\n"],
    ["render prod.yaml", "Error: incorrect header check\n"],
  ] as const)
    assert.deepEqual(await outcome(chart, line), [1, "", stderr], line);
});

test("a missing value is named, behind the chain of includes", async () => {
  const broken = { ...chart, "web/templates/_helpers.tpl": '{{- define "web.name" }}{{ .Values.db.host }}{{ end }}\n' };
  const { status, stderr } = await runIn(broken, "render web");
  assert.equal(status, 1);
  assert.equal(
    stderr,
    `Error: web/templates/service.yaml:2:9
  executing "web/templates/service.yaml" at <include "web.name" .>:
    error calling include:
web/templates/_helpers.tpl:1:34
  executing "web.name" at <.Values.db.host>:
    nil pointer evaluating interface {}.host

\`.Values.db\` is not set, and so has no \`host\`
`,
  );
});

test("a chart must be named, and must be there", async () => {
  for (const [line, stderr] of [
    ["render", "kube-clinic: `render` takes one chart: a folder or a .tgz\nTry: kube-clinic render --help\n"],
    ["render none", "kube-clinic: none: No such file or folder\n"],
  ] as const)
    assert.deepEqual(await outcome(chart, line), [2, "", stderr], line);
});

test("origins tell template, includes and values of every stretch", async () => {
  const { stdout } = await runIn(chart, "render web --origins -f prod.yaml");
  const { documents } = JSON.parse(stdout);
  assert.equal(documents.length, 1);
  const [{ text, segments }] = documents;
  assert.equal(segments.map(({ start, end }: Stretch) => text.slice(start, end)).join(""), text);
  const of = (piece: string) => segments.filter(({ start, end }: Stretch) => text.slice(start, end) === piece);
  assert.deepEqual(of("443")[0].values, [{ file: "prod.yaml", path: ["port"] }]);
  assert.deepEqual(of("web")[0].values, [{ file: "values.yaml", path: ["name"] }]);
  assert.equal(of("web")[0].template.name, "web/templates/_helpers.tpl");
  assert.equal(of("web")[0].includes[0].name, "web/templates/service.yaml");
});

async function outcome(files: Readonly<Record<string, string>>, line: string): Promise<readonly unknown[]> {
  const { status, stdout, stderr } = await runIn(files, line);
  return [status, stdout, stderr];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}
