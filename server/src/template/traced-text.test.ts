// Strings cut, joined and mapped: their stretches stay what they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Origin } from "../base/origin.ts";
import { quoted, sprintf } from "./printf.ts";
import { chosenBy, deepTrace, joined, mapped, replaced, respelled, segmentsOf, sliced } from "./traced-text.ts";
import { Dict, Int, List, literal } from "./value.ts";
import type { Traced } from "./value.ts";

const origin = (key: string): Origin => ({ file: "values.yaml", path: [key] });
const [x, y] = [origin("x"), origin("y")];
const from = (value: string, ...origins: Origin[]): Traced<string> => ({ value, trace: { origins } });

/** `a{x:b}`: text of no origin, then "b" from x. */
function shown(text: Traced<string>): string {
  let at = 0;
  return segmentsOf(text)
    .map(({ length, origins, isUnknown }) => {
      const part = text.value.slice(at, (at += length));
      const names = origins.map(({ path }) => path.join(".")).join("+") + (isUnknown ? "?" : "");
      return names ? `{${names}:${part}}` : part;
    })
    .join("");
}

function check(text: Traced<string>, expected: string): void {
  assert.equal(shown(text), expected);
}

const whole = joined([literal("a-"), from("bc", x), from("de", x), from("f", y)]);

test("pieces keep their origins, neighbours of the same become one", () => {
  check(whole, "a-{x:bcde}{y:f}");
  check(joined([whole, literal("!"), literal("?")]), "a-{x:bcde}{y:f}!?");
  check(joined([]), "");
  assert.equal(joined([literal(""), whole]), whole);
});

test("slices cut the stretches", () => {
  check(sliced(whole, 1, 4), "-{x:bc}");
  check(sliced(whole, 5), "{x:e}{y:f}");
  check(sliced(whole, 3, 3), "");
  assert.equal(sliced(whole, 0), whole);
});

test("marks stay where they are", () => {
  const hole: Traced<string> = { value: "", trace: { origins: [], isUnknown: true } };
  const holed = joined([literal("ab"), hole, literal("cd")]);
  check(holed, "ab{?:}cd");
  check(sliced(holed, 2), "{?:}cd");
  check(sliced(holed, 3), "d");
  assert.equal(sliced(holed, 3).trace.isUnknown, true);
});

test("maps go stretch by stretch where they can", () => {
  check(
    mapped(whole, (part) => part.replace("d", "<d>")),
    "a-{x:bc<d>e}{y:f}",
  );
  check(respelled(whole, "A-BCDEF"), "A-{x:BCDE}{y:F}");
  check(respelled(whole, "ABCDEF"), "{x+y:ABCDEF}");
  check(replaced(whole, "shorter"), "{x+y:shorter}");
  check(quoted(joined([literal('"'), from("\n", x)])), '"\\"{x:\\n}"');
});

test("a choice is of who chose, too", () => {
  check(chosenBy(literal("d"), [from("", x)]) as Traced<string>, "{x:d}");
  check(chosenBy(whole, [from("", y)]) as Traced<string>, "{y:a-}{x+y:bcde}{y:f}");
  assert.equal(chosenBy(whole, [literal("")]), whole);
});

test("containers are of all that they hold", () => {
  const inner = new Dict(new Map([["k", from("v", x)]]));
  const list = new List([literal(inner), from("w", y), literal(new Int(1n))]);
  assert.deepEqual(deepTrace({ value: list, trace: { origins: [] } }).origins, [x, y]);
  inner.entries.set("self", literal(inner));
  assert.deepEqual(deepTrace(literal(inner)).origins, [x]);
});

function format(text: string, ...args: Traced[]): Traced<string> {
  return sprintf(literal(text), args);
}

test("printf gives each argument its stretch", () => {
  check(format("%s-%d!", from("r", x), { value: new Int(5n), trace: { origins: [y] } }), "{x:r}-{y:5}!");
  check(format("%5s|%-4s|", from("r", x), from("s", y)), "    {x:r}|{y:s}   |");
  check(format("%q", from("r", x)), '"{x:r}"');
  check(format("%.1s", whole), "{x+y:a}");
  check(format("%d", from("r", x)), "{x:%!d(string=r)}");
  check(format("x", from("r", x)), "x%!(EXTRA string={x:r})");
  check(sprintf(joined([from("%s", x), literal("/%s")]), [from("r", y), literal("z")]), "{y:r}/z");
});
