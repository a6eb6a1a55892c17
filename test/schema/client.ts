// Compares schemas/kubernetes.json with other versions of @kubernetes/client-node, unpacked somewhere. Usage: run.mjs test/schema/client.ts 32=/tmp/client-node-1.1.2 33=…

import { readFileSync } from "node:fs";
import { readDefinition, type CompactFile } from "../../server/src/schema/compact.ts";
import { holds } from "../../server/src/schema/schema.ts";
import type { Shape } from "../../server/src/schema/shape.ts";
import { readClientNode } from "../../server/src/tools/schema/client-node.ts";

const file = JSON.parse(readFileSync("schemas/kubernetes.json", "utf8")) as CompactFile;
const known = new Set(Object.keys(file.definitions));

for (const argument of process.argv.slice(2)) {
  const [minor, folder] = argument.split("=");
  compare(Number(minor), folder!);
}

function compare(minor: number, folder: string): void {
  const { definitions } = readClientNode(folder, known);
  const differences: string[] = [];
  let fields = 0;
  for (const [name, { fields: theirs }] of definitions) {
    const text = file.definitions[name];
    if (text === undefined) {
      if (!name.endsWith("List")) differences.push(`${name} is missing`);
      continue;
    }
    const ours = new Map(
      readDefinition(text, file)
        .fields.filter(({ minors }) => holds(minors, minor))
        .map((field) => [field.name, field]),
    );
    for (const [key, { shape, isRequired }] of theirs) {
      fields++;
      const field = ours.get(key);
      if (!field) differences.push(`${name}.${key} is missing`);
      else {
        const own = field.earlier?.find(({ minors }) => holds(minors, minor))?.shape ?? field.shape;
        if (typeText(own) !== typeText(shape))
          differences.push(`${name}.${key}: type ${typeText(own)}, there ${typeText(shape)}`);
        const required = field.required !== undefined && holds(field.required, minor);
        if (required !== isRequired) differences.push(`${name}.${key}: required ${required}, there ${isRequired}`);
      }
      ours.delete(key);
    }
    for (const key of ours.keys()) differences.push(`${name}.${key} is too much`);
  }
  console.log(`1.${minor}: ${definitions.size} definitions with ${fields} fields compared, ${differences.length} differences`);
  for (const text of differences.sort()) console.log(text);
}

/** The client has no name for a quantity. */
function typeText(shape: Shape): string {
  if (shape.items) return `${shape.type}<${typeText(shape.items)}>`;
  const type = shape.type === "quantity" ? "string" : shape.type;
  return shape.ref ?? [type, ...(shape.format ? [shape.format] : [])].join(":");
}
