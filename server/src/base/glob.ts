// Matches paths and names against globs, in time linear in the text.

/** Longer patterns match nothing; who reads patterns from a file says so. */
export const GLOB_LIMIT = 1000;

export interface Glob {
  readonly pattern: string;
  matches(text: string): boolean;
}

/**
 * A glob over a whole path: `*` and `?` and `[…]` never match a `/`; `**` as a whole segment matches any number of segments
 * (none, too; at the end at least one character); `{a,b}` is either; `\` takes the next character as it is. What is not closed is
 * literal. Case counts.
 */
export function pathGlob(pattern: string): Glob {
  return new Program(pattern, { slash: true, braces: true });
}

/** The same over a text in which `/` is a character as every other: names, labels, image references. */
export function textGlob(pattern: string): Glob {
  return new Program(pattern, { slash: false, braces: true });
}

/** As `pathGlob`, but braces are literal, as git has it in its ignore files. */
export function ignoreGlob(pattern: string): Glob {
  return new Program(pattern, { slash: true, braces: false });
}

interface Dialect {
  /** `/` separates segments. */
  readonly slash: boolean;
  readonly braces: boolean;
}

/** A set's ranges as code points, ends included. */
type Ranges = readonly (readonly [number, number])[];

/** One step of the automaton. `split` and `jump` consume nothing and go on at their targets. */
type Step =
  | { readonly op: "char"; readonly code: number }
  | { readonly op: "any"; readonly butSlash: boolean }
  | { readonly op: "set"; readonly ranges: Ranges; readonly negated: boolean; readonly butSlash: boolean }
  | { readonly op: "split" | "jump"; readonly targets: number[] };

