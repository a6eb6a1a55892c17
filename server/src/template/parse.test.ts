// The parser: what it says of a text that is no template, and what it makes of it all the same.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { nodeTexts } from "./sample-tree.ts";
import { parseTemplate } from "./parse.ts";
import { isEmptyList } from "./parsed-text.ts";
import { describeProblem, problemsOf } from "./templates.ts";

/** The messages about a text called `t`, and what of it is a usable tree: `bad` where an action was given up. */
function check(text: string, messages: readonly string[], tree: string): void {
  const parsed = parseTemplate(text, { has: (name) => ["upper", "printf", "include"].includes(name) });
  const found = problemsOf(parsed, "t").map((problem) => describeProblem(problem, "t").replace("template: t:", ""));
  assert.deepEqual(found, messages, JSON.stringify(text));
  assert.equal(nodeTexts(parsed.root), tree, JSON.stringify(text));
}

function deep(open: string, close: string, times: number): string {
  return open.repeat(times) + close.repeat(times);
}

function isEmpty(text: string): boolean {
  return isEmptyList(parseTemplate(text).root);
}

test("a half-typed action leaves the rest usable", () => {
  check("a {{ .Values. }} b {{ .x }} c", ["1: unexpected <.> in operand"], "[a ] bad [ b ] action [ c]");
  check("a: {{ .Values.\nb: {{ .x }}\n", ["1: unexpected <.> in operand"], "[a: ] bad [\nb: ] action [\n]");
  check('a: {{ upper "x }}\nb: {{ .x }}', ["1: unterminated quoted string"], "[a: ] bad [\nb: ] action");
  check("a: {{ (.x }}\nb: {{ .x }}", ["1: unclosed left paren"], "[a: ] bad [\nb: ] action");
  check("a: {{\nb: {{ .x }}", ['2: function "b" not defined'], "[a: ] bad [\nb: ] action");
  check("a: {{ .x | }}b", ["1: missing value for command"].slice(1), "[a: ] action [b]");
  check("{{}}b", ["1: missing value for command"], "bad [b]");
  check("a {{ .x", ["1: unclosed action"], "[a ] bad");
  check("a {{ .x\nb\n", ['2: function "b" not defined'], "[a ] bad [\nb\n]");
  check("a {{/* b\nc {{ .x }}", ["1: unclosed comment"], "[a ] bad [\nc ] action");
  check("{{- .x. -}}  b", ["1: unexpected <.> in operand"], "bad [b]");
});

test("a condition that can't be read leaves its branches", () => {
  check("{{ if .x. }}a{{ else }}b{{ end }}c", ["1: unexpected <.> in operand"], "if([a] else [b]) [c]");
  check("{{ range $x := }}a{{ $x }}{{ end }}", ["1: missing value for range"], "range([a] action)");
  check("{{ with }}a{{ end }}b", ["1: missing value for with"], "with([a]) [b]");
  check("{{ if .a }}x{{ else if }}y{{ else }}z{{ end }}", ["1: missing value for if"], "if([x] else if([y] else [z]))");
  check("{{ define }}a{{ end }}b", ['1: unexpected "}}" in define clause'], "[b]");
  check("{{ $x := .a. }}{{ $x }}", ["1: unexpected <.> in operand"], "bad action");
});

test("blocks that are not closed, closed twice or split twice", () => {
  check("{{ if .a }}x{{ range .b }}y", ["1: unexpected EOF"], "if([x] range([y]))");
  check("a{{ end }}b", ["1: unexpected {{end}}"], "[a] [b]");
  check("a{{ else }}b", ["1: unexpected {{else}}"], "[a] [b]");
  check("a{{ else if .x }}b", ["1: unexpected {{else}}"], "[a] [b]");
  check("{{ if .a }}1{{ else }}2{{ else }}3{{ end }}4", ["1: expected end; found {{else}}"], "if([1] else [2] [3]) [4]");
  check("{{ range .a }}1{{ else if .b }}2{{ end }}3", ["1: unexpected <if> in input"], "range([1] else bad [2]) [3]");
  check("{{ break }}a", ["1: {{break}} outside {{range}}"], "bad [a]");
  check('{{ if .a }}{{ define "x" }}y{{ end }}{{ end }}z', ["1: unexpected <define> in command"], "if() [z]");
});

test("unknown names are problems, and nothing more", () => {
  check("{{ nope .x }}a{{ $y }}", ['1: function "nope" not defined', '1: undefined variable "$y"'], "action [a] action");
  check("{{ nope | nope }}", ['1: function "nope" not defined', '1: function "nope" not defined'], "action");
});

test("a name that is defined twice", () => {
  check('{{ define "a" }}1{{ end }}\n{{ define "a" }}2{{ end }}', ['2: template: multiple definition of template "a"'], "[\n]");
  check('{{ define "t" }}1{{ end }}\nx', ['2: template: multiple definition of template "t"'], "[\nx]");
  check('{{ define "t" }}1{{ end }}\n', [], "[\n]");
});

test("nesting has a limit", () => {
  check(deep("{{ if .x }}", "{{ end }}", 100), [], `${"if(".repeat(100)}${")".repeat(100)}`);
  const many = parseTemplate(deep("{{ if .x }}", "{{ end }}", 20_000));
  assert.equal(many.problems[0]?.message, "max nesting depth exceeded");
  const parens = parseTemplate(`{{ ${deep("(", ")", 20_000)} }}`);
  assert.equal(parens.problems[0]?.message, "max expression depth exceeded");
  assert.equal(
    parseTemplate(`{{ if .x }}${"{{ else if .y }}".repeat(20_000)}{{ end }}`).problems[0]?.message,
    "max nesting depth exceeded",
  );
});

test("no cut of any text makes the parser throw, and every node lies in the text", () => {
  const { cases } = JSON.parse(readFileSync("test/fixtures/template/engine.json", "utf8")) as { cases: { text: string }[] };
  for (const { text } of cases) {
    for (let at = 0; at <= text.length; at++) {
      for (const cut of [text.slice(0, at), text.slice(at)]) {
        const { root, problems } = parseTemplate(cut);
        for (const { start, end } of [...root.nodes, ...problems]) {
          assert.ok(0 <= start && start <= end && end <= cut.length, JSON.stringify({ cut, start, end }));
        }
      }
    }
  }
});

test("what replaces no other definition", () => {
  assert.equal(isEmpty(' \n\t{{/* a */}}{{ define "x" }}y{{ end }}\u00a0'), true);
  assert.equal(isEmpty(" {{ .x }}"), false);
  assert.equal(isEmpty("{{ if .x }}{{ end }}"), false);
});
