// Templates that ask for too much: each ends with an error, and soon.

import assert from "node:assert/strict";
import { test } from "node:test";
import { callable, drain, render } from "../render.ts";
import { ParseCache, Source, Templates } from "../templates.ts";
import { literal } from "../value.ts";
import { functions } from "./table.ts";

const parses = new ParseCache(callable(functions));

function check(text: string, expected: RegExp): void {
  const templates = Templates.none.withAll([new Source("t", parses.get(text))]);
  const started = performance.now();
  const limits = { steps: 50_000 };
  const result = drain(render(templates, "t", literal(null), { functions, mode: "strict", rootName: "t", parses, limits }));
  assert.match(result.failures[0]?.message ?? "nothing", expected, text);
  assert.ok(performance.now() - started < 3000, text);
}

const steps = /more than 50000 steps/;
/** A map of maps, each of which holds the next one twice: small, but endless when it is written out. */
const wide = '{{ $d := dict "k" "v" }}{{ range until 60 }}{{ $d = dict "a" $d "b" $d }}{{ end }}';

test("what would be too long is not made", () => {
  check('{{ repeat 1000000000 "x" }}', steps);
  check("{{ until 1000000000 }}", steps);
  check("{{ untilStep 0 -1000000000 -1 }}", steps);
  check("{{ seq 1000000000 }}", steps);
  check('{{ indent 1000000000 "x" }}', steps);
  check("{{ randAlphaNum 1000000000 }}", steps);
  check("{{ randBytes 1000000000 }}", steps);
  check('{{ $s := "x" }}{{ range until 40 }}{{ $s = print $s $s }}{{ end }}', steps);
  check('{{ $s := "x" }}{{ range until 40 }}{{ $s = replace "x" "xxx" $s }}{{ end }}', steps);
  check('{{ $s := "x" }}{{ range until 40 }}{{ $s = regexReplaceAll "x" $s "xxx" }}{{ end }}', steps);
  check('{{ $s := "a" }}{{ range until 40 }}{{ $s = printf "%s%q" $s $s }}{{ end }}', steps);
  check("{{ $l := list 1 }}{{ range until 40 }}{{ $l = concat $l $l }}{{ end }}", steps);
  check('{{ range until 100 }}{{ $_ := printf "%9999999d" 1 }}{{ end }}', steps);
  check('{{ $s := repeat 3000 "x" }}{{ range until 100000 }}{{ $_ := sha512sum $s }}{{ end }}', steps);
  check("{{ $l := list }}{{ range until 3000 }}{{ $l = append $l (list .) }}{{ end }}{{ uniq $l }}", steps);
});

test("what holds itself is not followed for ever", () => {
  const self = '{{ $d := dict }}{{ $_ := set $d "d" $d }}';
  check(`${self}{{ $d }}`, /nested deeper/);
  check(`${self}{{ print $d }}`, /nested deeper/);
  check(`${self}{{ quote $d }}`, /nested deeper/);
  check(`${self}{{ deepCopy $d }}`, /nested too deep/);
  check(`${self}{{ $e := dict }}{{ $_ := set $e "d" $e }}{{ merge $d $e }}`, /nested too deep/);
  check(`${self}{{ randAlpha 3 }}{{ join "," (list $d) }}`, /nested deeper/);
  check(`${wide}{{ toString $d }}`, /more than 200000 values/);
  check(`${wide}{{ deepCopy $d }}`, steps);
  check(`${wide}{{ $e := $d }}${wide}{{ $_ := merge $d $e }}{{ fail "merged" }}`, /steps|merged/);
});

test("what Go compares, we do", () => {
  const self = '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ $e := dict }}{{ $_ := set $e "d" $e }}';
  check(`${self}{{ if deepEqual $d $e }}{{ fail "same" }}{{ end }}`, /same/);
  check(`${wide}{{ $e := $d }}${wide}{{ if deepEqual $d $e }}{{ fail "same" }}{{ end }}`, /same/);
});

test("no pattern is slow", () => {
  check('{{ regexMatch "^(a+)+$" (repeat 20000 "a" | printf "%sb") }}{{ fail "done" }}', /done|steps/);
  check('{{ regexReplaceAll "(x+x+)+y" (repeat 5000 "x") "" | len }}{{ fail "done" }}', /done|steps/);
  check('{{ regexFind "((a{100}){100}){100}" "a" }}', /error parsing regexp/);
});
