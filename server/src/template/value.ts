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
  /** The values behind the branches (`if`, `range` …) that led to it: they had no part in it, but chose it. */
  readonly deciders?: readonly Origin[];
  /** It passed through a hole (a failed action, a dependency that is not there): what it says is not to be judged. */
  readonly isUnknown?: boolean;
  /** It is made anew at each install (`randAlphaNum`, `genCA`, `now` …): the text is a placeholder of the right shape. */
  readonly isGenerated?: boolean;
}

/**
 * A stretch of a string: how many UTF-16 code units, which values it came from, which template text wrote it (undefined: whoever prints it).
 * One of length 0 is a mark (a hole, a branch that wrote nothing) and stays in its place when strings are cut and joined.
 */
export interface Segment {
  readonly length: number;
  readonly origins: readonly Origin[];
  readonly span: TemplateSpan | undefined;
  /** The templates that were being executed when it was written, outermost first: a chain of includes. */
  readonly includes?: readonly TemplateSpan[];
  /** The innermost `if`, `with` or `range` that it was written in. */
  readonly region?: Region;
  /** It passed through a hole. One of length 0 is the hole itself. */
  readonly isUnknown?: boolean;
  /** See Trace. */
  readonly isGenerated?: boolean;
}

/** One passage through an `if`, `with` or `range`. */
export interface Region {
  readonly kind: "if" | "with" | "range";
  /** From `{{ if` to its `{{ end }}`. */
  readonly span: TemplateSpan;
  /** Its first action, which holds the condition. */
  readonly head: TemplateSpan;
  readonly includes: readonly TemplateSpan[];
  /** The region around it, also the one that a template was included from. */
  readonly outer: Region | undefined;
  /** What the condition was made of, and what decided what it was made of. */
  readonly origins: readonly Origin[];
  /** Which branch was rendered; "unknown": the condition failed, so neither was. */
  readonly taken: "then" | "else" | "none" | "unknown";
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
    /** `time.Duration` and its kind: its `String` method prints it. */
    readonly named?: NamedType,
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
    /** Go's nil slice (`rest` of an empty list, `concat` of none): prints as an empty one, but is `null` in JSON and YAML. */
    readonly isNil = false,
  ) {}
}

/** A map with string keys. Ranges and prints go by sorted keys. */
export class Dict {
  constructor(
    readonly entries: Map<string, Traced>,
    /** Go's type of the map's values. */
    readonly type = "interface {}",
    readonly named?: NamedType,
    /** Go's nil map (`.Chart.Annotations` where there are none): as an empty one, but `null` in JSON and YAML. */
    readonly isNil = false,
  ) {}
}

/** Go's `[]byte`, such as what `.Files` holds. `items` are made when somebody asks for them; who wants a string takes `bytes`. */
export class Bytes extends List {
  constructor(readonly bytes: Uint8Array) {
    super([], "uint8");
    let items: Traced[] | undefined;
    // A file is nearly always taken as a whole: an object for each of its bytes would be made for nothing.
    Object.defineProperty(this, "items", {
      get: () => (items ??= Array.from(bytes, (byte) => literal(new Int(BigInt(byte), "uint8")))),
    });
  }
}

/** A Go struct or pointer to one, such as `.Capabilities.KubeVersion`: fields by name, methods by name; other names are errors. */
export interface Struct {
  readonly struct: string;
  readonly fields: ReadonlyMap<string, Traced>;
  readonly methods: ReadonlyMap<string, Method>;
  /** What it prints as, where it has a String method. */
  readonly text?: () => string;
  /** What it is as JSON, where that is something else than its fields (a time is a string). */
  readonly json?: () => string;
}

/** A function value: a method, or what `.Files.Get` is before it is called. */
export interface Method {
  readonly call: (args: readonly Traced[]) => Traced;
  /** How many arguments: at least, at most (Infinity: variadic). */
  readonly arity: readonly [least: number, most: number];
  /** Go's types of the parameters (see function.ts); absent: all `interface {}`. */
  readonly params?: readonly string[];
  /** Its result depends on all that is in the receiver, not only on what is taken from it. */
  readonly readsAll?: true;
}

export const noTrace: Trace = { origins: [] };

/** A value that nothing but the template made. */
export function literal<V extends Value>(value: V): Traced<V> {
  return { value, trace: noTrace };
}

/** The trace of a result that all arguments had a part in: correct for every function, exact for few. */
export function unionOf(args: readonly Traced[]): Trace {
  const [first, ...others] = args.filter(({ trace }) => !isBlank(trace));
  if (!first) return noTrace;
  if (others.every(({ trace }) => trace === first.trace) && !first.trace.segments) return first.trace;
  const origins = [...new Set(args.flatMap(({ trace }) => trace.origins))];
  const deciders = [...new Set(args.flatMap(({ trace }) => trace.deciders ?? []))];
  const isUnknown = args.some(({ trace }) => trace.isUnknown);
  const isGenerated = args.some(({ trace }) => trace.isGenerated);
  return {
    origins,
    ...(deciders.length > 0 && { deciders }),
    ...(isUnknown && { isUnknown }),
    ...(isGenerated && { isGenerated }),
  };
}

/** Whether nothing is said in it but that the template wrote it. */
function isBlank({ origins, deciders, isUnknown, isGenerated }: Trace): boolean {
  return origins.length === 0 && !deciders && !isUnknown && !isGenerated;
}
