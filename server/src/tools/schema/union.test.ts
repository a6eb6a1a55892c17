// Minors that agree, differ, and are not there.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlainField, Shape } from "../../schema/shape.ts";
import type { DraftField } from "./draft.ts";
import { unite } from "./union.ts";

const minors = [28, 29, 30, 31, 32, 33, 34, 36];
const string: Shape = { type: "string" };

/** One field as each minor has it: undefined where it has none. */
function check(fieldAt: (minor: number) => Partial<DraftField> | undefined, expected: Partial<PlainField> | undefined): void {
  const editions = minors.map((minor) => {
    const field = fieldAt(minor);
    const fields = new Map(field ? [["f", { shape: string, isRequired: false, doc: "", ...field }]] : []);
    return { minor, draft: { definitions: new Map([["a.v1.A", { doc: "", fields }]]), kinds: [] } };
  });
  const field = unite(editions).definitions[0]?.fields[0];
  assert.deepEqual(field, expected && { name: "f", doc: "", shape: string, ...expected });
}

test("since and until", () => {
  check(() => ({}), {});
  check(() => undefined, undefined);
  check((minor) => (minor >= 30 ? {} : undefined), { minors: { from: 30 } });
  check((minor) => (minor <= 32 ? {} : undefined), { minors: { to: 32 } });
  check((minor) => (minor === 31 ? {} : undefined), { minors: { from: 31, to: 31 } });
  assert.throws(() => check((minor) => (minor === 31 ? undefined : {}), {}), /a gap/);
});

test("beside the unseen minor the lenient side counts", () => {
  check((minor) => (minor === 36 ? {} : undefined), { minors: { from: 35 } });
  check((minor) => (minor < 36 ? {} : undefined), { minors: { to: 35 } });
  check((minor) => ({ isRequired: minor === 36 }), { required: { from: 36 } });
  check((minor) => ({ isRequired: minor < 36 }), { required: { to: 34 } });
});

test("required", () => {
  check(() => ({ isRequired: true }), { required: {} });
  check((minor) => ({ isRequired: minor <= 32 }), { required: { to: 32 } });
  check((minor) => (minor >= 31 ? { isRequired: true } : undefined), { minors: { from: 31 }, required: {} });
});

test("the newest description and what several minors say of a type add up", () => {
  check((minor) => ({ doc: minor === 36 ? "" : `of ${minor}` }), { doc: "of 34" });
  check((minor) => ({ shape: minor === 34 ? { type: "quantity" } : string }), { shape: { type: "quantity" } });
  const int32: Shape = { type: "integer", format: "int32" };
  check((minor) => ({ shape: minor >= 34 ? int32 : { type: "integer" } }), { shape: int32 });
});

test("types that changed", () => {
  const [a, b, c]: readonly Shape[] = ["a", "b", "c"].map((ref) => ({ type: "ref", ref }));
  check((minor) => ({ shape: minor <= 29 ? a! : minor <= 31 ? b! : c! }), {
    shape: c!,
    earlier: [
      { shape: b!, minors: { from: 30, to: 31 } },
      { shape: a!, minors: { to: 29 } },
    ],
  });
});
