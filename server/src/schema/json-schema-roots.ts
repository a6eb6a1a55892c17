// The documents that a schema is made of: which schemas lie in them, under which ids and anchors, in which dialects.

import { draftOf, hasVocabulary, idOf, latestDraft, subschemas, vocabularyPrefix } from "./json-schema-draft.ts";
import type { Dialect, Draft } from "./json-schema-draft.ts";
import { SchemaError } from "./json-schema-fault.ts";
import { isPointer, joinUrl, locationText, lookUp, splitReference, splitUrl } from "./json-schema-pointer.ts";
import type { Location, Reference, UrlProblem } from "./json-schema-pointer.ts";
import { isObject } from "./json-schema-value.ts";
import type { JsonObject, JsonValue } from "./json-schema-value.ts";

/** A schema with an id of its own (or a document's root), which others are named relative to. */
export interface Resource {
  readonly pointer: string;
  readonly id: string;
  readonly dialect: Dialect;
  /** Pointers by anchor. */
  readonly anchors: Map<string, string>;
  readonly dynamicAnchors: Set<string>;
}

export interface Root {
  readonly url: string;
  readonly document: JsonValue;
  /** By pointer. */
  readonly resources: ReadonlyMap<string, Resource>;
}

export interface RootOptions {
  /** The document at a URL, or why there is none. Is asked once for each. */
  readonly load: (url: string) => JsonValue | { readonly problem: string };
  readonly urlProblem: UrlProblem;
  /** Whether a schema is one by the rules of its dialect: throws a SchemaError. */
  readonly check: (root: Root, schema: JsonValue, pointer: string) => void;
}

/** Stands for a document that is not at hand: whatever is referred to in it lets everything pass. */
export const unknownDocument: JsonObject = new Map();

interface OpenRoot extends Root {
  readonly resources: Map<string, Resource>;
  readonly byId: Map<string, Resource>;
  readonly collected: Set<string>;
}

export class Roots {
  readonly #roots = new Map<string, OpenRoot>();
  readonly #documents = new Map<string, JsonValue>();
  readonly #options: RootOptions;

  constructor(options: RootOptions) {
    this.#options = options;
  }

  get(url: string): Root {
    return this.#open(url);
  }

  /** What a reference from a resource leads to; documents are loaded for it. */
  resolve(from: Root, resource: Resource, text: string): Location {
    const reference = this.join(resource.id, text, from.url);
    const inside = reference.url === from.url ? from.resources.get("") : this.#open(from.url).byId.get(reference.url);
    if (inside) return fragmentIn(from, inside, reference.fragment);
    const other = this.#open(reference.url);
    return fragmentIn(other, other.resources.get("")!, reference.fragment);
  }

  join(base: string, text: string, schema: string): Reference {
    const joined = joinUrl(base, text, this.#options.urlProblem);
    if ("fragment" in joined) return joined;
    throw new SchemaError({ is: "url", schema, ...joined });
  }

  /** The schema at a place that no keyword led to is looked through and checked when somebody refers to it. */
  ensure({ url, pointer }: Location): void {
    const root = this.#open(url);
    if (root.collected.has(pointer)) return;
    const schema = valueAt(root, pointer);
    const base = resourceAt(root, pointer);
    this.#collect(root, schema, base.id, pointer, base.dialect, 0);
    this.#options.check(root, schema, pointer);
  }

  #open(url: string): OpenRoot {
    const known = this.#roots.get(url);
    if (known) return known;
    const document = this.#load(url);
    const root: OpenRoot = { url, document, resources: new Map(), byId: new Map(), collected: new Set() };
    this.#collect(root, document, url, "", { draft: latestDraft, vocabularies: undefined }, 0);
    if (!/^https?:\/\/json-schema\.org\//.test(url)) this.#options.check(root, document, "");
    this.#roots.set(url, root);
    return root;
  }

  #load(url: string): JsonValue {
    const known = this.#documents.get(url);
    if (known !== undefined) return known;
    const loaded = this.#options.load(url);
    if (loaded !== null && typeof loaded === "object" && "problem" in loaded)
      throw new SchemaError({ is: "load", schema: url, url, reason: loaded.problem });
    this.#documents.set(url, loaded);
    return loaded;
  }

  #collect(root: OpenRoot, schema: JsonValue, base: string, pointer: string, fallback: Dialect, depth: number): void {
    if (root.collected.has(pointer)) return;
    root.collected.add(pointer);
    const schemaAt = locationText({ url: root.url, pointer });
    if (depth > DEEPEST) throw new SchemaError({ is: "limit", limit: "depth", schema: schemaAt });
    if (!isObject(schema)) {
      if (pointer === "") add(root, newResource(pointer, base, fallback));
      return;
    }
    const { draft, id, isNamed } = this.#identify(root, schema, pointer, fallback);
    let url = base;
    if (id !== "") {
      const joined = joinUrl(base, id, this.#options.urlProblem);
      if (!("fragment" in joined)) throw new SchemaError({ is: "id", schema: schemaAt });
      url = joined.url;
    }
    if (id !== "" || pointer === "") {
      const twin = root.byId.get(url);
      if (twin && twin.pointer !== pointer)
        throw new SchemaError({ is: "same-id", schema: schemaAt, name: url, url: root.url, pointers: [pointer, twin.pointer] });
      const dialect = isNamed ? { draft, vocabularies: this.#vocabulariesOf(schema, draft) } : fallback;
      if (!twin) add(root, newResource(pointer, url, dialect));
    }
    const resource = root.byId.get(url)!;
    collectAnchors(root, schema, pointer, resource);
    for (const [at, inner] of subschemas(draft, schema, pointer))
      this.#collect(root, inner, url, at, resource.dialect, depth + 1);
  }

  /** A `$schema` counts only beside an id. */
  #identify(
    root: Root,
    schema: JsonObject,
    pointer: string,
    fallback: Dialect,
  ): { readonly draft: Draft; readonly id: string; readonly isNamed: boolean } {
    const draft = this.#draftOf({ url: root.url, pointer }, schema, fallback.draft, new Set());
    const id = idOf(draft, schema);
    if (id !== "" || pointer === "") return { draft, id, isNamed: typeof schema.get("$schema") === "string" };
    return { draft: fallback.draft, id: idOf(fallback.draft, schema), isNamed: false };
  }

