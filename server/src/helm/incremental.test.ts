// A render made from an earlier one says what a render from scratch says, whatever was edited.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runChain } from "../../../test/fuzz/edit-chain.ts";
import { Random } from "../../../test/fuzz/random.ts";
import { FileTree, fileOfText } from "../base/file-tree.ts";
import type { TreeFile } from "../base/file-tree.ts";
import { defaultKubeVersion } from "./capabilities.ts";
import { loadChart } from "./chart.ts";
import { helmFunctions } from "./functions.ts";
import { parseCache, renderChartNow } from "./render.ts";
import type { ChartRender } from "./render.ts";
import { sinceRendered } from "./since.ts";
import { renderSkipped } from "../template/skipped.ts";
import { mergeValues } from "./values.ts";

const helpers = `
{{- define "name" -}}{{ default .Chart.Name .Values.nameOverride | trunc 63 }}{{- end }}
{{- define "full" -}}{{ include "name" . }}-{{ .Release.Name }}{{- end }}
{{- define "labels" }}
app: {{ include "full" . }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- define "image" -}}
{{ dig "registry" "docker.io" .root.Values.global }}/{{ .image.name }}:{{ .image.tag | default .root.Chart.AppVersion }}
{{- end }}`;
const values = `
nameOverride: ""
labels: {team: a}
image: {name: nginx, tag: "1.2"}
replicas: 2
ports:
  - name: http
    port: 80
  - name: admin
    port: 81
config:
  a: 1
  b: {c: x, d: [1, 2]}
text: "{{ .Values.replicas }} of {{ include \\"name\\" . }}"
annotations: {}
sidecar: null
child:
  enabled: true
  size: 3
global:
  registry: r.io
`;
const deployment = `
kind: Deployment
metadata:
  name: {{ include "full" . }}
  labels: {{- include "labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  image: {{ include "image" (dict "image" .Values.image "root" $ "unused" .Values.sidecar) }}
  ports:
  {{- range $i, $port := .Values.ports }}
    - {{ $port.name }}: {{ add $port.port $i }}
  {{- else }}
    none
  {{- end }}
  {{- if and .Values.sidecar (not .Values.muted) }}
  sidecar: {{ .Values.sidecar.image }}
  {{- end }}
`;
const config = `
kind: ConfigMap
data:
  keys: {{ keys .Values.config | sortAlpha | join "," }}
  has: {{ hasKey .Values.config "z" }} {{ hasKey .Values "config" }}
  get: {{ get .Values.config "a" }} {{ pluck "a" .Values.config .Values.image | first }}
  picked: {{ pick .Values.config "b" "z" | toJson }} {{ omit .Values.config "a" | toYaml | quote }}
  merged: {{ merge (dict "a" 5) .Values.config | toJson }} {{ mustMergeOverwrite (deepCopy .Values.config) (dict "a" 7) | toJson }}
  dug: {{ dig "b" "c" "none" .Values.config }} {{ coalesce .Values.none .Values.annotations .Values.replicas }}
  chosen: {{ ternary .Values.image.tag .Values.image.name (eq (int .Values.replicas) 2) }} {{ default "x" .Values.none }}
  indexed: {{ index .Values.ports 0 "name" }} {{ len .Values.ports }} {{ first .Values.ports | toJson }} {{ (last .Values.ports).port }}
  text: {{ tpl .Values.text . | quote }}
  file: {{ .Files.Get "note.md" | quote }} {{ range $path, $_ := .Files.Glob "*.md" }}{{ $path }} {{ end }}
  all: {{ toYaml .Values.config | b64enc }} {{ .Values.config | toString | sha256sum }} {{ concat .Values.ports (list .Values.image) | len }}
`;

const plain = {
  "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: v9\n",
  "values.yaml": values,
  "note.md": "a note",
  "templates/_helpers.tpl": helpers,
  "templates/deployment.yaml": deployment,
  "templates/config.yaml": config,
  "templates/service.yaml": `kind: Service\n{{ template "labels" . }}\nport: {{ (index .Values.ports 0).port }}\n`,
  "templates/none.yaml": `{{ if .Values.muted }}kind: Muted\n{{ end }}{{ if .Capabilities.APIVersions.Has "v1" }}kind: On\n{{ end }}`,
  "templates/NOTES.txt": "{{ .Release.Name }} has {{ .Values.replicas }}\n",
};

