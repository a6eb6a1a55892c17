// The shape of a parsed YAML document: nodes with spans, comments and problems.

import type { Span } from "../base/span.ts";

/**
 * A node's span covers its content: a scalar with its quotes (a block scalar from its `|` or `>` to the end of its last
 * content line, without that line's break), a flow collection with its brackets, a block collection from its first key or
 * dash to the end of its last content. Anchor and tag lie before `start`.
 */
export type YamlNode = YamlMap | YamlSeq | YamlScalar | YamlAlias;

interface NodeBase extends Span {
  /** The pair whose key or value this is, the sequence whose item it is, or undefined for the document's root. */
  readonly parent: YamlPair | YamlSeq | undefined;
  /** `&name`: its span includes the `&`. */
  readonly anchor: YamlProperty | undefined;
  /** `!tag`, as written; its span includes the `!`. */
  readonly tag: YamlProperty | undefined;
}

export interface YamlProperty extends Span {
  /** An anchor's name without `&`; a tag as it stands in the text. */
  readonly text: string;
}

export interface YamlMap extends NodeBase {
  readonly kind: "map";
  /** `{ … }` rather than indented lines. */
  readonly flow: boolean;
  /** In the order of the text, duplicates included. */
  readonly pairs: readonly YamlPair[];
}

export interface YamlSeq extends NodeBase {
  readonly kind: "seq";
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

/** What is not written (`key:` with nothing behind, a lone `-`) is a plain scalar of length 0 that stands right behind the indicator. */
export interface YamlScalar extends NodeBase {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  /** The text after unquoting, unescaping and folding; its type is `scalarType`'s business (scalar.ts). */
  readonly value: string;
}

export interface YamlAlias extends NodeBase {
  readonly kind: "alias";
  /** Without `*`; the span includes it. */
  readonly name: string;
  /** The node with that anchor nearest above; undefined where there is none. */
  readonly target: YamlNode | undefined;
}

export interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode;
  readonly parent: YamlMap;
  /** Where the `:` stands, or -1 where it is not typed yet. */
  readonly colon: number;
}

export interface YamlComment extends Span {
  /** The span starts at `#` and ends before the line break. True where nothing but spaces stands before it in its line. */
  readonly ownLine: boolean;
}

/** An input that could not be used as it is. The message is one sentence without a full stop. */
export interface YamlProblem extends Span {
  readonly code: "syntax" | "duplicate-key" | "unknown-alias" | "too-deep" | "too-large";
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** One document of a file: everything between two `---` lines, the opening `---` (and its directives) included. Immutable. */
export interface YamlDocument {
  readonly text: string;
  /** Undefined where there is no content (only comments, or nothing). */
  readonly root: YamlNode | undefined;
  readonly comments: readonly YamlComment[];
  /** In the order of the text. The tree is as complete as could be made of the rest. */
  readonly problems: readonly YamlProblem[];
}
