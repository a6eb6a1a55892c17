// Reads a cdk8s-plus package: the definitions and kinds of one minor with all descriptions; no status, no apiVersion and kind, no formats.

import { readFileSync } from "node:fs";
import type { Shape } from "../../schema/shape.ts";
import { readDeclarations, type DeclaredType, type Member } from "./declarations.ts";
import { primitives, shortName, type Definition, type Draft, type DraftField, type DraftKind } from "./draft.ts";

/** Numbers are `integer` without a format: what they really are, other sources know. */
export function readCdk8s(minor: number): Draft {
  const folder = `node_modules/cdk8s-plus-${minor}/lib/imports`;
  const declarations = readDeclarations(readFileSync(`${folder}/k8s.d.ts`, "utf8"));
  const names = new Map(declarations.map(({ name, tags }) => [name, shortName(tags["schema"] ?? "")]));
  const definitions = new Map<string, Definition>();
  for (const { doc, tags, isClass, type } of declarations) {
    const short = shortName(tags["schema"] ?? "");
    // Classes stand for kinds; what those hold is in interfaces.
    if (short === "" || isClass || type.kind !== "object" || primitives[short]) continue;
    const fields = type.members.map((member) => [jsonName(member), fieldOf(member, names)] as const);
    definitions.set(short, { doc, fields: new Map(fields) });
  }
  return { definitions, kinds: readKinds(readFileSync(`${folder}/k8s.js`, "utf8")) };
}

/** Identifiers are camel case; the tag has the name that is written. */
function jsonName({ name, tags }: Member): string {
  return tags["schema"]?.split("#")[1] ?? name;
}

function fieldOf({ type, isOptional, doc }: Member, names: ReadonlyMap<string, string>): DraftField {
  return { shape: shapeOf(type, names), isRequired: !isOptional, doc };
}

function shapeOf(type: DeclaredType, names: ReadonlyMap<string, string>): Shape {
  if (type.kind === "list") return { type: "list", items: shapeOf(type.items, names) };
  if (type.kind === "map") return { type: "map", items: shapeOf(type.values, names) };
  // Written out as `string | number` where a class would have only one use.
  if (type.kind === "union") return { type: "int-or-string" };
  if (type.kind !== "name") throw new Error(`cdk8s: a type of kind ${type.kind}`);
  if (type.name === "string" || type.name === "boolean" || type.name === "any") return { type: type.name };
  if (type.name === "number") return { type: "integer" };
  if (type.name === "Date") return { type: "string", format: "date-time" };
  const ref = names.get(type.name);
  // Its only enumeration says which kind DeleteOptions is.
  if (!ref) return { type: "string" };
  return primitives[ref] ?? { type: "ref", ref };
}

function readKinds(script: string): readonly DraftKind[] {
  const found = script.matchAll(
    /Returns the apiVersion and kind for "([^"]+)"\s*\*\/\s*(?:static |\w+\.)GVK = \{\s*apiVersion: '([^']+)',\s*kind: '([^']+)'/g,
  );
  return [...found].map(([, name, apiVersion, kind]) => {
    const [version, group = ""] = apiVersion!.split("/").reverse();
    return { group, version: version!, kind: kind!, definition: shortName(name!) };
  });
}