const nested = {
  ...plain,
  "Chart.yaml": `${plain["Chart.yaml"]}dependencies:
  - {name: child, version: 1.x, condition: child.enabled, import-values: [{child: out, parent: taken}, shared]}
  - {name: child, version: 1.x, alias: twin, tags: [twins]}
  - {name: lib, version: 1.x}
`,
  "values.yaml": `${values}\ntags: {twins: true}\ntwin: {size: 4}\ntaken: {x: own}\n`,
  "templates/parent.yaml": `taken: {{ toJson .Values.taken }} {{ .Values.exported }}
sub: {{ .Subcharts.child.Values.size }} {{ (.Subcharts.twin).Chart.Name }} {{ .Values.child.size }} {{ include "lib.twice" .Values.twin.size }}
{{ include "child.size" .Subcharts.child }}
`,
  "charts/child/Chart.yaml": "apiVersion: v2\nname: child\nversion: 1.2.3\n",
  "charts/child/values.yaml": "size: 1\nout: {x: 1, y: 2}\nexports: {shared: {exported: e}}\nglobal: {own: o}\nname: {a: b}\n",
  "charts/child/templates/_c.tpl": '{{ define "child.size" }}size: {{ .Values.size }}{{ end }}',
  "charts/child/templates/c.yaml":
    'kind: Child\n{{ include "child.size" . }}\nname: {{ include "name" . }}\nglobal: {{ toJson .Values.global }} {{ .Values.global.registry }} {{ .Values.global.deep }}\n',
  "charts/lib/Chart.yaml": "apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n",
  "charts/lib/values.yaml": "times: 2\n",
  "charts/lib/templates/_lib.tpl": '{{ define "lib.twice" }}{{ mul . 2 }}{{ end }}',
};

const changing = {
  ...nested,
  "templates/annotated.yaml": `{{- $_ := set .Values "annotations" (dict "done" .Template.Name) }}
kind: Annotated
annotations: {{ toJson .Values.annotations }}
`,
  "templates/a.yaml": `kind: A\nannotations: {{ toJson .Values.annotations }} {{ .extra }} {{ .Values.child.added }}\n`,
  "charts/child/templates/a.yaml": `{{- $_ := set .Values.global "added" .Values.size }}{{ $_ := set . "extra" "e" }}kind: CA\nx: {{ .Values.global.added }}`,
  "charts/child/templates/0.yaml": `kind: C0\nx: {{ .Values.global.added }} {{ .extra }} {{ $own := dict "k" 1 }}{{ $_ := set $own "k" .Values.size }}{{ $own.k }}`,
};

for (const [name, files] of Object.entries({ plain, nested, changing }))
  for (const seed of [1, 2, 3, 4])
    test(`${name}: a hundred edits, seed ${seed}`, () => {
      const texts = new Map([...Object.entries(files), ["user.yaml", ""]]);
      const { fault, reused, templates } = runChain(texts, new Map(), 100, new Random(seed));
      assert.equal(fault, undefined, JSON.stringify(fault, undefined, 1));
      assert.ok(name === "changing" || reused > templates / 5, `${reused} of ${templates} were taken over`);
    });

const release = { name: "r", namespace: "ns", isUpgrade: false, kubeVersion: defaultKubeVersion, apiVersions: [] };
const gunzip = (bytes: Uint8Array) => bytes;
const parses = parseCache();
const user = mergeValues({});

