// What one source leaves out, another adds.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Shape } from "../../schema/shape.ts";
import { complete, richer, withParagraphs } from "./complete.ts";
import type { Draft } from "./draft.ts";

/** Definitions as `name → field → type`; kinds are the names that begin with `core.`. */
function draft(definitions: Readonly<Record<string, Readonly<Record<string, Shape>>>>): Draft {
  const made = Object.entries(definitions).map(([name, fields]) => {
    const own = Object.entries(fields).map(([key, shape]) => [key, { shape, isRequired: false, doc: "" }] as const);
    return [name, { doc: "", fields: new Map(own) }] as const;
  });
  const kinds = Object.keys(definitions)
    .filter((name) => name.startsWith("core."))
    .map((name) => ({ group: "", version: "v1", kind: name.split(".")[2]!, definition: name }));
  return { definitions: new Map(made), kinds };
}

const string: Shape = { type: "string" };
const [own, other]: readonly Shape[] = ["x.v1.Ref", "y.v1.Ref"].map((ref) => ({ type: "ref", ref }));
const identity = { apiVersion: string, kind: string };
const full = draft({
  "core.v1.Pod": { ...identity, spec: string, status: own! },
  "y.v1.Holder": { ref: other! },
  "y.v1.Ref": {},
  "x.v1.Ref": {},
});
const partial = draft({ "core.v1.Pod": { spec: string }, "y.v1.Holder": { ref: own! }, "x.v1.Ref": {} });

test("fields and definitions that the source never has", () => {
  const { definitions } = complete(draft({ "core.v1.Pod": { spec: string, old: string } }), partial, full);
  assert.deepEqual([...definitions.get("core.v1.Pod")!.fields.keys()].sort(), ["apiVersion", "kind", "old", "spec", "status"]);
  assert.ok(definitions.has("y.v1.Ref"));
  // It has this one, and at that minor it had not.
  assert.ok(!definitions.has("x.v1.Ref"));
});

test("a definition that it takes for another of the same name", () => {
  const { definitions } = complete(draft({ "core.v1.Pod": {}, "y.v1.Holder": { ref: own! } }), partial, full);
  assert.deepEqual(definitions.get("y.v1.Holder")!.fields.get("ref")!.shape, other);
});

test("kinds that are gone say what they are", () => {
  const { definitions } = complete(draft({ "core.v1.Pod": {}, "core.v1.PodSchedulingContext": { spec: string } }), partial, full);
  const gone = definitions.get("core.v1.PodSchedulingContext")!.fields;
  assert.deepEqual([...gone.keys()], ["spec", "apiVersion", "kind", "status"]);
  assert.deepEqual(gone.get("status")!.shape, { type: "object", keepsUnknown: true });
});

function check(a: Shape, b: Shape, expected: Shape): void {
  assert.deepEqual(richer(a, b), expected);
}

test("of two types the richer", () => {
  const quantity: Shape = { type: "quantity" };
  const int32: Shape = { type: "integer", format: "int32" };
  check(string, quantity, quantity);
  check({ type: "map", items: string }, { type: "map", items: quantity }, { type: "map", items: quantity });
  check(int32, { type: "integer" }, int32);
  check({ type: "integer" }, int32, int32);
  check({ type: "number", format: "double" }, { type: "integer" }, { type: "number", format: "double" });
  check(string, { type: "string", enum: ["a"] }, { type: "string", enum: ["a"] });
  check(own!, other!, own!);
  check(string, { type: "boolean" }, string);
});

function withDoc(doc: string): Draft {
  return { definitions: new Map([["a.v1.A", { doc, fields: new Map() }]]), kinds: [] };
}

function checkDoc(doc: string, also: string, expected: string): void {
  assert.equal(withParagraphs(withDoc(doc), [withDoc(also)]).definitions.get("a.v1.A")!.doc, expected);
}

test("paragraphs that one source runs together", () => {
  checkDoc("One.  Two.", "One.\n\nTwo.", "One.\n\nTwo.");
  checkDoc("One.  Two.", "One.\n\nTwo.\n\n\nPossible enum values:\n - `A`", "One.\n\nTwo.");
  checkDoc("One.  Two.", "One.\n\nThree.", "One.  Two.");
});
