// How large the schemas are, and how long they take to be there.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { coreCatalogue, operatorCatalogue } from "../../server/src/schema/catalogue.ts";
import { resourcesOf } from "../../server/src/kube/resource.ts";
import { validate } from "../../server/src/schema/validate.ts";
import { parseDocument } from "../../server/src/yaml/parse.ts";
import { makeManifests } from "./manifests.ts";
import type { Schema } from "../../server/src/schema/schema.ts";

export function measureSchema(): void {
  console.log("\n== schemas");
  const [core, operators] = ["kubernetes", "operators"].map((name) => readFileSync(`schemas/${name}.json`, "utf8"));
  for (const [name, text, limit] of [
    ["kubernetes", core!, 170],
    ["operators", operators!, 400],
  ] as const)
    console.log(
      `schemas/${name}.json: ${kilobytes(text.length)}, gzip -9 ${kilobytes(gzipSync(text, { level: 9 }).length)} (at most ${limit} kB)`,
    );
  // The first is the one that a user waits for.
  console.log(`core, parsed and ready: ${times(() => coreCatalogue(core!)).join(", ")} ms (at most 20)`);
  const ready = coreCatalogue(core!);
  const pod = () => coreCatalogue(core!).find("apps", "v1", "Deployment");
  console.log(`the same, and a Deployment to its container's ports: ${times(() => step(pod()?.schema)).join(", ")} ms`);
  const certificate = () => operatorCatalogue(() => operators, ready).find("cert-manager.io", "v1", "Certificate");
  console.log(`operators, parsed and one found: ${times(certificate).join(", ")} ms`);
  measureValidation(core!);
  console.log(`every schema of core made: ${times(() => visit(coreCatalogue(core!))).join(", ")} ms`);
}

/** Of documents that have been parsed and read as resources: what validation adds, from cold and again. */
function measureValidation(core: string): void {
  const resources = makeManifests(3000).flatMap((text) => resourcesOf(parseDocument(text)));
  const catalogue = coreCatalogue(core);
  const judge = () => {
    for (const { group, version, kind, node } of resources) {
      const known = catalogue.find(group, version, kind);
      if (known) validate(node, known, [36]);
    }
  };
  const [cold, ...warm] = times(judge).map(Number);
  const each = (total: number) => (total / resources.length).toFixed(3);
  console.log(
    `${resources.length} documents validated: ${each(cold!)} ms a document from cold, then ${warm.map(each).join(", ")} ms (at most 0.1)`,
  );
}

function step(schema: Schema | undefined): Schema | undefined {
  return ["spec", "template", "spec", "containers", "ports"].reduce<Schema | undefined>(
    (at, key) => (at?.items ?? at)?.fields?.get(key)?.schema,
    schema,
  );
}

function visit(catalogue: ReturnType<typeof coreCatalogue>): number {
  const seen = new Set<unknown>();
  const todo = catalogue.kinds.map(({ schema }): Schema => schema);
  for (let schema = todo.pop(); schema; schema = todo.pop()) {
    if (schema.items) todo.push(schema.items);
    if (!schema.fields || seen.has(schema.fields)) continue;
    seen.add(schema.fields);
    for (const field of schema.fields.values()) todo.push(field.schema);
  }
  return seen.size;
}

/** Five runs, in ms. */
function times(action: () => unknown): readonly string[] {
  return [1, 2, 3, 4, 5].map(() => {
    const start = performance.now();
    action();
    return (performance.now() - start).toFixed(1);
  });
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
