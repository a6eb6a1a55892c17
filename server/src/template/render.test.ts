// Rendering: where the text comes from, holes and branches, what is read, and the limits.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Origin, TemplateSpan } from "../base/origin.ts";
import { functions as sprig } from "./functions/table.ts";
import { callable, drain, render } from "./render.ts";
import type { RenderOptions, RenderResult } from "./render.ts";
import { functions as samples, valueOf } from "./sample-world.ts";
import { renderSkipped } from "./skipped.ts";
import { ParseCache, Source, Templates } from "./templates.ts";
import { literal } from "./value.ts";
import type { Segment, Trace } from "./value.ts";

const own = [...samples].filter(([name]) => ["include", "tpl"].includes(name));
const functions: RenderOptions["functions"] = new Map([
  ...sprig,
  ...own,
  [
    "tpl",
    {
      arity: [2, 2],
      params: ["string", "interface {}"],
      keeps: true,
      call: ([text, data], { parse, render }) => render("main", data!, parse("main", text as Parameters<typeof parse>[1])),
    },
  ],
]);
const parses = new ParseCache(callable(functions));

interface Asked extends Partial<RenderOptions> {
  readonly helpers?: string;
}

function run(text: string, values: unknown, { helpers = "", ...options }: Asked = {}): RenderResult {
  const templates = Templates.none.withAll([new Source("helpers", parses.get(helpers)), new Source("main", parses.get(text))]);
  const origins = new Map<string, Trace>();
  const trace = (path: readonly string[]): Trace => {
    const key = path.join(".");
    const known = origins.get(key) ?? { origins: [{ file: "values", path }] };
    origins.set(key, known);
    return known;
  };
  const data = { value: valueOf(values, trace), trace: trace([]) };
  return drain(render(templates, "main", data, { functions, parses, mode: "tolerant", ...options }));
}

const pathOf = ({ path }: Origin): string => path.join(".");

/** The stretches of the text: what it is, where it comes from, which template text wrote it. */
function stretches({ text, segments }: RenderResult, sources: Record<string, string>): string[] {
  let at = 0;
  return segments.map((segment) => {
    const written = segment.span && sources[segment.span.template]?.slice(segment.span.start, segment.span.end);
    const from = segment.origins.map(pathOf).join(",");
    return `${text.slice(at, (at += segment.length))} <${from}> ${segment.span?.template}: ${written}${flags(segment)}`;
  });
}

function names(origins: ReadonlySet<Origin>): string[] {
  return [...origins].map(pathOf).sort();
}

function flags({ isUnknown, includes }: Segment): string {
  return (isUnknown ? " unknown" : "") + (includes ? ` via ${includes.length}` : "");
}

test("each stretch knows its template text and its values", () => {
  const main = 'a: {{ .a }}{{ printf "%s-%s" .b .c | quote }}\n{{ include "h" . | nindent 2 }}';
  const helpers = '{{ define "h" }}x: {{ .x.y }}{{ end }}';
  const result = run(main, { a: "1", b: "2", c: "3", x: { y: "4" } }, { helpers });
  assert.equal(result.text, 'a: 1"2-3"\n\n  x: 4');
  assert.deepEqual(stretches(result, { main, helpers }), [
    "a:  <> main: a: ",
    "1 <a> main: {{ .a }}",
    '" <> main: {{ printf "%s-%s" .b .c | quote }}',
    '2 <b> main: {{ printf "%s-%s" .b .c | quote }}',
    '- <> main: {{ printf "%s-%s" .b .c | quote }}',
    '3 <c> main: {{ printf "%s-%s" .b .c | quote }}',
    '" <> main: {{ printf "%s-%s" .b .c | quote }}',
    "\n <> main: \n",
    '\n   <> main: {{ include "h" . | nindent 2 }}',
    "x:  <> helpers: x:  via 1",
    "4 <x.y> helpers: {{ .x.y }} via 1",
  ]);
});

