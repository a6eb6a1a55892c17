// The JSON schema of the policy file: complete, and whole in itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { policySchema } from "./policy-schema.ts";
import { sampleIndex } from "./sample-index.ts";

const schema = policySchema(sampleIndex);

/** The value at a path of keys divided by `/`. */
function at(path: string): unknown {
  return path.split("/").reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], schema);
}

test("every rule has its own property, its options and their defaults", () => {
  assert.deepEqual(Object.keys(at("properties/rules/properties") as object), [...sampleIndex.keys()]);
  const options = "properties/rules/properties/cpu-limit-missing/anyOf/1/properties/options/properties";
  assert.deepEqual(at(`${options}/minimum`), {
    description: "How many containers make it matter. Default: `1`.",
    default: 1,
    type: "integer",
    minimum: 1,
  });
  assert.equal(at(`${options}/sidecars/default`), false);
  assert.match(String(at("properties/rules/properties/privileged-container/description")), /Container runs privileged/);
});

test("what comes later is not in it, and nothing unknown is let through", () => {
  assert.deepEqual(Object.keys(at("properties") as object), [
    "extends",
    "kubernetes",
    "images",
    "rules",
    "profiles",
    "overrides",
  ]);
  assert.equal(at("additionalProperties"), false);
  assert.deepEqual(Object.keys(at("properties/images/properties") as object), ["trusted"]);
});

test("levels and minors are read by YAML 1.1, too", () => {
  assert.deepEqual(at("definitions/level/enum"), ["off", "info", "warning", "error", false]);
  const minors = at("properties/kubernetes/items/enum") as unknown[];
  assert.ok(minors.includes("1.30") && minors.includes(1.3) && minors.includes(1.34));
});

test("every reference leads somewhere", () => {
  const text = JSON.stringify(schema);
  for (const [, path = ""] of text.matchAll(/"\$ref":"#\/([^"]*)"/g)) assert.ok(at(path), path);
  assert.ok(at("properties/overrides/items/properties/rules/propertyNames"));
});
