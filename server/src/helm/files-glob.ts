// Matches paths as `.Files.Glob` does: gobwas/glob with `/` as the separator.

/** The paths that match; a malformed pattern matches all, as in Helm. Time is bounded by the product of the lengths. */
export function filesGlob(pattern: string): (path: string) => boolean {
  const runes = Array.from(pattern);
  const parsed = parse(runes, 0, false);
  if (!parsed) return () => true;
  return (path) => {
    const text = Array.from(path);
    return run(parsed.steps, new Set([0]), text).has(text.length);
  };
}

/** What one step of a pattern takes: a rune, any run of runes, or one of several patterns. */
type Step =
  | { readonly rune: (rune: string) => boolean }
  | { readonly any: (rune: string) => boolean }
  | { readonly either: readonly (readonly Step[])[] };

interface Parsed {
  readonly steps: readonly Step[];
  readonly next: number;
}

const notSlash = (rune: string) => rune !== "/";

/** Up to the end, or in braces up to the `,` or `}` at `next`. */
function parse(runes: readonly string[], start: number, inBraces: boolean): Parsed | undefined {
  const steps: Step[] = [];
  let i = start;
  while (i < runes.length) {
    const rune = runes[i]!;
    if (inBraces && (rune === "," || rune === "}")) return { steps, next: i };
    if (rune === "*") {
      const isDouble = runes[i + 1] === "*";
      steps.push({ any: isDouble ? () => true : notSlash });
      i += isDouble ? 2 : 1;
    } else if (rune === "?") {
      steps.push({ rune: notSlash });
      i++;
    } else if (rune === "[" || rune === "{") {
      const inner = rune === "[" ? parseSet(runes, i + 1) : parseEither(runes, i + 1);
      if (!inner) return undefined;
      steps.push(...inner.steps);
      i = inner.next;
    } else {
      const wanted = rune === "\\" ? (runes[++i] ?? "\\") : rune;
      steps.push({ rune: (c) => c === wanted });
      i++;
    }
  }
  return inBraces ? undefined : { steps, next: i };
}

function parseEither(runes: readonly string[], start: number): Parsed | undefined {
  const either: (readonly Step[])[] = [];
  let i = start;
  for (;;) {
    const one = parse(runes, i, true);
    if (!one) return undefined;
    either.push(one.steps);
    i = one.next + 1;
    if (runes[one.next] === "}") return { steps: [{ either }], next: i };
  }
}

/** `[abc]`, `[!abc]`, `[a-z]`, `[!a-z]`: a list or one range. */
function parseSet(runes: readonly string[], start: number): Parsed | undefined {
  const negated = runes[start] === "!";
  const from = negated ? start + 1 : start;
  const end = runes.indexOf("]", from);
  if (end <= from) return undefined;
  const [low, dash, high] = runes.slice(from, end);
  if (dash === "-" && end - from === 3) {
    if (low! > high!) return undefined;
    return { steps: [{ rune: (c) => (c >= low! && c <= high!) !== negated }], next: end + 1 };
  }
  const members = new Set(runes.slice(from, end));
  return { steps: [{ rune: (c) => members.has(c) !== negated }], next: end + 1 };
}

/** All places that the steps lead to from any of `from`. */
function run(steps: readonly Step[], from: ReadonlySet<number>, text: readonly string[]): ReadonlySet<number> {
  let places = from;
  for (const step of steps) {
    const next = new Set<number>();
    if ("either" in step) {
      for (const one of step.either) for (const place of run(one, places, text)) next.add(place);
    } else {
      for (const place of places) {
        if ("rune" in step) {
          if (place < text.length && step.rune(text[place]!)) next.add(place + 1);
          continue;
        }
        for (let i = place; !next.has(i); i++) {
          next.add(i);
          if (i >= text.length || !step.any(text[i]!)) break;
        }
      }
    }
    places = next;
    if (places.size === 0) break;
  }
  return places;
}