test("a failing action leaves a hole, the rest renders", () => {
  const main = 'a{{ .m.x.y }}b{{ include "h" . }}c{{ fail "no" }}d';
  const helpers = '{{ define "h" }}[{{ .s.q }}]{{ end }}';
  const result = run(main, { m: {}, s: "text" }, { helpers });
  assert.equal(result.text, "ab[]cd");
  assert.equal(result.isComplete, true);
  assert.deepEqual(
    result.failures.map(({ failure, message }) => [
      message,
      failure.includes.length,
      failure.fault.expression,
      failure.fault.field,
    ]),
    [
      ['template: main:1:6: executing "main" at <.m.x.y>: nil pointer evaluating interface {}.y', 0, ".m.x", "y"],
      ['template: helpers:1:22: executing "h" at <.s.q>: can\'t evaluate field q in type interface {}', 1, ".s", "q"],
      ['template: main:1:37: executing "main" at <fail "no">: error calling fail: no', 0, undefined, undefined],
    ],
  );
  assert.deepEqual(
    stretches(result, { main, helpers }).filter((stretch) => stretch.includes("unknown")),
    [" <> main: {{ .m.x.y }} unknown", " <> helpers: {{ .s.q }} unknown via 1", ' <> main: {{ fail "no" }} unknown'],
  );
});

test("what follows from a hole is no news, and decides nothing", () => {
  const result = run("{{ $x := .m.x.y }}{{ $x.z.w }}{{ if $x }}a{{ else }}b{{ end }}{{ upper $x }}{{ range $x }}c{{ end }}d", {
    m: {},
  });
  assert.equal(result.text, "<no value>d");
  assert.equal(result.failures.length, 1);
  assert.deepEqual(
    result.regions.map(({ taken }) => taken),
    ["unknown", "unknown"],
  );
});

test("an action that can't be read is a hole, and no failure", () => {
  const result = run("a{{ .x. }}b{{ if .y. }}c{{ end }}d", {});
  assert.equal(result.text, "abd");
  assert.equal(result.failures.length, 0);
  assert.deepEqual(
    result.segments.map(({ length, isUnknown }) => [length, isUnknown === true]),
    [
      [1, false],
      [0, true],
      [1, false],
      [0, true],
      [1, false],
    ],
  );
});

test("strict: the first failure ends the render", () => {
  const result = run('a{{ fail "x" }}b{{ fail "y" }}', {}, { mode: "strict" });
  assert.deepEqual([result.text, result.isComplete, result.failures.length], ["a", false, 1]);
  const refused = run("a{{ .x. }}b", {}, { mode: "strict" });
  assert.equal(refused.failures[0]?.message, "template: main:1: unexpected <.> in operand");
});

test("regions know their condition's values and where they wrote", () => {
  const main = "{{ if .a }}A{{ end }}{{ with .b }}B{{ else }}C{{ end }}{{ range .l }}{{ . }}{{ end }}";
  const result = run(main, { a: true, l: ["x", "y"] });
  assert.deepEqual(
    result.regions.map(({ kind, taken, origins, head }) => [
      kind,
      taken,
      origins.map(pathOf).join(),
      main.slice(head.start, head.end),
    ]),
    [
      ["if", "then", "a", "{{ if .a }}"],
      ["with", "else", "b", "{{ with .b }}"],
      ["range", "then", "l", "{{ range .l }}"],
    ],
  );
  assert.deepEqual(
    result.segments.map(({ region, length }) => [length, result.regions.indexOf(region!)]),
    [
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 2],
    ],
  );
});

test("a branch that wrote nothing marks its place, also through include and nindent", () => {
  const helpers = '{{ define "h" }}k: v{{ if .off }}\nw: {{ .off }}{{ end }}{{ end }}';
  const result = run('m:\n{{- include "h" . | nindent 2 }}\nz: 1', { off: false }, { helpers });
  assert.equal(result.text, "m:\n  k: v\nz: 1");
  const mark = result.segments.findIndex(({ length, region }) => length === 0 && region?.taken === "none");
  const before = result.segments.slice(0, mark).reduce((sum, { length }) => sum + length, 0);
  assert.equal(before, "m:\n  k: v".length);
  assert.deepEqual(result.segments[mark]?.region?.origins.map(pathOf), ["off"]);
});

test("values behind a helper's branches decide what the helper decides", () => {
  const helpers = '{{ define "on" }}{{ if .a.b }}true{{ end }}{{ end }}';
  const result = run(
    '{{ if eq (include "on" .) "true" }}x{{ end }}{{ if and (include "on" .) .c }}y{{ end }}',
    { a: {} },
    { helpers },
  );
  const outer = result.regions.filter(({ span }) => span.template === "main");
  assert.deepEqual(
    outer.map(({ origins }) => origins.map(pathOf).join()),
    ["a.b", "a.b"],
  );
});

