// Walks every definition and field of every source package and finds it in the compiled schemas.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { coreCatalogue, operatorCatalogue, type CoreCatalogue } from "../../server/src/schema/catalogue.ts";
import { holds, type Field, type Schema } from "../../server/src/schema/schema.ts";
import type { Shape } from "../../server/src/schema/shape.ts";
import { schemaFiles } from "../../server/src/tools/schema/compile.ts";
import { cdk8sMinors, lastMinor, readCoreSources } from "../../server/src/tools/schema/core.ts";
import { readDeclarations } from "../../server/src/tools/schema/declarations.ts";
import type { Draft } from "../../server/src/tools/schema/draft.ts";
import { filesOf, nameOfFile } from "../../server/src/tools/schema/models.ts";
import { isServed } from "../../server/src/tools/schema/operator-kinds.ts";
import { operatorPackages, readOperators } from "../../server/src/tools/schema/operators.ts";

const sources = readCoreSources();
const { cdk8s, client, models } = sources.raw;
const core = coreCatalogue(readFileSync("schemas/kubernetes.json", "utf8"));
const operators = operatorCatalogue(() => readFileSync("schemas/operators.json", "utf8"), core);
/** Where a source is wrong; each pattern with the reason. */
const known: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:apiextensions\.v1\.WebhookConversion\.clientConfig|apiregistration\.v1\.APIServiceSpec\.service|discovery\.v1\.EndpointSlice\.ports|flowcontrol\.v1\.PolicyRulesWithSubjects\.subjects): type/,
    "of two definitions with the same last name, cdk8s-plus knows one",
  ],
  [/^apiextensions\.v1\.CustomResourceSubresources\.status: type/, "an object without fields, of which client-node says nothing"],
  [/^batch\.v1\.PodFailurePolicyRule\.onPodConditions: required/, "the first 1.28 had it wrong, a patch put it right"],
  [
    /^(?:CronWorkflow\.spec\.schedules|Configuration\.spec\.template\.spec\.(?:initC|c)ontainers|(?:Container|Integration)Source\.spec\.template|ClusterWorkflowTemplate\.spec\.templateDefaults\.(?:container|script\.name|plugin)): /,
    "as the CustomResourceDefinitions have it (operator-corrections.ts)",
  ],
  [/^admissionregistration\.v1\w*\.ValidatingAdmissionPolicy(?:Binding)?List\.items: required/, "lists are made of their kinds"],
];

test("the files are what the compiler makes of the packages", () => {
  for (const [file, text] of schemaFiles()) assert.ok(readFileSync(file, "utf8") === text, `${file} is stale: run npm run gen`);
});

for (const minor of cdk8sMinors)
  test(`1.${minor}: every definition and field of cdk8s-plus-${minor} is there`, () => {
    const { fields, faults } = compareDraft(cdk8s.get(minor)!, minor);
    assert.deepEqual(faults, []);
    assert.ok(fields > 1400, `only ${fields} fields were compared`);
  });

for (const minor of [34, lastMinor])
  test(`1.${minor}: every definition and field of client-node is there`, () => {
    const { fields, faults } = compareDraft(client.get(minor)!, minor);
    assert.deepEqual(faults, []);
    assert.ok(fields > 2500, `only ${fields} fields were compared`);
  });

test(`1.${lastMinor}: every definition and field of kubernetes-models is there`, () => {
  const { fields, faults } = compareDraft(only(models, client.get(lastMinor)!), lastMinor);
  assert.deepEqual(faults, []);
  assert.ok(fields > 2000, `only ${fields} fields were compared`);
});

test("nothing is there that no source has", () => {
  const all = [...cdk8s.values(), ...client.values()];
  const names = new Set(
    all.flatMap(({ definitions }) =>
      [...definitions].flatMap(([name, { fields }]) => [...fields.keys()].map((key) => `${name}.${key}`)),
    ),
  );
  const faults = all
    .flatMap(({ definitions }) => [...definitions.keys()])
    .flatMap((name) => [...(core.definitions.fieldsOf(name)?.keys() ?? [])].map((key) => `${name}.${key}`))
    .filter((name) => !names.has(name) && !/\.(?:apiVersion|kind|status)$/.test(name));
  assert.deepEqual(faults, []);
});

