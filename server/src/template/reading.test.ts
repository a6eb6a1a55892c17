// Tests what is read off templates without rendering them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { below, keyOf, pathsIn, type Flow } from "./flow.ts";
import { parseTemplate } from "./parse.ts";
import { bodiesOf, scopeAt } from "./reading.ts";
import { tokenAt, tokensOf } from "./tokens.ts";

/** The paths of the last names that are read, from the dot that the text is given; `*` is any entry, `?` elsewhere. */
function reads(text: string, expected: string, body = 0): void {
  const parsed = parseTemplate(text);
  const { accesses } = bodiesOf(parsed)[body]!;
  const ends = accesses.filter(({ end }, i) => accesses[i + 1]?.start !== end + 1);
  for (const { name, start, end } of accesses) assert.equal(text.slice(start, end), name, text);
  assert.equal(ends.map(({ base, name }) => written(below(base, name))).join(" "), expected, text);
}

function written(flow: Flow): string {
  if (flow.kind === "choice") return flow.of.map(written).join("|");
  return flow.kind === "path" ? flow.steps.map((step) => (step === 0 ? "*" : step)).join(".") : "?";
}

test("fields of the dot, of variables and of brackets", () => {
  reads("{{ .a.b }}{{ $.c }}", "a.b c");
  reads("{{ $x := .a }}{{ $x.b }}", "a a.b");
  reads("{{ (.a).b }}", "a a.b");
  reads("{{ $x := .a }}{{ $x = .b }}{{ $x.c }}", "a b a.c|b.c");
  reads("{{ $x.a }}", "?");
});

test("the dot in blocks", () => {
  reads("{{ with .a }}{{ .b }}{{ $.c }}{{ else }}{{ .d }}{{ end }}", "a a.b c d");
  reads("{{ range .a }}{{ .b }}{{ end }}{{ .c }}", "a a.*.b c");
  reads("{{ range $k, $v := .a }}{{ $v.b }}{{ $k }}{{ end }}", "a a.*.b");
  reads("{{ if .a }}{{ $x := .b }}{{ end }}{{ $x.c }}", "a b ?");
  reads("{{ with $x := .a }}{{ $x.b }}{{ end }}", "a a.b");
  reads('{{ define "d" }}{{ .a }}{{ end }}{{ .b }}', "a", 1);
});

test("functions that hand on what they are given", () => {
  reads("{{ (default .a .b).c }}", "a b a.c|b.c");
  reads("{{ with .a | default .b }}{{ .c }}{{ end }}", "a b b.c|a.c");
  reads('{{ $d := dict "x" .a "y" .b }}{{ $d.x.c }}', "a b a.c");
  reads('{{ $d := dict }}{{ $_ := set $d "x" .a }}{{ $d.x.c }}', "a a.c");
  reads("{{ range list .a .b }}{{ .c }}{{ end }}", "a b a.c|b.c");
  reads("{{ (first .a).b }}", "a a.*.b");
  reads('{{ (index .a "k").b }}', "a a.k a.k.b");
  reads('{{ (index .a 0 "k").b }}', "a a.*.k a.*.k.b");
  reads('{{ (get .a "k").b }}', "a a.k a.k.b");
  reads('{{ dig "k" "l" "" .a }}', "a a.k a.k.l");
  reads('{{ hasKey .a "k" }}', "a a.k");
  reads("{{ (merge .a .b).c }}", "a b a.c|b.c");
  reads('{{ (required "no" .a).b }}', "a a.b");
  reads('{{ range pluck "k" .a .b }}{{ .c }}{{ end }}', "a b a.k b.k a.k.*.c|b.k.*.c");
});

test("a map that is put into itself comes to an end", () => {
  reads('{{ $d := dict "x" .a }}{{ $_ := set $d "d" $d }}{{ $d.x.b }}', "a a.b");
});

/** What is looked at whole, by whom; and what is taken by a computed key. */
function looksAt(text: string, expected: string): void {
  const { wholes, computed } = bodiesOf(parseTemplate(text))[0]!;
  const all = [
    ...wholes.flatMap(({ flow, by }) => pathsIn(flow).map((path) => `${by}:${written(path)}`)),
    ...computed.map(({ base, by }) => `?${by}:${written(base)}`),
  ];
  assert.equal(all.join(" "), expected, text);
}

test("values that are looked at whole", () => {
  looksAt("{{ toYaml .a.b | nindent 2 }}", "toYaml:a.b");
  looksAt("{{ .a }}", ":a");
  looksAt('{{ toYaml (dict "x" .a "y" .b) }}', "toYaml:a toYaml:b");
  looksAt('{{ include "x" .a }}', "");
  looksAt("{{ range .a }}{{ end }}", "range:a");
  looksAt("{{ range $k, $v := .a }}{{ end }}", "range with keys:a");
  looksAt("{{ keys .a | sortAlpha }}", "keys:a");
  looksAt("{{ if not .a }}{{ end }}", "");
  looksAt("{{ index .a $.b }}", ":a.*  ?index:a".replace("  ", " "));
  looksAt("{{ tpl .a . }}", "tpl:a");
});

test("templates that are included", () => {
  const [body] = bodiesOf(parseTemplate('{{ include "x" .a }}{{ template "y" (dict "k" .b) }}{{ include "z" }}'));
  assert.deepEqual(
    body!.inclusions.map(({ name, argument }) => `${name} ${keyOf(argument).replaceAll("\0", ".")}`),
    ["x .a", "y {k:.b}", "z ?"],
  );
  const [files] = bodiesOf(parseTemplate('{{ .Files.Get "a.txt" }}'));
  assert.deepEqual(
    files!.methods.map(({ method, argument }) => `${written(method)} ${argument}`),
    ["Files.Get a.txt"],
  );
});

test("what is in scope", () => {
  const text = '{{ define "d" }}{{ $a := .x }}{{ with .y }}{{ $b := .z }}{{ quote }}{{ end }}{{ end }}';
  const scope = scopeAt(parseTemplate(text), text.indexOf("quote") + 1)!;
  assert.equal(scope.body.name, "d");
  assert.equal(written(scope.dot), "y");
  assert.deepEqual(
    [...scope.variables].map(([name, flow]) => `${name} ${written(flow)}`),
    ["$ ", "$a x", "$b y.z"],
  );
  assert.equal(scopeAt(parseTemplate("a {{ .b }}"), 1), undefined);
});

test("tokens go on behind an action that can't be read", () => {
  const { tokens } = tokensOf({ text: 'a: {{ "open\nb: {{ .c }} {{ ? }}{{ .d' });
  assert.deepEqual(
    tokens.filter(({ kind }) => kind === "field").map(({ text }) => text),
    [".c", ".d"],
  );
  const two = tokensOf({ text: "{{ .a.b | quote }}" });
  const at = (offset: number) => tokenAt(two, offset)?.text;
  assert.deepEqual([at(4), at(5), at(7), at(12), at(15)], [".a", ".b", ".b", "quote", "quote"]);
});