test("a skipped branch can be rendered apart, on copies", () => {
  const main =
    '{{ $n := 1 }}{{ range .l }}{{ if $.off }}{{ . }}{{ $n }}{{ $_ := set $.m "k" "v" }}{{ $.m.k }}{{ end }}{{ end }}{{ .m.k }}';
  const result = run(main, { l: ["x", "y"], m: {} });
  assert.equal(result.text, "<no value>");
  assert.equal(result.skipped.length, 2);
  const apart = renderSkipped(result.skipped[1]!, { functions, parses, mode: "tolerant" });
  assert.equal(apart.text, "y1v");
  assert.deepEqual(apart.segments[0]?.origins.map(pathOf), ["l.1"]);
  assert.equal(renderSkipped(result.skipped[1]!, { functions, parses, mode: "tolerant" }).text, "y1v");
});

test("what was read, as a whole or by its shape, and what is not there", () => {
  const main =
    '{{ .a.b }}{{ if .m }}{{ range $k, $v := .m }}{{ $k }}{{ end }}{{ end }}{{ .q.r }}{{ toString .t }}{{ default "x" .a.c }}';
  const { reads } = run(main, { a: { b: 1 }, m: { k: 1 }, q: {}, t: { u: 1 } });
  assert.deepEqual(names(reads.whole), ["a.b", "a.c", "m.k", "q.r", "t", "t.u"]);
  assert.deepEqual(names(reads.shape), ["m"]);
  assert.deepEqual(names(reads.absent), ["a.c", "q.r"]);
});

test("a text that a value holds: written by the call, of the value's place", () => {
  const main = "{{ tpl .t . }}";
  const result = run(main, { t: "a {{ .x }}{{ .x.y.z }}", x: "b" });
  assert.equal(result.text, "a b");
  assert.deepEqual(stretches(result, { main }), [
    "a  <t> main: {{ tpl .t . }}",
    "b <x,t> main: {{ tpl .t . }}",
    " <> main: {{ tpl .t . }} unknown",
  ]);
  const [failure] = result.failures;
  assert.equal(failure?.failure.text, "a {{ .x }}{{ .x.y.z }}");
  assert.deepEqual(
    failure?.failure.includes.map(({ start, end }: TemplateSpan) => main.slice(start, end)),
    ["tpl .t ."],
  );
});

test("limits end the render where they are reached", () => {
  const endless = '{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}';
  const cases: [string, RenderOptions["limits"] & object, string][] = [
    ["a{{ range 100000000 }}x{{ end }}", { steps: 1000 }, "the template takes more than 1000 steps"],
    ["a{{ range 1000 }}xxxxxxxxxx{{ end }}", { output: 500 }, "the template writes more than 500 characters"],
    [endless, {}, "templates are nested too deep"],
    ['{{ define "r" }}{{ template "r" . }}{{ end }}{{ template "r" . }}', {}, "templates are nested too deep"],
    ['{{ $_ := set .m "m" .m }}{{ .m }}', {}, "value is nested deeper than 500 levels: it may contain itself"],
  ];
  for (const [text, limits, reason] of cases) {
    for (const mode of ["strict", "tolerant"] as const) {
      const { failures, isComplete } = run(text, { m: {} }, { limits, mode });
      assert.deepEqual(
        [failures.at(-1)?.failure.kind, failures.at(-1)?.failure.reason, isComplete],
        ["limit", reason, false],
        text,
      );
    }
  }
});

test("yields while it works", () => {
  const templates = Templates.none.with(new Source("main", parses.get("{{ range 20000 }}{{ if true }}x{{ end }}{{ end }}")));
  const steps = render(templates, "main", literal(undefined), { functions, parses, mode: "strict" });
  let yields = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) yields++;
  assert.ok(yields > 5, String(yields));
  assert.equal(step.value.text.length, 20_000);
});

test("a template that is not there", () => {
  const { failures } = drain(render(Templates.none, "x", literal(undefined), { functions, parses, mode: "strict" }));
  assert.equal(failures[0]?.message, 'template: no template "x" associated with template "gotpl"');
});