test("the kinds of each minor are those that its sources serve", () => {
  for (const { minor, draft } of sources.editions) {
    const theirs = draft.kinds.map(({ group, version, kind }) => `${group}/${version}/${kind}`);
    const ours = core.kinds
      .filter(({ minors }) => holds(minors, minor))
      .map(({ group, version, kind }) => `${group}/${version}/${kind}`);
    assert.deepEqual(
      ours.filter((kind) => !theirs.includes(kind)),
      [],
      `too many in 1.${minor}`,
    );
    assert.deepEqual(
      draft.kinds.filter(({ group, version, kind }) => !isFound(core, group, version, kind, minor)),
      [],
      `missing in 1.${minor}`,
    );
  }
});

test("every kind of Kubernetes says how it is asked for, but those that have no path", () => {
  const without = core.kinds.filter(({ plural, isNamespaced }) => plural === undefined || isNamespaced === undefined);
  assert.deepEqual(without.map(({ kind }) => kind).sort(), ["Eviction", "Scale", "Status", "TokenRequest"]);
});

test("every field's description is the newest that a source has", () => {
  const newest = new Map<string, string>();
  const inOrder = [
    ...cdkBefore(34),
    client.get(34)!,
    cdk8s.get(34)!,
    client.get(lastMinor)!,
    only(models, client.get(lastMinor)!),
  ];
  for (const { definitions } of inOrder)
    for (const [name, { fields }] of definitions)
      for (const [key, { doc }] of fields) if (doc !== "") newest.set(`${name} ${key}`, doc);
  const faults: string[] = [];
  for (const [place, doc] of newest) {
    const [name, key] = place.split(" ");
    const field = core.definitions.fieldsOf(name!)?.get(key!);
    if (field && plain(field.schema.doc) !== plain(doc)) faults.push(`${place}: ${field.schema.doc}, newest ${doc}`);
  }
  assert.deepEqual(faults, []);
  assert.ok(newest.size > 2800, `only ${newest.size} descriptions were compared`);
});

test("every kind and field of the operators' packages is there", () => {
  const draft = readOperators((name) => core.definitions.fieldsOf(name) !== undefined);
  let fields = 0;
  const faults: string[] = [];
  const seen = new Set<string>();
  const compare = (schema: Schema, name: string, at: string): void => {
    const definition = draft.definitions.get(name);
    if (!definition || seen.has(name)) return;
    seen.add(name);
    for (const [key, { shape, isRequired, doc }] of definition.fields) {
      fields++;
      const place = `${at}.${key}`;
      const field = schema.fields?.get(key);
      if (!field) faults.push(`${place} is missing`);
      else {
        if (doc !== "" && field.schema.doc !== doc) faults.push(`${place}: ${field.schema.doc}, there ${doc}`);
        faults.push(...compareField(place, field, shape, isRequired, lastMinor));
        const [inner, innerShape] = innermost(field.schema, shape);
        if (innerShape.ref !== undefined) compare(inner, innerShape.ref, place);
      }
    }
    for (const key of schema.fields?.keys() ?? []) if (!definition.fields.has(key)) faults.push(`${at}.${key} is too much`);
  };
  for (const { group, version, kind, definition } of draft.kinds) {
    const found = operators.find(group, version, kind);
    if (!isServed(group, kind.replace(/List$/, ""))) continue;
    if (!found) faults.push(`${group}/${version} ${kind} is missing`);
    else if (operators.kinds.includes(found)) compare(found.schema, definition, kind);
  }
  assert.deepEqual(unexplained(faults), []);
  assert.ok(fields > 9000 && operatorPackages.length === 12, `only ${fields} fields were compared`);
});

