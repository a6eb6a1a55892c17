// Why charts do not render, in words, and where.

import assert from "node:assert/strict";
import { test } from "node:test";
import { placed, sample } from "../../../test/harness/chart.ts";

/** What is said of a chart: `file:line [text] message`, related places behind it. */
function check(files: Readonly<Record<string, string>>, ...expected: readonly string[]): void {
  const { snapshot, report } = sample(files, []);
  const said = report.problems.map(({ path, start, end, message, related }) => {
    const others = related.map(({ place, message: text }) => ` <- ${text}: ${placed(snapshot, place)}`);
    return `${placed(snapshot, { path, start, end })} ${message}${others.join("")}`;
  });
  assert.deepEqual(said, expected);
}

const a = (text: string) => ({ "templates/a.yaml": text });
const at = (line: number, text: string, message: string) => `templates/a.yaml:${line} [${text}] ${message}`;

test("syntax: at the action that is to blame", () => {
  check(a("x: {{ quotte 1 }}\n"), at(1, "quotte", "There is no function `quotte` (did you mean `quote`?)"));
  check(a("x: {{ $x }}\n"), at(1, "$x", "There is no variable `$x` here"));
  check(
    a("{{ if 1 }}\n{{- range list 1 }}\nx: 1\n{{ end }}\n"),
    at(1, "{{ if 1 }}", "This block is not closed by an `{{ end }}`"),
  );
  check(a("x: 1\n{{ end }}\n"), at(2, "{{ end }}", "This `{{ end }}` closes nothing"));
  check(a("x: 1\n{{ else }}\n"), at(2, "{{ else }}", "This `{{ else }}` belongs to no `if`, `with` or `range`"));
  check(a("x: {{ .Values.a\ny: 1\n"), at(1, "{{ .Values.a", "This action is not closed by `}}`"));
  check(a("x: {{ .Values.a\n{{ end }}\n"), at(1, "{{ .Values.a", "This action is not closed by `}}`"));
  check(a("x: {{ .Values.a\n  | quotte }}\n"), at(2, "quotte", "There is no function `quotte` (did you mean `quote`?)"));
  check(a("x: {{ (1 }}\n"), at(1, "}}", "This `(` is not closed"));
  check(a("{{ if }}{{ end }}\n"), at(1, "}}", "`if` needs a value here"));
  check(a("x: {{ template }}\n"), at(1, "}}", "`}}` can't stand here"));
});

test("execution: what was wrong with which value", () => {
  check(a("x: {{ .Values.a.b.c }}\n"), at(1, ".Values.a.b.c", "`.Values.a` is not set, and so has no `b`"));
  check(
    { ...a("x: {{ .Values.a.b }}\n"), "values.yaml": "a: text\n" },
    at(1, ".Values.a.b", '`.Values.a` is a text ("text"), and so has no `b`') + " <- The value is set here: values.yaml:1 [text]",
  );
  check(a('x: {{ include "nowhere" . }}\n'), at(1, 'include "nowhere" .', "There is no template `nowhere`"));
  check(a('x: {{ replace "a" "b" }}\n'), at(1, "replace", "`replace` takes 3 arguments, but gets 2"));
  check(a("x: {{ lt 1 }}\n"), at(1, "lt", "`lt` takes 2 arguments, but gets 1"));
  check(
    { ...a("{{ range .Values.a }}{{ end }}\n"), "values.yaml": "a: 1\n" },
    at(1, ".Values.a", "`range` goes over lists and maps, but this is a number (1)") +
      " <- The value is set here: values.yaml:1 [1]",
  );
  check(a('x: {{ eq 1 "a" }}\n'), at(1, 'eq 1 "a"', "`eq` can't compare int with string"));
});

test("what a chart says itself, once for each value, and not what follows from it", () => {
  check(
    a('x: {{ required "Say a" .Values.a }}\ny: {{ .Values.a.b.c }}\n'),
    at(1, 'required "Say a" .Values.a', "The chart refuses these values: Say a"),
  );
});

test("in a template that is included: there, with the way to it", () => {
  check(
    { ...a('x: {{ include "t" . }}\n'), "templates/_t.tpl": '{{ define "t" }}{{ .Values.a.b.c }}{{ end }}\n' },
    "templates/_t.tpl:1 [.Values.a.b.c] `.Values.a` is not set, and so has no `b`" +
      ' <- Included here: templates/a.yaml:1 [include "t" .]',
  );
});

test("a broken template keeps what others say", () => {
  const { report } = sample(
    {
      "templates/a.yaml": "x: {{ if }}\n",
      "templates/b.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: b }\nspec:\n  containers: [{ name: b, securityContext: { privileged: true } }]\n",
    },
    ["privileged-container"],
  );
  assert.equal(report.problems.length, 1);
  assert.equal(report.findings.length, 1);
});

test("with some sets only; a library is no fault; a missing copy is one hint", () => {
  check(
    { ...a("{{ if .Values.isOn }}{{ .Values.a.b.c }}{{ end }}\n"), "values-prod.yaml": "isOn: true\n" },
    at(1, ".Values.a.b.c", "`.Values.a` is not set, and so has no `b` (only with `prod`)"),
  );
  check({ "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\ntype: library\n" });
  check(
    {
      "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{ name: db, version: 1.0.0 }]\n",
      ...a('x: {{ include "db.name" . }}\ny: {{ include "db.labels" . }}\n'),
    },
    "Chart.yaml:4 [db] Dependency `db` has no copy in `charts/`: run `helm dependency build`",
  );
});

test("Chart.yaml and values files that cannot be read", () => {
  check({ "Chart.yaml": "apiVersion: v2\nname: web\n", ...a("x: 1\n") }, "Chart.yaml:1 [apiVersion: v2] `version` is missing");
  const broken = "cannot load values.yaml: cannot unmarshal yaml document: ";
  const { report } = sample({ "values.yaml": "a: [\n", ...a("x: 1\n") }, []);
  assert.deepEqual(
    report.problems.map(({ path, rule, message }) => [path, rule, message.startsWith(broken)]),
    [["/ws/web/values.yaml", "chart-render-failed", true]],
  );
});

test("a subchart's own values against its own schema stand where the parent can decide", () => {
  const db = {
    "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{ name: db, version: 1.0.0 }]\n",
    "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
    "charts/db/values.yaml": "size: big\n",
    "charts/db/values.schema.json": '{ "properties": { "size": { "type": "integer" } } }',
  };
  check(db, "Chart.yaml:4 [db] `size` must be an integer, but is a string");
  check(
    { ...db, "charts/db/values.schema.json": "{" },
    "charts/db/values.schema.json:1 [{] The schema cannot be used: unexpected EOF",
  );
});
