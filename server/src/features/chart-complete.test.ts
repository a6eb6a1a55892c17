// Completions in charts: in actions, in values files, in Chart.yaml.

import assert from "node:assert/strict";
import { test } from "node:test";
import { completeInChart } from "./chart-complete.ts";
import { sampleChart } from "./sample-chart.ts";
import { accept, shown } from "./sample-completion.ts";

const base = `== Chart.yaml
apiVersion: v2
name: web
version: 1.0.0
dependencies:
  - { name: db, version: 1.0.0, alias: store }
== values.yaml
# -- How many pods
replicas: 2
image:
  # The registry and the name
  repository: nginx
  tag: "1.27"
  pull-policy: Always
# @param nothing
ports:
  - name: http
    port: 80
env: {}
store:
  size: 5Gi
== values-prod.yaml
extra: { deep: 1 }
== values.schema.json
{ "properties": { "mode": { "enum": ["fast", "safe"], "description": "How it runs" }, "image": { "properties": { "digest": { "type": "string" } } },
  "debug": { "type": "boolean" } } }
== templates/_lib.tpl
{{/* All labels */}}
{{- define "web.labels" -}}
app: {{ .Release.Name }}
{{- end }}
{{- define "web.image" -}}
{{ .repository }}
{{- end }}
== templates/other.yaml
a: {{ .Values.secret.token }}
b: {{ include "web.image" .Values.image }}
== conf/a.ini
x
== charts/db/Chart.yaml
apiVersion: v2
name: db
version: 1.2.3
== charts/db/values.yaml
size: 1Gi
user: root
== charts/db/templates/db.yaml
x: {{ .Values.user }}
`;

function offered(marked: string, abilities = {}) {
  const sample = sampleChart(
    base.replace(new RegExp(`== ${marked.slice(3).split("\n")[0]!}\n[^]*?(?=^== |$(?![^]))`, "m"), "") + marked,
  );
  const { client } = sample.engine;
  const engine = { ...sample.engine, client: { ...client, completion: { ...client.completion, ...abilities } } };
  const items = completeInChart(engine, sample.path, sample.position) ?? [];
  return { ...sample, items };
}

/** The first labels that an editor would show. */
function offers(marked: string, expected: string): void {
  const found = shown(offered(marked));
  const wanted = expected === "" ? [] : expected.split(" ");
  assert.deepEqual(
    found.slice(0, Math.max(wanted.length, expected === "" ? 1 : 0)).map(({ label }) => label),
    wanted,
    marked,
  );
}

const line = (text: string) => `== templates/a.yaml\n${text}\n`;
const action = (text: string) => line(`a: {{ ${text} }}`);

function accepts(marked: string, label: string, expected: string, abilities = {}): void {
  const found = offered(marked, abilities);
  const item = found.items.find((one) => one.label === label);
  assert.ok(item, `${label} in ${marked}`);
  const text = accept(found, item);
  assert.equal(text.replace(/\n$/, ""), expected, marked);
}

test("values, as far as they are typed", () => {
  offers(action(".Values.$0"), "replicas image ports env store extra mode debug secret");
  offers(action(".Values.im$0"), "image");
  offers(action(".Values.image.$0"), "repository tag pull-policy digest");
  offers(action(".Values.image.ta$0g"), "tag");
  offers(action("$.Values.image.re$0"), "repository");
  offers(action(".Values.store.$0"), "size user");
  offers(action(".Values.secret.$0"), "token");
  offers(action(".Values.nothing.$0"), "");
  offers(action("(.Values.image).$0"), "repository tag pull-policy");
  offers(action('index .Values "im$0"'), "image");
  offers(action('index .Values "image" "t$0"'), "tag");
  offers(action('get .Values.image "$0"'), "repository tag pull-policy");
  offers(action('hasKey .Values "$0'), "replicas image");
  offers(action("default 1 .Values.re$0 | quote"), "replicas");
});

test("half-typed actions", () => {
  offers(line("a: {{ .Values.$0\nb: {{ .Values.env }}"), "replicas image");
  offers(line("a: {{ .Values.image.$0"), "repository tag");
  offers(line("{{ if .Values.$0\nb: 1"), "replicas image");
  offers(line("{{- if .Values.image.$0 }}\nb: 1\n{{- end }}"), "repository tag");
  offers(line('a: {{ include "web.labels" .Values.$0\n  {{ end }}'), "replicas");
});

test("the dot in with and range, and variables", () => {
  offers(line("{{ with .Values.image }}{{ .$0 }}{{ end }}"), "repository tag pull-policy digest");
  offers(line("{{ with .Values.image }}{{ $.Values.$0 }}{{ end }}"), "replicas image");
  offers(line("{{ range .Values.ports }}{{ .$0 }}{{ end }}"), "name port");
  offers(line("{{ range $i, $p := .Values.ports }}{{ $p.$0 }}{{ end }}"), "name port");
  offers(line("{{ range $i, $p := .Values.ports }}{{ $$0 }}{{ end }}"), "p i $".replace(" $", ""));
  offers(line("{{ $img := .Values.image }}{{ $img.$0 }}"), "repository tag");
  offers(line("{{ with .Values.image }}{{ $0 }}{{ end }}"), ".repository .tag .digest $.Values");
  offers('== templates/_lib.tpl\n{{- define "web.image" -}}\n{{ .$0 }}\n{{ end }}\n', "repository tag");
  offers(line('{{ define "x" }}{{ .one.$0 }}{{ end }}{{ include "x" (dict "one" .Values.image "two" 2) }}'), "repository tag");
  offers(line('{{ define "x" }}{{ .$0 }}{{ end }}{{ include "x" (dict "one" .Values.image "two" 2) }}'), "one two");
});