/** The templates that are rendered again when a file is edited. */
function checkReach(files: Readonly<Record<string, string>>, path: string, from: string, to: string, expected: string): void {
  const start = new Map(Object.entries(files).map(([name, text]) => [`web/${name}`, fileOfText(text)]));
  const text = files[path]!;
  assert.ok(text.includes(from), `${path} has ${from}`);
  const edited = new Map([...start, [`web/${path}`, fileOfText(text.replace(from, to))]]);
  const first = rendered(start);
  const second = rendered(edited, first);
  const names = [...second.templates].filter(([name, { result }]) => result !== first.templates.get(name)?.result);
  assert.equal(names.map(([name]) => name.replace(/templates\//, "").slice(4)).join(" "), expected);
}

function rendered(files: ReadonlyMap<string, TreeFile>, before?: ChartRender): ChartRender {
  const chart = loadChart(new FileTree(files), "web", gunzip);
  return renderChartNow(chart, user, { release, mode: "tolerant", parses }, before);
}

test("an edit of values reaches those that read them", () => {
  checkReach(plain, "values.yaml", "team: a", "team: b", "service.yaml deployment.yaml");
  checkReach(plain, "values.yaml", "name: admin", "name: adm", "deployment.yaml");
  checkReach(plain, "values.yaml", "registry: r.io", "registry: s.io", "deployment.yaml");
  checkReach(plain, "values.yaml", "c: x", "c: y", "config.yaml");
  // It is the default of a chart, and so not there; `hasKey` was asked of the map that it is in now.
  checkReach(plain, "values.yaml", "sidecar: null", "sidecar: {image: i}", "deployment.yaml config.yaml");
  checkReach(plain, "values.yaml", "sidecar: null", "sidecar: null\nmuted: true", "none.yaml config.yaml");
  checkReach(plain, "values.yaml", "sidecar: null", "sidecar: null\nnobody: 1", "config.yaml");
  checkReach(plain, "values.yaml", "sidecar: null", "sidecar:   ~ # nothing", "");
  checkReach(plain, "values.yaml", "replicas: 2", "replicas: 3", "deployment.yaml config.yaml NOTES.txt");
});

test("an edit of a template reaches those that include it", () => {
  checkReach(nested, "templates/service.yaml", "port", "ports", "service.yaml");
  checkReach(
    nested,
    "templates/_helpers.tpl",
    "docker.io",
    "d.io",
    "charts/twin/c.yaml charts/child/c.yaml service.yaml deployment.yaml config.yaml",
  );
  checkReach(nested, "charts/lib/templates/_lib.tpl", "mul", "add", "parent.yaml");
  checkReach(nested, "note.md", "note", "letter", "config.yaml");
});

test("what a template changes for others is not in the values that a later render starts from", () => {
  const start = new Map(Object.entries(changing).map(([name, text]) => [`web/${name}`, fileOfText(text)]));
  const first = rendered(start);
  assert.match(
    first.templates.get("web/templates/a.yaml")!.text.value,
    /annotations: \{"done":"web\/templates\/annotated\.yaml"\}/,
  );
  const without = new Map([...start, ["web/templates/annotated.yaml", fileOfText("kind: Annotated\n")] as const]);
  assert.match(rendered(without, first).templates.get("web/templates/a.yaml")!.text.value, /annotations: \{\}/);
});

test("a branch that was not taken is rendered apart with what is there now", () => {
  const files = {
    "Chart.yaml": plain["Chart.yaml"],
    "values.yaml": "on: false\nname: a\n",
    "templates/_h.tpl": '{{ define "h" }}h1{{ end }}',
    "templates/x.yaml": '{{ if .Values.on }}{{ include "h" . }}: {{ .Values.name }}{{ end }}',
  };
  const start = new Map(Object.entries(files).map(([name, text]) => [`web/${name}`, fileOfText(text)]));
  const first = rendered(start);
  const edited = new Map([
    ...start,
    ["web/values.yaml", fileOfText("on: false\nname: b\n")] as const,
    ["web/templates/_h.tpl", fileOfText('{{ define "h" }}h2{{ end }}')] as const,
  ]);
  const [before, now] = [first, rendered(edited, first)].map((render) => {
    const template = render.templates.get("web/templates/x.yaml")!;
    const apart = renderSkipped(
      template.result.skipped[0]!,
      { functions: helmFunctions(), mode: "tolerant" },
      sinceRendered(render, template),
    );
    return { result: template.result, text: apart.text };
  });
  assert.equal(now!.result, before!.result);
  assert.deepEqual([before!.text, now!.text], ["h1: a", "h2: b"]);
});
