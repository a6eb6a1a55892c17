// What a function is to the template engine, and what the engine gives it while it runs.

import type { TemplateSpan } from "../base/origin.ts";
import type { Dict, List, Traced } from "./value.ts";

/**
 * Go's type of a parameter, spelled as `%T` says it. The engine checks arguments against it with Go's texts ("wrong type for
 * value; expected string; got int") and reads constants as it wants them (`1` for a float64 is 1.0). A function whose Go form
 * takes `interface {}` and converts by itself (`quote`, `int`, `default` …) says "interface {}".
 * "reflect.Value" is for Go's own builtins: they also see the zero Value (undefined), which "interface {}" turns into null.
 */
export type ParamType =
  | "interface {}"
  | "reflect.Value"
  | "string"
  | "bool"
  | "int"
  | "int64"
  | "int32"
  | "uint"
  | "float64"
  | "[]interface {}"
  | "[]string"
  | "[]uint8"
  | "map[string]interface {}"
  | "map[string]string"
  | `*${string}`
  | `${string}.${string}`;

/** A function as templates call it. */
export interface TemplateFunction {
  /** Called with as many arguments as `arity` allows, each of its parameter's type. Never changes what it is given, but for Dicts and Lists that Go would change. */
  readonly call: (args: readonly Traced[], context: CallContext) => Traced;
  /** How many arguments: at least, at most (Infinity: variadic). */
  readonly arity: readonly [least: number, most: number];
  /** The parameters' types; the last one holds for all that follow. Absent: all are "interface {}". */
  readonly params?: readonly ParamType[];
  /** Containers among its arguments go into its result or on to another template unread (`dict`, `list`, `include`): what reads them later is recorded then. */
  readonly keeps?: true;
}

export type FunctionTable = ReadonlyMap<string, TemplateFunction>;

/** What the engine gives a function while it runs. */
export interface CallContext {
  /** The name it was called by. */
  readonly name: string;
  /** The call, in the template that makes it. */
  readonly span: TemplateSpan;
  /** The calls that lead to that template, outermost first. */
  readonly includes: readonly TemplateSpan[];
  /** The set of templates that the calling one sees. */
  readonly templates: TemplateSet;
  /** Ends the call as Go does when a function returns an error: "… at <quote .x>: error calling quote: message". */
  readonly fail: (message: string, cause?: Error) => never;
  /**
   * Executes a template with its own variables and gives its text, every stretch traced. The error of a failing template is
   * thrown in strict mode (a TemplateError: its `message` is Go's whole text); in tolerant mode it is collected, and the text has a hole.
   * `templates`: the set to look names up in, by default the one being executed; one from `parse` gives the text that was parsed,
   * by its name. An unknown name fails as in Go.
   */
  readonly render: (name: string, data: Traced, templates?: TemplateSet) => Traced<string>;
  /** A copy of the set with `text` parsed into it under `name` (and what it defines); throws a TemplateError with Go's text. Remembered per set and text. */
  readonly parse: (name: string, text: Traced<string>, templates?: TemplateSet) => TemplateSet;
  /** A key's entry, noted as read, also if it is not there: for functions that look at a container's parts only (and so are `keeps`). */
  readonly lookUp: (container: Traced, key: string) => Traced | undefined;
  /** To be called before a container among the arguments, or in one of them, is changed in place. */
  readonly changes: (container: Dict | List) => void;
  /** Counts work against the render's limit; past it the render ends with a located error. One step is about one node, one value or one hundred characters. */
  readonly spend: (steps: number) => void;
}

/** Templates that see each other's names. */
export interface TemplateSet {
  readonly has: (name: string) => boolean;
}