test("values that are looked for in the wrong place", () => {
  accepts(
    line("{{ with .Values.image }}{{ .Values.$0 }}{{ end }}"),
    "replicas",
    "{{ with .Values.image }}{{ $.Values.replicas }}{{ end }}",
  );
  accepts(
    line("{{ range .Values.ports }}{{ .Release.$0 }}{{ end }}"),
    "Name",
    "{{ range .Values.ports }}{{ $.Release.Name }}{{ end }}",
  );
});

test("objects and their members", () => {
  offers(action(".$0"), "Values Release Chart Capabilities Files Template");
  offers(action(".Rel$0"), "Release");
  offers(action(".Release.$0"), "Name Namespace Service IsInstall");
  offers(action(".Chart.App$0"), "AppVersion");
  offers(action(".Capabilities.KubeVersion.M$0"), "Major Minor");
  offers(action(".Capabilities.APIVersions.$0"), "Has");
  offers(action(".Files.G$0"), "Get GetBytes Glob");
  offers(action('.Files.Get "co$0"'), "conf/a.ini");
  offers(action(".Template.$0"), "Name BasePath");
  offers(action("$0"), ".Values .Release .Chart");
  offers(action("$0").replace("a.yaml", "NOTES.txt"), ".Values .Release .Chart");
});

test("functions, keywords and templates", () => {
  offers(action("nin$0"), "nindent");
  offers(action(".Values.env | toYa$0"), "toYaml toYamlPretty");
  offers(action(".Values.env | $0"), "abbrev abbrevboth add");
  offers(action("wit$0"), "with without");
  offers(action("quote (wit$0)"), "without");
  offers(action('include "$0" .'), "web.labels web.image");
  offers(action('include "web.l$0'), "web.labels");
  offers(line('{{ template "web.$0" . }}'), "web.labels web.image");
  const [nindent] = shown(offered(action("nin$0")));
  assert.equal(nindent!.detail, "nindent SPACES TEXT");
  const [labels] = shown(offered(action('include "web.l$0"')));
  assert.deepEqual(labels!.documentation, { kind: "markdown", value: "All labels" });
});

test("no names in text, comments and strings", () => {
  offers(line("a: $0"), "");
  offers(line("{{/* .Values.$0 */}}"), "");
  offers(action('"some .Values.$0"'), "");
  offers(line("a: {{ .Values.env }} .$0"), "");
});

test("what is accepted", () => {
  accepts(action(".Values.image.re$0"), "repository", "a: {{ .Values.image.repository }}");
  accepts(action(".Values.image.p$0"), "pull-policy", 'a: {{ (index .Values.image "pull-policy") }}');
  accepts(action('include "web.l$0abels" .'), "web.labels", 'a: {{ include "web.labels" . }}');
  accepts(action("wi$0"), "with", "a: {{ with ${1:value} }}", { snippets: true });
  accepts(action("$0"), ".Values", "a: {{ .Values }}");
});

/** What stands behind the label, and the description. */
function said(marked: string, label: string): readonly (string | undefined)[] {
  const item = offered(marked).items.find((one) => one.label === label)!;
  return [item.detail, item.documentation && typeof item.documentation !== "string" ? item.documentation.value : ""];
}

test("what is said of a value", () => {
  assert.deepEqual(said(action(".Values.$0"), "replicas"), ["2", "How many pods"]);
  assert.deepEqual(said(action(".Values.image.$0"), "repository"), ["nginx", "The registry and the name"]);
  assert.deepEqual(said(action(".Values.$0"), "mode"), ["schema", "*one of `fast`, `safe`*\n\nHow it runs"]);
  assert.deepEqual(said(action(".Values.secret.$0"), "token"), ["read by templates", ""]);
});

test("keys of values files", () => {
  offers("== values-prod.yaml\n$0\n", "replicas image ports env store mode debug secret");
  offers("== values-prod.yaml\nreplicas: 1\nim$0\n", "image");
  offers("== values-prod.yaml\nreplicas: 1\nre$0\n", "");
  offers("== values-prod.yaml\nimage:\n  $0\n", "repository tag pull-policy digest");
  offers("== values-prod.yaml\nstore:\n  us$0\n", "user");
  offers("== values-prod.yaml\nports:\n  - na$0\n", "name");
  offers("== values-prod.yaml\nmode: $0\n", "fast safe");
  offers("== values-prod.yaml\ndebug: t$0\n", "true");
  offers("== values.yaml\nsec$0\n", "secret");
  offers("== charts/db/values.yaml\nus$0\n", "user");
  offers('== values-prod.yaml\nnote: "{{ .Values.re$0 }}"\n', "replicas");
  accepts("== values-prod.yaml\nim$0\n", "image", "image: ");
});

test("keys of Chart.yaml", () => {
  offers("== Chart.yaml\napiVersion: v2\nna$0\n", "name");
  offers("== Chart.yaml\napiVersion: $0\n", "v2 v1");
  offers("== Chart.yaml\nname: web\ndependencies:\n  - name: a\n    al$0\n", "alias");
  offers("== Chart.yaml\nname: web\ntype: $0\n", "application library");
});

test("other files are none of ours", () => {
  const { engine } = sampleChart(base);
  assert.equal(completeInChart(engine, "/w/other.yaml", { line: 0, character: 0 }), undefined);
  assert.deepEqual(completeInChart(engine, "/w/web/values.yaml", { line: 0, character: 0 }, "."), []);
});