test("classes of the operators' packages, which say all members anew, have no others than the definitions", () => {
  const draft = readOperators((name) => core.definitions.fieldsOf(name) !== undefined);
  const faults: string[] = [];
  let members = 0;
  for (const file of operatorPackages.flatMap(filesOf)) {
    const fields = draft.definitions.get(nameOfFile(file))?.fields;
    const found = readDeclarations(readFileSync(`node_modules/${file}.d.ts`, "utf8")).find(({ isClass }) => isClass);
    if (!fields || found?.type.kind !== "object") continue;
    for (const { name } of found.type.members) {
      members++;
      if (!fields.has(name)) faults.push(`${file} ${name}`);
    }
  }
  assert.deepEqual(faults, []);
  assert.ok(members > 8000, `only ${members} members were compared`);
});

function unexplained(faults: readonly string[]): readonly string[] {
  return faults.filter((fault) => !known.some(([pattern]) => pattern.test(fault)));
}

function* cdkBefore(minor: number): Iterable<Draft> {
  for (const [own, draft] of cdk8s) if (own < minor) yield draft;
}

/** kubernetes-models keeps what is gone: `draft` as far as `present` has it too. */
function only(draft: Draft, present: Draft): Draft {
  const definitions = [...draft.definitions].filter(([name]) => present.definitions.has(name));
  return { definitions: new Map(definitions), kinds: draft.kinds };
}

function compareDraft({ definitions }: Draft, minor: number): { readonly fields: number; readonly faults: readonly string[] } {
  const faults: string[] = [];
  let fields = 0;
  for (const [name, definition] of definitions) {
    const ours = core.definitions.fieldsOf(name) ?? listFields(name);
    if (!ours) {
      faults.push(`${name} is missing`);
      continue;
    }
    for (const [key, { shape, isRequired }] of definition.fields) {
      fields++;
      const field = ours.get(key);
      const place = `${name}.${key}`;
      if (!field || !holds(field.minors, minor)) faults.push(`${place} is missing`);
      else faults.push(...compareField(place, field, shape, isRequired, minor));
    }
  }
  return { fields, faults: unexplained(faults) };
}

/** Lists are made of their kinds. */
function listFields(name: string): ReadonlyMap<string, Field> | undefined {
  const kind = sources.editions.flatMap(({ draft }) => draft.kinds).find(({ definition }) => `${definition}List` === name);
  return kind && core.find(kind.group, kind.version, `${kind.kind}List`)?.schema.fields;
}

function compareField(place: string, field: Field, shape: Shape, isRequired: boolean, minor: number): readonly string[] {
  const faults: string[] = [];
  const { schema } = field.earlier?.find(({ minors }) => holds(minors, minor)) ?? field;
  if (!agree(schema, shape)) faults.push(`${place}: type ${typeText(schema)}, there ${JSON.stringify(shape)}`);
  const required = field.required !== undefined && holds(field.required, minor);
  if (required !== isRequired) faults.push(`${place}: required ${required}, there ${isRequired}`);
  return faults;
}

/** Whether a source says the same type, as far as it can. */
function agree(schema: Schema, shape: Shape): boolean {
  if (shape.items) return schema.type === shape.type && schema.items !== undefined && agree(schema.items, shape.items);
  if (shape.ref !== undefined) {
    const theirs = core.definitions.fieldsOf(shape.ref);
    return schema.type === "object" && (theirs === undefined || schema.fields === theirs);
  }
  if (shape.format !== undefined && shape.format !== schema.format) return false;
  if (shape.enum && shape.enum.join() !== schema.enum?.join()) return false;
  if (shape.limits && JSON.stringify(shape.limits) !== JSON.stringify(schema.limits)) return false;
  // One source has no integers, one no quantities.
  if (shape.type === "integer") return schema.type === "integer" || schema.type === "number";
  if (shape.type === "string") return schema.type === "string" || schema.type === "quantity";
  return schema.type === shape.type;
}

function innermost(schema: Schema, shape: Shape): readonly [Schema, Shape] {
  return shape.items && schema.items ? innermost(schema.items, shape.items) : [schema, shape];
}

function typeText(schema: Schema): string {
  return schema.items ? `${schema.type}<${typeText(schema.items)}>` : schema.type;
}

function isFound(catalogue: CoreCatalogue, group: string, version: string, kind: string, minor: number): boolean {
  const found = catalogue.find(group, version, kind);
  return found !== undefined && holds(found.minors, minor);
}

/** One source runs paragraphs together. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
