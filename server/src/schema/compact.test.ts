// What is written down is what is read again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readDefinition, readKind, writeCompact } from "./compact.ts";
import type { PlainDefinition, PlainField, PlainKind, Shape } from "./shape.ts";

const kind: PlainKind = { group: "apps", version: "v1", kind: "Deployment", definition: "apps.v1.Deployment", isListed: true };

function checkField(shape: Shape, more: Partial<PlainField> = {}): void {
  checkDefinition({ name: "a.v1.A", doc: "A.", fields: [{ name: "one", doc: "One.", shape, ...more }] });
}

function checkDefinition(...definitions: readonly PlainDefinition[]): void {
  // Through JSON, as the file goes.
  const file = JSON.parse(JSON.stringify(writeCompact("", { kinds: [], definitions }))) as ReturnType<typeof writeCompact>;
  const doc = (number: number | undefined) => (number === undefined ? "" : file.docs[number]);
  const read = Object.entries(file.definitions).map(([name, text]) => {
    const definition = readDefinition(text, file);
    return { name, doc: doc(definition.doc), fields: definition.fields.map((field) => ({ ...field, doc: doc(field.doc) })) };
  });
  assert.deepEqual(read, definitions);
}

test("types", () => {
  for (const type of ["string", "integer", "number", "boolean", "int-or-string", "quantity", "any", "object"] as const)
    checkField({ type });
  checkField({ type: "integer", format: "int32" });
  checkField({ type: "string", format: "date-time" });
  checkField({ type: "ref", ref: "core.v1.PodSpec" });
  checkField({ type: "ref", ref: "argo-cd/argoproj.io/v1alpha1/AppProject.spec" });
  checkField({ type: "object", keepsUnknown: true });
  checkField({ type: "list", items: { type: "list", items: { type: "string" } } });
  checkField({ type: "map", items: { type: "quantity" } });
  checkField({ type: "map", items: { type: "map", items: { type: "list", items: { type: "ref", ref: "a.v1.A" } } } });
});

test("what holds of a type", () => {
  checkField({ type: "list", items: { type: "ref", ref: "a.v1.A" }, listKeys: ["port", "protocol"] });
  checkField({ type: "list", items: { type: "string" }, isSet: true });
  checkField({ type: "string", enum: ["", "a b", "; x", "|-", "*"] });
  checkField({ type: "list", items: { type: "string", enum: ["a"] }, limits: { minItems: 1, maxItems: 3 } });
  checkField({ type: "map", items: { type: "string", limits: { pattern: "^[a-z; |=~]+$", maxLength: 63 } } });
});

test("ranges", () => {
  for (const range of [{ from: 30 }, { to: 33 }, { from: 30, to: 33 }]) {
    checkField({ type: "string" }, { minors: range });
    checkField({ type: "string" }, { required: range });
    checkField({ type: "string" }, { minors: range, required: range });
  }
  checkField({ type: "string" }, { required: {} });
  checkField({ type: "string" }, { required: {}, minors: { from: 31 }, doc: "" });
});

test("earlier types", () => {
  const earlier = [
    { shape: { type: "ref", ref: "core.v1.Old" }, minors: { from: 30, to: 31 } },
    { shape: { type: "list", items: { type: "string" } }, minors: { to: 29 } },
  ] as const;
  checkField({ type: "string" }, { earlier });
  checkField({ type: "string" }, { earlier, doc: "", required: { from: 32 }, minors: { to: 35 } });
});

test("names as they come", () => {
  for (const name of ["$ref", "x-kubernetes-int-or-string", "ca.crt", "_", "Port"])
    checkDefinition({ name: "a.v1.A", doc: "", fields: [{ name, doc: "", shape: { type: "string" } }] });
});

function field(name: string, doc: string): PlainField {
  return { name, doc, shape: { type: "string" } };
}

test("descriptions are told by their place, also where they repeat or lack", () => {
  checkDefinition(
    { name: "a.v1.A", doc: "A.", fields: [field("a", "1"), field("b", "A."), field("c", "2"), field("d", ""), field("e", "3")] },
    { name: "a.v1.B", doc: "", fields: [field("a", "4"), field("b", "2"), field("c", "3"), field("d", "5")] },
    { name: "a.v1.C", doc: "2", fields: [] },
    { name: "a.v1.D", doc: "", fields: [field("a", ""), field("b", 'Two\n\nparagraphs; with | and # and "quotes"')] },
  );
});

test("each description and enumeration is written once", () => {
  const fields: readonly PlainField[] = ["a", "b"].map((name) => ({
    name,
    doc: "Same.",
    shape: { type: "string", enum: ["x"] },
  }));
  const file = writeCompact("", { kinds: [], definitions: [{ name: "a.v1.A", doc: "Same.", fields }] });
  assert.deepEqual([file.docs, file.enums], [["Same."], [["x"]]]);
});

test("kinds", () => {
  const cases: readonly PlainKind[] = [
    kind,
    { ...kind, plural: "deployments", isNamespaced: true },
    { ...kind, group: "", isNamespaced: false, isListed: false, minors: { from: 30, to: 35 } },
    { ...kind, minors: { from: 35 } },
  ];
  const { kinds } = writeCompact("", { kinds: cases, definitions: [] });
  assert.deepEqual(kinds.map(readKind), cases);
  assert.equal(kinds[1], "apps/v1 Deployment apps.v1.Deployment deployments namespaced listed");
});
