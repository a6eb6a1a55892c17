// Finds the name that someone most likely meant.

const LONGEST = 80;
const SHORTEST_START = 3;

/** The candidate fewest edits away, where that is near enough to be a slip; of equally near ones the first. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word);
  if (wanted === "" || wanted.length > LONGEST) return undefined;
  let best: string | undefined;
  let limit = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = cost(wanted, plain(candidate), limit);
    if (distance < limit) [best, limit] = [candidate, distance];
  }
  return best;
}

/** ` (did you mean …?)`, or nothing: to be put behind a message that names `word`. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const name = nearest(word, candidates);
  return name === undefined ? "" : ` (did you mean \`${name}\`?)`;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(cell(last, j) + 1, cell(row, j - 1) + 1, cell(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, cell(before, j - 2) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return cell(last, b.length);
}

/** A beginning that was left unfinished is as near as a single slip. */
function cost(wanted: string, candidate: string, limit: number): number {
  const isStart = wanted.length >= SHORTEST_START && candidate.startsWith(wanted);
  if (!isStart && Math.abs(candidate.length - wanted.length) >= limit) return limit;
  return isStart ? Math.min(1, candidate.length - wanted.length) : editDistance(wanted, candidate);
}

/** Case and the kind of dash are no difference. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll("_", "-");
}

function cell(row: readonly number[], at: number): number {
  return row[at] ?? 0;
}
