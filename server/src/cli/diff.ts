// Writes the difference of two texts as a unified diff.

/** Headers as `git apply` and `patch -p1` read them; empty where the texts are equal. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return "";
  const a = linesOf(before);
  const b = linesOf(after);
  const hunks = group(changes(a, b));
  return `--- ${header("a", file)}\n+++ ${header("b", file)}\n${hunks.map((hunk) => writeHunk(hunk, a, b)).join("")}`;
}

/** Lines `from` to `to` of the old text (exclusive) became lines `start` to `end` of the new one. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

const CONTEXT = 3;
/** Texts that differ in more lines than these are shown as replaced whole there: the search costs their square. */
const MOST_EDITS = 1000;

/** Lines with their ends; a last line without one stays without. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The changes in order. */
function changes(a: readonly string[], b: readonly string[]): readonly Change[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const matches = commonLines(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const found: Change[] = [];
  let [from, start] = [head, head];
  const close = (to: number, end: number) => {
    if (to > from || end > start) found.push({ from, to, start, end });
  };
  for (const [i, j] of matches) {
    close(head + i, head + j);
    [from, start] = [head + i + 1, head + j + 1];
  }
  close(a.length - tail, b.length - tail);
  return found;
}

/** Pairs of equal lines in a longest common subsequence, ascending (Myers, "An O(ND) Difference Algorithm", 1986). */
function commonLines(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const trace: Map<number, number>[] = [];
  const furthest = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(a.length + b.length, MOST_EDITS); edits++) {
    trace.push(new Map(furthest));
    for (let k = -edits; k <= edits; k += 2) {
      let x = step(furthest, k, edits);
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return [];
}

/** Where diagonal `k` starts in round `edits`: from the neighbour that got further, down or to the right. */
function step(furthest: ReadonlyMap<number, number>, k: number, edits: number): number {
  const above = furthest.get(k + 1) ?? 0;
  const left = furthest.get(k - 1) ?? 0;
  return k === -edits || (k !== edits && left < above) ? above : left + 1;
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  aLength: number,
  bLength: number,
): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let [x, y] = [aLength, bLength];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits] ?? new Map<number, number>();
    const start = step(furthest, x - y, edits);
    const k = x - y;
    while (x > start && y > start - k && x > 0 && y > 0) pairs.push([--x, --y]);
    if (edits === 0) break;
    // Back over the one inserted or deleted line to the diagonal it came from.
    const isDown = k === -edits || (k !== edits && (furthest.get(k - 1) ?? 0) < (furthest.get(k + 1) ?? 0));
    if (isDown) y--;
    else x--;
  }
  return pairs.reverse();
}

/** Changes whose context would touch, together. */
function group(all: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  for (const change of all) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && change.from - before.to <= 2 * CONTEXT) last.push(change);
    else groups.push([change]);
  }
  return groups;
}

function writeHunk(hunk: readonly Change[], a: readonly string[], b: readonly string[]): string {
  const first = hunk[0];
  const last = hunk.at(-1);
  if (!first || !last) return "";
  const lead = Math.min(CONTEXT, first.from);
  const trail = Math.min(CONTEXT, a.length - last.to);
  const [from, to, start, end] = [first.from - lead, last.to + trail, first.start - lead, last.end + trail];
  let out = `@@ -${extent(from, to)} +${extent(start, end)} @@\n`;
  let at = from;
  for (const change of hunk) {
    out += a
      .slice(at, change.from)
      .map((line) => writeLine(" ", line))
      .join("");
    out += a
      .slice(change.from, change.to)
      .map((line) => writeLine("-", line))
      .join("");
    out += b
      .slice(change.start, change.end)
      .map((line) => writeLine("+", line))
      .join("");
    at = change.to;
  }
  return (
    out +
    a
      .slice(at, to)
      .map((line) => writeLine(" ", line))
      .join("")
  );
}

/** Line and count; an empty stretch names the line before it. */
function extent(from: number, to: number): string {
  if (to - from === 1) return `${from + 1}`;
  return `${to > from ? from + 1 : from},${to - from}`;
}

function writeLine(sign: string, line: string): string {
  return line.endsWith("\n") ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}

/** A path with spaces ends in a tab, as git writes it, so that `patch` knows where it ends. */
function header(side: string, file: string): string {
  const name = file.startsWith("/") ? `${side}${file}` : `${side}/${file}`;
  return /\s/.test(name) ? `${name.replaceAll(/[\n\t]/g, "?")}\t` : name;
}
