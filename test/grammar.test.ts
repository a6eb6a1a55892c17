// Tests that the grammar of templates holds together: what it includes is there, and its scopes are ours.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

interface Rule {
  readonly include?: string;
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly patterns?: readonly Rule[];
}

interface Manifest {
  readonly contributes: {
    readonly grammars: readonly { readonly language: string; readonly scopeName: string; readonly path: string }[];
    readonly languages: readonly {
      readonly id: string;
      readonly filenamePatterns: readonly string[];
      readonly configuration: string;
    }[];
  };
}

const grammar = JSON.parse(readFileSync("syntaxes/helm.tmLanguage.json", "utf8")) as Rule & {
  readonly scopeName: string;
  readonly injections: Readonly<Record<string, Rule>>;
  readonly repository: Readonly<Record<string, Rule>>;
};
const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

/** Everything in the grammar that is a rule. */
function rules(value: unknown): readonly Rule[] {
  if (typeof value !== "object" || value === null) return [];
  // What has been read is JSON, and every object in it can be looked at as a rule.
  return [value as Rule, ...Object.values(value).flatMap(rules)];
}

test("what is included is there", () => {
  const included = rules(grammar).flatMap(({ include }) => include ?? []);
  const known = new Set(["source.yaml", ...Object.keys(grammar.repository).map((name) => `#${name}`)]);
  assert.deepEqual(
    included.filter((name) => !known.has(name)),
    [],
  );
  const used = new Set(included);
  assert.deepEqual(
    [...known].filter((name) => !used.has(name)),
    [],
  );
});

test("scopes say whose they are, and everything that begins ends", () => {
  for (const { name, begin, end } of rules(grammar)) {
    if (typeof name === "string" && name !== "Helm") assert.match(name, /\.helm$/);
    assert.equal(typeof begin, typeof end);
  }
});

test("actions are coloured in everything that YAML is made of, but not in actions", () => {
  assert.deepEqual(Object.keys(grammar.injections), [`L:${grammar.scopeName} -meta.embedded.helm -comment.block.helm`]);
  assert.equal(grammar.repository["action"]?.name, "meta.embedded.helm");
  assert.equal(grammar.repository["comment"]?.name, "comment.block.helm");
});

test("the manifest names the grammar and the language, and takes no file for a template that need not be one", () => {
  const [{ language, scopeName, path } = assert.fail()] = contributes.grammars;
  assert.deepEqual([language, scopeName], ["helm", grammar.scopeName]);
  const [{ id, filenamePatterns, configuration } = assert.fail()] = contributes.languages;
  assert.equal(id, "helm");
  for (const file of [path, configuration]) assert.ok(existsSync(file), file);
  for (const pattern of filenamePatterns) assert.match(pattern, /\/templates\/.*(_\*\.tpl|NOTES\.txt)$/);
});
