// What the parts of a validation have together: the way that led to them, their budget, their faults.

import { SchemaError } from "./json-schema-fault.ts";
import type { Fault, FaultKind } from "./json-schema-fault.ts";
import type { SchemaNode } from "./json-schema-node.ts";
import type { ValuePath } from "./json-schema-path.ts";
import { pointerTo } from "./json-schema-pointer.ts";

/** The schemas that led to this one, innermost first. */
export interface Scope {
  readonly node: SchemaNode;
  /** The keyword of the reference that led here; "": the schema lies inside the one before. */
  readonly keyword: string;
  /** How deep the value lies: scopes that follow each other with the same number judge the same value. */
  readonly value: number;
  readonly parent: Scope | undefined;
}

/** What all parts of a validation have together. */
export class Budget {
  #steps = 0;
  #depth = 0;

  enter(node: SchemaNode): void {
    if (++this.#steps > MOST_STEPS) throw new SchemaError({ is: "limit", limit: "steps", schema: node.location });
    if (++this.#depth > DEEPEST) throw new SchemaError({ is: "limit", limit: "depth", schema: node.location });
  }

  leave(): void {
    this.#depth--;
  }
}

/** Schemas that refer to the next one twice take 2^n steps; nothing real takes a hundredth of this. */
const MOST_STEPS = 1_000_000;
/** Schemas inside schemas on the way to a value. */
const DEEPEST = 1000;

export class PlacedFault implements Fault {
  readonly #live: ValuePath | undefined;

  constructor(
    readonly is: FaultKind,
    readonly path: readonly string[],
    readonly schema: string,
    readonly causes: readonly Fault[],
    live?: ValuePath,
  ) {
    this.#live = live;
  }

  get printedPath(): readonly string[] {
    return this.#live?.steps() ?? this.path;
  }
}

/** Where only "valid or not" is asked. */
export const someFault: Fault = { is: { keyword: "false" }, path: [], printedPath: [], schema: "", causes: [] };

/** The way through the schemas in keywords, references included. */
export function keywordsTo(scope: Scope): string {
  let text = "";
  for (let at = scope; at.parent; at = at.parent)
    text = (at.keyword === "" ? at.node.location.slice(at.parent.node.location.length) : pointerTo([at.keyword])) + text;
  return text;
}
