// Reads a version of @kubernetes/client-node: definitions with integer formats and status, kinds with scope and plural; few descriptions.

import { readdirSync, readFileSync } from "node:fs";
import type { Shape } from "../../schema/shape.ts";
import { readDeclarations } from "./declarations.ts";
import { primitives, type Definition, type Draft, type DraftField, type DraftKind } from "./draft.ts";

/** How a kind is asked for. */
export interface Endpoint extends DraftKind {
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** Whether they can be listed. */
  readonly isListed: boolean;
}

export interface ClientDraft extends Draft {
  readonly endpoints: readonly Endpoint[];
}

interface Attribute {
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

interface Class {
  readonly doc: string;
  readonly attributes: readonly Attribute[];
  readonly required: ReadonlySet<string>;
  readonly docs: ReadonlyMap<string, string>;
}

/** Kinds that are sent to a path of another kind, or come back from any. */
const pathless: readonly (DraftKind & { readonly className: string })[] = [
  { group: "", version: "v1", kind: "Status", definition: "meta.v1.Status", className: "V1Status" },
  {
    group: "authentication.k8s.io",
    version: "v1",
    kind: "TokenRequest",
    definition: "authentication.v1.TokenRequest",
    className: "AuthenticationV1TokenRequest",
  },
  { group: "autoscaling", version: "v1", kind: "Scale", definition: "autoscaling.v1.Scale", className: "V1Scale" },
  { group: "policy", version: "v1", kind: "Eviction", definition: "policy.v1.Eviction", className: "V1Eviction" },
];

/** `known` are the names of definitions as other sources spell them, for classes do not say their group. */
export function readClientNode(folder: string, known: ReadonlySet<string>): ClientDraft {
  const models = `${folder}/dist/gen/models`;
  // Packages hold left-overs of older versions: what counts is what they export.
  const classes = new Set([...readFileSync(`${models}/all.js`, "utf8").matchAll(/\/(\w+)\.js'/g)].map((match) => match[1]!));
  const apis = new Set(
    [...readFileSync(`${folder}/dist/gen/index.js`, "utf8").matchAll(/ as (\w+V\d\w*Api)\b/g)].map((match) => match[1]!),
  );
  const found = readEndpoints(`${folder}/dist/gen/apis`, apis);
  const definitions = new Map<string, Definition>();
  const todo = found.map(({ endpoint, className }) => [endpoint.definition, className] as const);
  const lists = todo.map(([name, className]) => [`${name}List`, `${className}List`] as const);
  todo.push(
    ...lists.filter(([, className]) => classes.has(className)),
    ...pathless.map(({ definition, className }) => [definition, className] as const),
  );
  for (let next = todo.pop(); next; next = todo.pop()) {
    const [name, className] = next;
    if (definitions.has(name)) continue;
    const refs = new Map<string, string>();
    definitions.set(
      name,
      definitionOf(readClass(models, className), (type) => nameOf(type, name, known, refs)),
    );
    for (const [ref, refClass] of refs) if (!primitives[ref]) todo.push([ref, refClass]);
  }
  const endpoints = found.map(({ endpoint }) => endpoint).filter(({ definition }) => definitions.has(definition));
  return { definitions, kinds: [...endpoints, ...pathless], endpoints };
}

/** The part of a group's name that its definitions carry. */
export function groupWord(group: string): string {
  return group === "internal.apiserver.k8s.io" ? "apiserverinternal" : group.split(".")[0] || "core";
}

function readClass(folder: string, className: string): Class {
  const script = readFileSync(`${folder}/${className}.js`, "utf8");
  const attributes = /\.attributeTypeMap = (\[[\s\S]*?\n\s*\]);/.exec(script)?.[1] ?? "[]";
  const declaration = readDeclarations(readFileSync(`${folder}/${className}.d.ts`, "utf8")).find(
    ({ name }) => name === className,
  );
  if (declaration?.type.kind !== "object") throw new Error(`${className} is no class`);
  const { members } = declaration.type;
  return {
    doc: unescaped(declaration.doc),
    // The generator's own JSON.
    attributes: JSON.parse(attributes) as readonly Attribute[],
    required: new Set(members.filter(({ isOptional }) => !isOptional).map(({ name }) => name)),
    docs: new Map(members.map(({ name, doc }) => [name, unescaped(doc)])),
  };
}

/** The generator writes comments as if they were strings, and breaks what would end them. */
function unescaped(doc: string): string {
  return doc.replaceAll(/\\(.)/g, "$1").replaceAll("*_/", "*/").replaceAll("/_*", "/*");
}

function definitionOf(found: Class, refOf: (type: string) => string): Definition {
  const fields = found.attributes.map((attribute): readonly [string, DraftField] => {
    // Words of TypeScript get a leading underscore.
    const name = found.docs.has(attribute.baseName) ? attribute.baseName : memberName(attribute.baseName, found);
    return [
      attribute.baseName,
      {
        shape: shapeOf(attribute.type, attribute.format, refOf),
        isRequired: found.required.has(name),
        doc: found.docs.get(name) ?? "",
      },
    ];
  });
  return { doc: found.doc, fields: new Map(fields) };
}

function memberName(baseName: string, { docs }: Class): string {
  return [...docs.keys()].find((name) => letters(name) === letters(baseName)) ?? baseName;
}

function letters(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();
}

function shapeOf(type: string, format: string, refOf: (type: string) => string): Shape {
  const list = /^(?:Array|Set)<(.*)>$/.exec(type);
  if (list) return { type: "list", items: shapeOf(list[1]!, format, refOf) };
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map) return { type: "map", items: shapeOf(map[1]!, format, refOf) };
  switch (type) {
    case "string":
      return format ? { type, format } : { type };
    case "number":
      return format === "double" || format === "float"
        ? { type: "number", format }
        : format
          ? { type: "integer", format }
          : { type: "integer" };
    case "boolean":
    case "any":
      return { type };
    case "object":
      return { type: "any" };
    case "Date":
    case "V1MicroTime":
      return { type: "string", format: "date-time" };
    case "IntOrString":
      return { type: "int-or-string" };
    default: {
      const ref = refOf(type);
      return primitives[ref] ?? { type: "ref", ref };
    }
  }
}

/** The name of a class's definition, seen from the definition that holds it. */
function nameOf(className: string, holder: string, known: ReadonlySet<string>, refs: Map<string, string>): string {
  const match = /^([A-Z][a-z]+(?=V\d))?V(\d+(?:(?:alpha|beta)\d+)?)(.+)$/.exec(className);
  if (!match) throw new Error(`${className} has no version`);
  const [, prefix, version, word] = match;
  const end = `.v${version}.${word}`;
  const [group, holderVersion] = holder.split(".");
  // A type of another version than its holder's is one that all groups share.
  const own = `${(prefix ?? (holderVersion === `v${version}` ? group! : "meta")).toLowerCase()}${end}`;
  const candidates = prefix ? [own] : groupWords.map((group) => group + end).filter((name) => known.has(name));
  const name = candidates.length === 1 ? candidates[0]! : own;
  if (candidates.length > 1 && !candidates.includes(own)) throw new Error(`${className} may be ${candidates.join(" or ")}`);
  refs.set(name, className);
  return name;
}

const groupWords = [
  "admissionregistration",
  "apiextensions",
  "apiregistration",
  "apiserverinternal",
  "apps",
  "authentication",
  "authorization",
  "autoscaling",
  "batch",
  "certificates",
  "coordination",
  "core",
  "discovery",
  "events",
  "flowcontrol",
  "meta",
  "networking",
  "node",
  "policy",
  "rbac",
  "resource",
  "scheduling",
  "storage",
  "storagemigration",
];

/** What can be made or listed at a path of its own. */
function readEndpoints(
  folder: string,
  apis: ReadonlySet<string>,
): readonly { readonly endpoint: Endpoint; readonly className: string }[] {
  const found = new Map<string, { readonly endpoint: Endpoint; readonly className: string }>();
  const listed = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => apis.has(name.replace(/\.js$/, "")))) {
    const script = readFileSync(`${folder}/${file}`, "utf8");
    for (const [, verb, method, body] of script.matchAll(/^ {4}(?:async )?(create|list)(\w+)\([^)]*\) \{([\s\S]*?)^ {4}\}/gm)) {
      const path = /localVarPath = '\/apis?\/([^']+)'/.exec(body!)?.[1];
      if (!path || path.includes("{name}") || path.includes("{plural}") || method!.endsWith("ForAllNamespaces")) continue;
      const isNamespaced = path.includes("{namespace}");
      const kind = isNamespaced ? method!.replace(/^Namespaced/, "") : method!;
      const [plural, ...rest] = path.replace("namespaces/{namespace}/", "").split("/").reverse();
      const [version, group = ""] = rest;
      const key = `${group}/${version}/${kind}`;
      if (verb === "list") listed.add(key);
      if (found.has(key) && verb === "list") continue;
      const className = /serialize\(body, "(\w+)"/.exec(body!)?.[1] ?? `V${version!.slice(1)}${kind}`;
      const definition = `${groupWord(group)}.${version}.${kind}`;
      found.set(key, {
        endpoint: { group, version: version!, kind, definition, plural: plural!, isNamespaced, isListed: false },
        className,
      });
    }
  }
  return [...found].map(([key, { endpoint, className }]) => ({
    className,
    endpoint: { ...endpoint, isListed: listed.has(key) },
  }));
}
