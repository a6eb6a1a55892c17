// What can be wrong with an object by its schema, as data.

import { keyText, pathTo } from "../yaml/access.ts";
import type { YamlNode, YamlPair } from "../yaml/tree.ts";
import type { Schema } from "./schema.ts";

/**
 * `field`: an unknown one. `missing`: a required one is absent. `type`, `enum`, `format`, `range`: of a value. `duplicate`: two
 * items of a list that must differ. `name`, `label`: Kubernetes' rules for names, and for keys and values of labels and
 * annotations. `limit`: what a custom resource's own schema demands beyond types.
 */
export type ProblemCode = "field" | "missing" | "type" | "enum" | "format" | "range" | "duplicate" | "name" | "label" | "limit";

export interface SchemaProblem {
  readonly code: ProblemCode;
  /** What is wrong: the key of an unknown field, a value, the second of two equal items; the object that lacks something. */
  readonly node: YamlNode;
  /** A sentence with a capital and without a full stop; fields are in backticks. */
  readonly message: string;
  /** Keys and indices from the document's root to what is wrong or missing. */
  readonly path: readonly (string | number)[];
  /** The minors of Kubernetes that see it so. */
  readonly minors: readonly number[];
  /** Of a missing field: its path below `node`. */
  readonly absent?: readonly string[];
  /** Of a value: what it should have been. */
  readonly expected?: Schema;
  /** The name or value that was probably meant. It can take the other's place: no field of that name stands beside it. */
  readonly near?: string;
  /** Of an unknown field. */
  readonly pair?: YamlPair;
}

/** What tells one problem from the next, without the place. */
export type Fault = Pick<SchemaProblem, "code" | "message"> & Partial<SchemaProblem>;

export function problemAt(node: YamlNode, minors: readonly number[], fault: Fault): SchemaProblem {
  return { node, minors, path: [...pathTo(node), ...(fault.absent ?? [])], ...fault };
}

/** How messages call a value: by its key, an item of a list by the list's. */
export function nameOf(node: YamlNode): string {
  const { parent } = node;
  if (!parent) return "The object";
  if ("colon" in parent) return `\`${keyText(parent) ?? "?"}\``;
  return parent.parent && "colon" in parent.parent ? `Each item of ${nameOf(parent)}` : "Each item of the list";
}

/** Names in backticks, the last behind `word`; a long list is cut. */
export function listed(names: readonly string[], word: string): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  if (names.length > MOST_NAMES) return `${shown.join(", ")}, …`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} ${word} ${shown.at(-1)}`;
}

const MOST_NAMES = 8;