  #draftOf(at: Location, schema: JsonValue, fallback: Draft, seen: Set<string>): Draft {
    const name = isObject(schema) ? schema.get("$schema") : undefined;
    if (typeof name !== "string") return fallback;
    const draft = draftOf(name);
    if (draft) return draft;
    const [url] = splitUrl(name);
    const reason = this.#options.urlProblem(url);
    if (reason !== undefined) throw new SchemaError({ is: "draft", schema: locationText(at), url, reason });
    if (at.pointer === "" && url === at.url) throw new SchemaError({ is: "draft", schema: locationText(at), url });
    if (seen.has(url)) throw new SchemaError({ is: "draft-cycle", schema: locationText(at), url });
    return this.#draftOf({ url, pointer: "" }, this.#load(url), fallback, seen.add(url));
  }

  /** Those that the meta-schema requires. */
  #vocabulariesOf(schema: JsonObject, draft: Draft): readonly string[] | undefined {
    const name = String(schema.get("$schema"));
    if (draftOf(name) || draft.version < 2019) return undefined;
    const [url] = splitUrl(name);
    const document = this.#load(url);
    const listed = isObject(document) ? document.get("$vocabulary") : undefined;
    if (!isObject(listed)) return undefined;
    const required = [...listed].filter(([, isRequired]) => isRequired === true).map(([vocabulary]) => vocabulary);
    const prefix = vocabularyPrefix(draft);
    const names = required.map((vocabulary) => {
      const known = vocabulary.startsWith(prefix) ? vocabulary.slice(prefix.length) : "";
      if (draft.vocabularies.includes(known)) return known;
      throw new SchemaError({ is: "vocabulary", schema: url, url, vocabulary });
    });
    return names.includes("core") ? names : [...names, "core"];
  }
}

/** Schemas lie in schemas at most so deep. */
const DEEPEST = 1000;

/** The resource that a place belongs to. */
export function resourceAt(root: Root, pointer: string): Resource {
  // Most documents are one resource.
  for (let at = root.resources.size === 1 ? "" : pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = root.resources.get(at);
    // The root itself is always one.
    if (found || at === "") return found ?? root.resources.get("")!;
  }
}

/** The value at a pointer that a reference leads to. */
export function valueAt(root: Root, pointer: string): JsonValue {
  const schema = locationText({ url: root.url, pointer });
  const value = lookUp(root.document, pointer);
  if (!isPointer(pointer)) throw new SchemaError({ is: "pointer-syntax", schema });
  if (value === undefined) throw new SchemaError({ is: "pointer", schema });
  return value;
}

/** Whether `format` decides in a dialect. */
export function assertsFormat(dialect: Dialect): boolean {
  const { version } = dialect.draft;
  return version < 2019 || hasVocabulary(dialect, version === 2019 ? "format" : "format-assertion");
}

function add(root: OpenRoot, resource: Resource): void {
  root.resources.set(resource.pointer, resource);
  root.byId.set(resource.id, resource);
}

function newResource(pointer: string, id: string, dialect: Dialect): Resource {
  return { pointer, id, dialect, anchors: new Map(), dynamicAnchors: new Set() };
}

function fragmentIn(root: Root, resource: Resource, fragment: string): Location {
  if (root.document === unknownDocument) return { url: root.url, pointer: "" };
  if (fragment === "" || fragment.startsWith("/")) return { url: root.url, pointer: resource.pointer + fragment };
  const pointer = resource.anchors.get(fragment);
  if (pointer !== undefined) return { url: root.url, pointer };
  const reference = locationText({ url: resource.id, pointer: fragment });
  throw new SchemaError({
    is: "anchor",
    schema: locationText({ url: root.url, pointer: resource.pointer }),
    url: root.url,
    reference,
  });
}

function collectAnchors(root: Root, schema: JsonObject, pointer: string, resource: Resource): void {
  const { version, idKeyword } = resource.dialect.draft;
  const text = (keyword: string) => {
    const value = schema.get(keyword);
    return typeof value === "string" ? value : undefined;
  };
  const anchors: (string | undefined)[] = [];
  if (version < 2019) {
    if (schema.has("$ref")) return;
    const reference = splitReference(text(idKeyword) ?? "");
    if (!("fragment" in reference))
      throw new SchemaError({ is: "anchor-syntax", schema: locationText({ url: root.url, pointer }) });
    const { fragment } = reference;
    if (fragment !== "" && !fragment.startsWith("/")) anchors.push(fragment);
  } else anchors.push(text("$anchor"));
  const dynamic = version >= 2020 ? text("$dynamicAnchor") : undefined;
  if (dynamic !== undefined) {
    anchors.push(dynamic);
    resource.dynamicAnchors.add(dynamic);
  }
  for (const anchor of anchors) {
    if (anchor === undefined) continue;
    const other = resource.anchors.get(anchor) ?? pointer;
    const schemaAt = locationText({ url: root.url, pointer });
    if (other !== pointer)
      throw new SchemaError({ is: "same-anchor", schema: schemaAt, name: anchor, url: root.url, pointers: [other, pointer] });
    resource.anchors.set(anchor, pointer);
  }
}
