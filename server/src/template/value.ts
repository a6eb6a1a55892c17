// Go's values as a template sees them, each with the trace of where it came from.

import type { Origin, TemplateSpan } from "../base/origin.ts";

/**
 * A value and its trace. Containers hold traced values, so a trace survives being put into a dict, a list or a struct.
 * Immutable but for `Dict` and `List` contents (Go's maps are mutable: `set`, `unset`, `mergeOverwrite` change them in place).
 */
export interface Traced<V extends Value = Value> {
  readonly value: V;
  readonly trace: Trace;
}

/**
 * What a value is made of: the places it was read from, nearest first, and for a string that was put together, which stretch
 * came from where. An empty trace is a literal of the template or a result that no value had a part in.
 */
export interface Trace {
  readonly origins: readonly Origin[];
  /** Of a string: they cover it from start to end. Absent: the whole string is of `origins`. */
  readonly segments?: readonly Segment[];
  /** It passed through a hole (a failed action, a dependency that is not there): what it says is not to be judged. */
  readonly isUnknown?: boolean;
  /** It is made anew at each install (`randAlphaNum`, `genCA`, `now` …): the text is a placeholder of the right shape. */
  readonly isGenerated?: boolean;
}

/** A stretch of a string: how many UTF-16 code units, which values it came from, which template text wrote it (undefined: whoever prints it). */
export interface Segment {
  readonly length: number;
  readonly origins: readonly Origin[];
  readonly span: TemplateSpan | undefined;
  /** The templates that were being executed when it was written, outermost first: a chain of includes. */
  readonly includes?: readonly TemplateSpan[];
}

/**
 * null is Go's nil interface, undefined the zero reflect.Value (a missing map key under missingkey=zero prints `<no value>`).
 * A JavaScript number is float64, a string a Go string (bytes that are not UTF-8 can't occur), `Int` every integer kind.
 */
export type Value = null | undefined | boolean | number | string | Int | List | Dict | Struct | Method;

/** An integer with its Go kind; `int` has 64 bits. */
export class Int {
  constructor(
    readonly value: bigint,
    readonly kind: "int" | "int64" | "int32" | "uint8" | "uint" | "uint64" = "int",
  ) {}
}

/** What Go declared under a name and gave methods: `common.Values`, `engine.files`, `common.VersionSet`. */
export interface NamedType {
  /** As `%T` prints it. */
  readonly name: string;
  /** Found before keys of the same name. */
  readonly methods: ReadonlyMap<string, Method>;
}

/** A slice or array. `type` is Go's type of the elements as `%T` says it: `interface {}` for `[]interface {}`, `string` … */
export class List {
  constructor(
    readonly items: Traced[],
    readonly type = "interface {}",
    readonly named?: NamedType,
  ) {}
}

/** A map with string keys. Ranges and prints go by sorted keys. */
export class Dict {
  constructor(
    readonly entries: Map<string, Traced>,
    /** Go's type of the map's values. */
    readonly type = "interface {}",
    readonly named?: NamedType,
  ) {}
}

/** Go's `[]byte`, such as what `.Files` holds. `items` are made when somebody asks for them; who wants a string takes `bytes`. */
export class Bytes extends List {
  constructor(readonly bytes: Uint8Array) {
    super([], "uint8");
    let items: Traced[] | undefined;
    // A file is nearly always taken as a whole: an object for each of its bytes would be made for nothing.
    Object.defineProperty(this, "items", { get: () => (items ??= Array.from(bytes, (byte) => literal(new Int(BigInt(byte), "uint8")))) });
  }
}

/** A Go struct or pointer to one, such as `.Capabilities.KubeVersion`: fields by name, methods by name; other names are errors. */
export interface Struct {
  readonly struct: string;
  readonly fields: ReadonlyMap<string, Traced>;
  readonly methods: ReadonlyMap<string, Method>;
  /** What it prints as, where it has a String method. */
  readonly text?: () => string;
}

/** A function value: a method, or what `.Files.Get` is before it is called. */
export interface Method {
  readonly call: (args: readonly Traced[]) => Traced;
  /** How many arguments: at least, at most (Infinity: variadic). */
  readonly arity: readonly [least: number, most: number];
}

export const noTrace: Trace = { origins: [] };

/** A value that nothing but the template made. */
export function literal<V extends Value>(value: V): Traced<V> {
  return { value, trace: noTrace };
}

/** The trace of a result that all arguments had a part in: correct for every function, exact for few. */
export function unionOf(args: readonly Traced[]): Trace {
  if (args.length === 1 && !args[0]!.trace.segments) return args[0]!.trace;
  const origins = [...new Set(args.flatMap(({ trace }) => trace.origins))];
  const isUnknown = args.some(({ trace }) => trace.isUnknown);
  const isGenerated = args.some(({ trace }) => trace.isGenerated);
  if (origins.length === 0 && !isUnknown && !isGenerated) return noTrace;
  return { origins, ...(isUnknown && { isUnknown }), ...(isGenerated && { isGenerated }) };
}