const SLASH = 0x2f;
const special = /[*?[{\\]/;

/** A non-deterministic automaton, run with all its states at once, so no pattern can make it backtrack. */
class Program implements Glob {
  readonly #steps: Step[] = [];
  readonly #prefix: string;
  readonly #literal: boolean;
  /** What follows the only wildcard, a single `*`; undefined where it is not that simple. */
  readonly #suffix: string | undefined;
  readonly #dialect: Dialect;

  constructor(
    readonly pattern: string,
    dialect: Dialect,
  ) {
    this.#dialect = dialect;
    const wild = pattern.search(special);
    this.#literal = wild < 0;
    this.#prefix = wild < 0 ? pattern : pattern.slice(0, wild);
    const rest = pattern.slice(wild + 1);
    this.#suffix = pattern[wild] === "*" && !special.test(rest) ? rest : undefined;
    if (wild >= 0 && this.#suffix === undefined && pattern.length <= GLOB_LIMIT) this.#compile(0, pattern.length);
  }

  matches(text: string): boolean {
    if (this.pattern.length > GLOB_LIMIT) return false;
    if (this.#literal) return text === this.pattern;
    if (!text.startsWith(this.#prefix)) return false;
    return this.#suffix === undefined ? this.#run(text) : this.#hasMiddle(text, this.#suffix);
  }

  /** Whether a single `*` can stand for what lies between prefix and suffix. */
  #hasMiddle(text: string, suffix: string): boolean {
    const end = text.length - suffix.length;
    if (end < this.#prefix.length || !text.endsWith(suffix)) return false;
    const slash = this.#dialect.slash ? text.indexOf("/", this.#prefix.length) : -1;
    return slash < 0 || slash >= end;
  }

  #run(text: string): boolean {
    const steps = this.#steps;
    const seen = new Uint32Array(steps.length + 1);
    let now = this.#closure([0], seen, 1);
    let round = 1;
    for (let at = 0; at < text.length && now.length > 0;) {
      const code = text.codePointAt(at) ?? 0;
      at += code > 0xffff ? 2 : 1;
      const next: number[] = [];
      for (const state of now) {
        const step = steps[state];
        if (step && accepts(step, code)) next.push(state + 1);
      }
      now = this.#closure(next, seen, ++round);
    }
    return now.includes(steps.length);
  }

  /** The states reached without consuming; `seen` holds the round in which a state was added last. */
  #closure(from: number[], seen: Uint32Array, round: number): number[] {
    const reached: number[] = [];
    while (from.length > 0) {
      const state = from.pop() ?? 0;
      if (seen[state] === round) continue;
      seen[state] = round;
      const step = this.#steps[state];
      if (step?.op === "split" || step?.op === "jump") from.push(...step.targets);
      else reached.push(state);
    }
    return reached;
  }

  #compile(start: number, end: number): void {
    const { pattern } = this;
    for (let at = start; at < end;) {
      const c = pattern[at];
      if (c === "*") at = this.#star(at, end);
      else if (c === "?") at = this.#emit({ op: "any", butSlash: this.#dialect.slash }, at + 1);
      else if (c === "[") at = this.#set(at, end);
      else if (c === "{" && this.#dialect.braces) at = this.#braces(at, end);
      else if (c === "\\" && at + 1 < end) at = this.#char(at + 1);
      else at = this.#char(at);
    }
  }

  #emit(step: Step, next: number): number {
    this.#steps.push(step);
    return next;
  }

  #char(at: number): number {
    const code = this.pattern.codePointAt(at) ?? 0;
    return this.#emit({ op: "char", code }, at + (code > 0xffff ? 2 : 1));
  }

  #star(at: number, end: number): number {
    let next = at;
    while (next < end && this.pattern[next] === "*") next++;
    const { slash } = this.#dialect;
    const whole = slash && next - at === 2 && startsSegment(this.pattern, at) && endsSegment(this.pattern, next);
    if (!whole) {
      this.#repeat({ op: "any", butSlash: slash });
      return next;
    }
    if (this.pattern[next] !== "/") {
      this.#emit({ op: "any", butSlash: false }, next);
      this.#repeat({ op: "any", butSlash: false });
      return next;
    }
    const loop = this.#steps.length;
    const split = { op: "split" as const, targets: [loop + 1] };
    this.#emit(split, next);
    this.#repeat({ op: "any", butSlash: true });
    this.#emit({ op: "char", code: SLASH }, next);
    this.#emit({ op: "jump", targets: [loop] }, next);
    split.targets.push(this.#steps.length);
    return next + 1;
  }

  /** The step any number of times. */
  #repeat(step: Step): void {
    const loop = this.#steps.length;
    this.#steps.push({ op: "split", targets: [loop + 1, loop + 3] }, step, { op: "jump", targets: [loop] });
  }

  #set(at: number, end: number): number {
    const { pattern } = this;
    let next = at + 1;
    const negated = pattern[next] === "!" || pattern[next] === "^";
    if (negated) next++;
    const ranges: [number, number][] = [];
    // A `]` that comes first is a member.
    for (let first = true; next < end && (first || pattern[next] !== "]"); first = false) {
      const [low, afterLow] = member(pattern, next);
      if (pattern[afterLow] !== "-" || afterLow + 1 >= end || pattern[afterLow + 1] === "]") {
        ranges.push([low, low]);
        next = afterLow;
        continue;
      }
      const [high, afterHigh] = member(pattern, afterLow + 1);
      ranges.push([low, high]);
      next = afterHigh;
    }
    if (next >= end) return this.#char(at);
    return this.#emit({ op: "set", ranges, negated, butSlash: this.#dialect.slash }, next + 1);
  }

  #braces(at: number, end: number): number {
    const parts = alternatives(this.pattern, at, end);
    if (!parts) return this.#char(at);
    const jumps: { op: "jump"; targets: number[] }[] = [];
    const split = { op: "split" as const, targets: [] as number[] };
    this.#steps.push(split);
    for (const part of parts) {
      split.targets.push(this.#steps.length);
      this.#compile(part.start, part.end);
      const jump = { op: "jump" as const, targets: [] as number[] };
      jumps.push(jump);
      this.#steps.push(jump);
    }
    for (const jump of jumps) jump.targets.push(this.#steps.length);
    return (parts.at(-1)?.end ?? at) + 1;
  }
}

function accepts(step: Step, code: number): boolean {
  if (step.op === "char") return step.code === code;
  if (step.op === "any") return !(step.butSlash && code === SLASH);
  if (step.op !== "set" || (step.butSlash && code === SLASH)) return false;
  return step.ranges.some(([low, high]) => low <= code && code <= high) !== step.negated;
}

/** A member of a set and the offset behind it. */
function member(pattern: string, at: number): [number, number] {
  const from = pattern[at] === "\\" && at + 1 < pattern.length ? at + 1 : at;
  const code = pattern.codePointAt(from) ?? 0;
  return [code, from + (code > 0xffff ? 2 : 1)];
}

function startsSegment(pattern: string, at: number): boolean {
  return at === 0 || "/{,".includes(pattern[at - 1] ?? "");
}

function endsSegment(pattern: string, at: number): boolean {
  return at === pattern.length || "/},".includes(pattern[at] ?? "");
}

/** The parts between the brace at `at` and the one that closes it; undefined where none does or there is no comma. */
function alternatives(pattern: string, at: number, end: number): { start: number; end: number }[] | undefined {
  const parts: { start: number; end: number }[] = [];
  let depth = 0;
  let start = at + 1;
  for (let i = at; i < end; i++) {
    const c = pattern[i];
    if (c === "\\") i++;
    else if (c === "{") depth++;
    else if (c === "," && depth === 1) {
      parts.push({ start, end: i });
      start = i + 1;
    } else if (c === "}" && --depth === 0) {
      parts.push({ start, end: i });
      return parts.length > 1 ? parts : undefined;
    }
  }
  return undefined;
}
