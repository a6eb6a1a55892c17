// The JSON schema of the policy file, for editors and tools that know nothing of ours.

import { level, policyShape } from "./policy-shape.ts";
import type { RuleIndex } from "./rule-index.ts";
import type { Field, MapShape, Shape, WordShape } from "./shape.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema draft-07, which editors know best. It lets through a little more than `loadPolicy` does. */
export function policySchema(index: RuleIndex): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "https://raw.githubusercontent.com/kube-clinic/kube-clinic/main/schemas/policy.schema.json",
    title: "kube-clinic policy",
    description: "The policy file of kube-clinic: `kube-clinic.yaml` or `.kube-clinic.yaml`",
    ...schemaOf(policyShape(index)),
    definitions: { rule: { enum: [...index.keys()] }, level: word(level) },
  };
}

/** Scalars that stand everywhere are defined once. */
const references = { rule: { $ref: "#/definitions/rule" }, level: { $ref: "#/definitions/level" } };

function schemaOf(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case "map":
      return mapSchema(shape);
    case "dictionary":
      return { type: ["object", "null"], additionalProperties: schemaOf(shape.value) };
    case "list":
      return { type: ["array", "null"], items: schemaOf(shape.item) };
    case "either":
      return { anyOf: [schemaOf(shape.scalar), schemaOf(shape.map)] };
    case "word":
      return shape.forFalse === undefined ? word(shape) : references.level;
    case "text":
      return shape.pattern === undefined ? { type: ["string", "number", "boolean"] } : { type: "string", pattern: shape.pattern };
    case "integer":
      return { type: "integer", ...(shape.minimum !== undefined && { minimum: shape.minimum }) };
    case "boolean":
      return { type: "boolean" };
  }
}

function mapSchema({ fields, required, noun }: MapShape): JsonSchema {
  const [first] = fields.values();
  // The rules of an override are all alike: their names are enough.
  if (noun === "rule" && first && [...fields.values()].every(({ shape }) => shape === first.shape))
    return { type: ["object", "null"], propertyNames: references.rule, additionalProperties: schemaOf(first.shape) };
  return {
    type: required ? "object" : ["object", "null"],
    properties: Object.fromEntries([...fields].map(([name, field]) => [name, property(field)])),
    additionalProperties: false,
    ...(required && { required }),
  };
}

function property({ doc, shape, preset }: Field): JsonSchema {
  const schema = schemaOf(shape);
  const facts = { description: doc, ...(preset !== undefined && { default: preset }) };
  // Draft-07 ignores what stands beside a `$ref`.
  return "$ref" in schema ? { ...facts, allOf: [schema] } : { ...facts, ...schema };
}

function word({ words, quoted, forFalse, pattern }: WordShape): JsonSchema {
  const names = [...words.keys()];
  const all = [...names, ...(quoted ? names.map(Number) : []), ...(forFalse === undefined ? [] : [false])];
  return pattern === undefined ? { enum: all } : { anyOf: [{ enum: all }, { type: "string", pattern }] };
}
