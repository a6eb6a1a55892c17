// Reads a schema's keywords, draft by draft, and follows its references.

import { memo } from "../base/memo.ts";
import { hasVocabulary, vocabularyUrl } from "./json-schema-draft.ts";
import type { Dialect, Draft } from "./json-schema-draft.ts";
import { SchemaError } from "./json-schema-fault.ts";
import { readKeywords } from "./json-schema-keywords.ts";
import { metaSchema } from "./json-schema-meta.ts";
import type { FormatCheck, SchemaNode } from "./json-schema-node.ts";
import { newNode } from "./json-schema-node.ts";
import { locationText, pointerTo } from "./json-schema-pointer.ts";
import type { Location, UrlProblem } from "./json-schema-pointer.ts";
import { assertsFormat, resourceAt, Roots, valueAt } from "./json-schema-roots.ts";
import type { Root, RootOptions } from "./json-schema-roots.ts";
import { validateMeta } from "./json-schema-validate.ts";
import { isObject } from "./json-schema-value.ts";
import type { JsonValue } from "./json-schema-value.ts";

export interface CompileOptions {
  /** Documents that are not JSON Schema's own; see RootOptions. */
  readonly load: RootOptions["load"];
  readonly urlProblem: UrlProblem;
  /** By name; what is not in it is no format. `regex` is the compiler's own. */
  readonly formats: ReadonlyMap<string, FormatCheck>;
}

/** Throws a SchemaError. */
export function compile(url: string, options: CompileOptions): SchemaNode {
  const metas = metaNodes(options.formats);
  const check = (root: Root, schema: JsonValue, pointer: string) => {
    const { dialect } = resourceAt(root, pointer);
    const nodeOf = (at: string) => {
      const resource = root.resources.get(at);
      return resource && metas(resource.dialect);
    };
    const fault = validateMeta(metas(dialect), schema, nodeOf);
    if (fault) throw new SchemaError({ is: "invalid", schema: locationText({ url: root.url, pointer }), fault });
  };
  return new Compiler(options, check, false).node({ url, pointer: "" });
}

/** The schemas of a dialect, each compiled when it is first asked for. */
const metaNodes = memo((formats: CompileOptions["formats"]): ((dialect: Dialect) => SchemaNode) => {
  const known = new Map<string, SchemaNode>();
  // They are in order, and refer to nothing but each other.
  const compiler = new Compiler({ load: refuse, urlProblem: () => undefined, formats }, () => {}, true);
  const compiled = (url: string) => {
    const node = known.get(url) ?? compiler.node({ url, pointer: "" });
    known.set(url, node);
    return node;
  };
  return ({ draft, vocabularies }) => {
    if (!vocabularies) return compiled(draft.url);
    return together(
      draft,
      vocabularies.map((name) => compiled(vocabularyUrl(draft, name))),
    );
  };
});

function refuse(): { readonly problem: string } {
  return { problem: "it is no part of JSON Schema" };
}

/** Where a meta-schema names its vocabularies, a schema is checked by those alone. */
function together(draft: Draft, allOf: readonly SchemaNode[]): SchemaNode {
  const node = newNode("urn:mem:metaschema", draft.version);
  node.allOf = allOf;
  if (draft.version >= 2020) {
    node.dynamicAnchor = "meta";
    node.dynamicAnchors.set("meta", node);
  }
  return node;
}

class Compiler {
  readonly #nodes = new Map<string, SchemaNode>();
  readonly #queue: { readonly at: Location; readonly node: SchemaNode }[] = [];
  readonly #roots: Roots;

  constructor(
    readonly options: CompileOptions,
    check: RootOptions["check"],
    /** JSON Schema's own schemas assert formats in every draft. */
    readonly assertsAllFormats: boolean,
  ) {
    this.#roots = new Roots({
      load: (url) => metaSchema(url) ?? options.load(url),
      urlProblem: options.urlProblem,
      check,
    });
  }

  /** With all that it refers to. */
  node(at: Location): SchemaNode {
    const node = this.#enqueue(at);
    for (let i = 0; i < this.#queue.length; i++) {
      const next = this.#queue[i]!;
      this.#fill(next.node, next.at);
    }
    this.#queue.length = 0;
    return node;
  }

  #enqueue(at: Location): SchemaNode {
    const location = locationText(at);
    const known = this.#nodes.get(location);
    if (known) return known;
    const root = this.#roots.get(at.url);
    const { version } = resourceAt(root, at.pointer).dialect.draft;
    const node = newNode(location, version);
    this.#nodes.set(location, node);
    this.#queue.push({ at, node });
    return node;
  }

  #fill(node: SchemaNode, at: Location): void {
    this.#roots.ensure(at);
    const root = this.#roots.get(at.url);
    const resource = resourceAt(root, at.pointer);
    node.resource = this.#enqueue({ url: at.url, pointer: resource.pointer });
    if (node.version >= 2020 && resource.pointer === at.pointer)
      for (const anchor of resource.dynamicAnchors)
        node.dynamicAnchors.set(anchor, this.#enqueue({ url: at.url, pointer: resource.anchors.get(anchor)! }));
    const schema = valueAt(root, at.pointer);
    if (typeof schema === "boolean") node.always = schema;
    if (!isObject(schema)) return;
    if (schema.size === 0) node.always = true;
    else
      readKeywords(node, schema, {
        location: node.location,
        has: (vocabulary) => hasVocabulary(resource.dialect, vocabulary),
        asserts: this.assertsAllFormats || assertsFormat(resource.dialect),
        formats: this.options.formats,
        below: (...steps) => this.#enqueue({ url: at.url, pointer: at.pointer + pointerTo(steps) }),
        refer: (text) => this.#enqueue(this.#roots.resolve(root, resource, text)),
        fragmentOf: (text) => this.#roots.join(resource.id, text, node.location).fragment,
      });
  }
}
