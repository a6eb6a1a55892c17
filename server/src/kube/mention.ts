// One place in a document where a name is written.

import type { Span } from "../base/span.ts";
import { hasHole } from "./unresolved.ts";
import type { Name } from "./name.ts";
import type { YamlNode, YamlScalar } from "../yaml/tree.ts";

/** The span is that of the name itself, without quotes; it can be a part of the scalar. */
export interface Mention extends Span {
  readonly node: YamlScalar;
  readonly name: Name;
  /** `patches`: declares over again what is declared elsewhere. */
  readonly role: "declares" | "patches" | "refers";
  /** What the name is the name of, where it is declared: the object, or the item of a list. */
  readonly around: Span;
  /** The span lies between quotes, or in a longer text: another name needs no quotes of its own there. */
  readonly inside: boolean;
}

export interface Mentions {
  /** In the order of the text. */
  readonly list: readonly Mention[];
  readonly byKey: ReadonlyMap<string, readonly Mention[]>;
}

/** Collects what one text mentions. Names that are not written out (`${…}`) are left out. */
export class Mentioning {
  readonly #text: string;
  readonly #found = new Map<YamlScalar, Mention>();

  constructor(text: string) {
    this.#text = text;
  }

  declare(node: YamlNode | undefined, name: (text: string) => Name, around?: Span): void {
    this.#add(node, "declares", name, around);
  }

  refer(node: YamlNode | undefined, name: (text: string) => Name): void {
    this.#add(node, "refers", name, undefined);
  }

  /** A node that several aliases stand for mentions what the first of them does. */
  #add(node: YamlNode | undefined, role: Mention["role"], name: (text: string) => Name, around: Span | undefined): void {
    if (node?.kind !== "scalar" || node.value === "" || hasHole(node.value) || this.#found.has(node)) return;
    this.#found.set(node, { ...contentSpan(this.#text, node), node, role, name: name(node.value), around: around ?? node });
  }

  get mentions(): readonly Mention[] {
    return [...this.#found.values()].toSorted((a, b) => a.start - b.start);
  }
}

/** Between the quotes, where nothing is escaped there. */
export function contentSpan(text: string, node: YamlScalar): Span & Pick<Mention, "inside"> {
  const quoted = node.style === "single" || node.style === "double";
  const inner = { start: node.start + 1, end: node.end - 1, inside: true };
  const isWritten = quoted && text.slice(inner.start, inner.end) === node.value;
  return isWritten ? inner : { start: node.start, end: node.end, inside: false };
}
