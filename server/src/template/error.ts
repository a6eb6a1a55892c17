// What ends a render: errors that know where they are, in Go's words and as data.

import type { TemplateSpan } from "../base/origin.ts";
import type { Traced } from "./value.ts";

/** What went wrong, for telling it in other words than Go's. */
export interface Fault {
  /** The value at fault: the argument of the wrong type, the collection that can't be ranged over. */
  readonly value?: Traced;
  /** The text of what gave that value: `.Values.db` where `.Values.db.host` was wanted. */
  readonly expression?: string;
  /** The field that was wanted of it. */
  readonly field?: string;
  /** The function that was called. */
  readonly call?: string;
  /** The template that was wanted. */
  readonly template?: string;
}

export interface Failure {
  /**
   * "parse": a text is no template; "execute": an action failed; "limit": the render took too many steps, too much output or too
   * deep a nesting.
   */
  readonly kind: "parse" | "execute" | "limit";
  /** Without location: `nil pointer evaluating interface {}.host`, `error calling fail: no host`. */
  readonly reason: string;
  readonly span: TemplateSpan;
  /** The text that the span is in, if it is not a template's but one that a template had parsed. */
  readonly text?: string;
  /** The calls that lead to it, outermost first. */
  readonly includes: readonly TemplateSpan[];
  readonly fault: Fault;
}

/** `message` is Go's whole text: `template: NAME:LINE:COLUMN: executing "NAME" at <.x>: reason`. */
export class TemplateError extends Error {
  readonly failure: Failure;

  constructor(message: string, failure: Failure, cause?: Error) {
    super(message, { cause });
    this.failure = failure;
  }
}

/** Thrown in a function that a template calls: it returns an error, which the engine locates. */
export class FunctionFailure extends Error {}
