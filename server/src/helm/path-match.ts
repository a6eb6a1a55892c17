// Matches names as Go's filepath.Match does.

/** Whether the whole name matches; a malformed pattern matches nothing. */
export function matchPath(pattern: string, name: string): boolean {
  return pathMatcher(pattern)?.(name) ?? false;
}

/** The pattern made ready; undefined where it is malformed. */
export function pathMatcher(pattern: string): ((name: string) => boolean) | undefined {
  const steps = compile(pattern);
  if (!steps) return undefined;
  if (!/[*?[\\]/.test(pattern)) return (name) => name === pattern;
  return (name) => match(steps, Array.from(name));
}

type Step = "star" | ((rune: string) => boolean);

function compile(pattern: string): readonly Step[] | undefined {
  const runes = Array.from(pattern);
  const steps: Step[] = [];
  for (let i = 0; i < runes.length; i++) {
    const rune = runes[i];
    if (rune === "*") {
      if (steps.at(-1) !== "star") steps.push("star");
    } else if (rune === "?") steps.push((c) => c !== "/");
    else if (rune === "[") {
      const set = readSet(runes, i + 1);
      if (!set) return undefined;
      steps.push(set.test);
      i = set.end;
    } else {
      const wanted = rune === "\\" ? runes[++i] : rune;
      if (wanted === undefined) return undefined;
      steps.push((c) => c === wanted);
    }
  }
  return steps;
}

/** A set from behind its `[`; `end` is its `]`. */
function readSet(
  runes: readonly string[],
  start: number,
): { readonly test: (rune: string) => boolean; readonly end: number } | undefined {
  const negated = runes[start] === "^";
  const ranges: [number, number][] = [];
  let i = negated ? start + 1 : start;
  for (let isFirst = true; isFirst || runes[i] !== "]"; isFirst = false) {
    const low = readRune(runes, i);
    if (!low) return undefined;
    i = low.next;
    let high = low;
    if (runes[i] === "-") {
      const end = readRune(runes, i + 1);
      if (!end) return undefined;
      high = end;
      i = end.next;
    }
    ranges.push([low.code, high.code]);
  }
  const test = (rune: string) => {
    const code = rune.codePointAt(0) ?? 0;
    return ranges.some(([from, to]) => from <= code && code <= to) !== negated;
  };
  return { test, end: i };
}

function readRune(runes: readonly string[], at: number): { readonly code: number; readonly next: number } | undefined {
  const rune = runes[at];
  if (rune === undefined || rune === "-" || rune === "]") return undefined;
  const [value, next] = rune === "\\" ? [runes[at + 1], at + 2] : [rune, at + 1];
  // A set must still be closed behind it.
  if (value === undefined || next >= runes.length) return undefined;
  return { code: value.codePointAt(0) ?? 0, next };
}

/** A failure goes back to the last star only, so the time is bounded by the product of the lengths. */
function match(steps: readonly Step[], name: readonly string[]): boolean {
  let [step, at] = [0, 0];
  let [star, starAt] = [-1, 0];
  while (at < name.length || step < steps.length) {
    const wanted = steps[step];
    if (wanted === "star") {
      star = step++;
      starAt = at;
      continue;
    }
    const rune = name[at];
    if (wanted !== undefined && rune !== undefined && wanted(rune)) {
      step++;
      at++;
      continue;
    }
    // A star takes one more, but never a slash.
    if (star < 0 || starAt >= name.length || name[starAt] === "/") return false;
    at = ++starAt;
    step = star + 1;
  }
  return true;
}
