// How much two texts have in common at their ends.

/** The length of the longest common prefix. Halves compare faster than characters: equal stretches are compared as memory. */
export function commonPrefix(a: string, b: string): number {
  return longest(Math.min(a.length, b.length), (from, to) => a.slice(from, to) === b.slice(from, to));
}

/** The length of the longest common suffix within the last `most` characters. */
export function commonSuffix(a: string, b: string, most = Math.min(a.length, b.length)): number {
  return longest(most, (from, to) => a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from));
}

/** The largest n up to `most` where `same` holds of every stretch of 0..n. */
function longest(most: number, same: (from: number, to: number) => boolean): number {
  let known = 0;
  let high = most;
  while (known < high) {
    const middle = known + ((high - known + 1) >> 1);
    if (same(known, middle)) known = middle;
    else high = middle - 1;
  }
  return known;
}
