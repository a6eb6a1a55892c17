// Finds the lines that separate YAML documents.

/** The offset of the next line at or behind `from` that starts with `marker` (`---` or `...`), or -1. Looks at few lines. */
export function findMarker(text: string, marker: string, from: number): number {
  const c = marker.charCodeAt(0);
  let at = text.indexOf(marker, from);
  while (at >= 0 && !(startsLine(text, at) && endsMarker(text, at + 3))) {
    at += 3;
    while (text.charCodeAt(at) === c) at++;
    at = text.indexOf(marker, at);
  }
  return at;
}

/** Whether a marker that stands at `at` is no longer than its three characters. */
export function endsMarker(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return at === text.length || c === 0x20 || c === 0x09 || c === 0x0a || c === 0x0d;
}

/** A byte order mark may stand before a marker. */
function startsLine(text: string, at: number): boolean {
  const before = at > 0 && text.charCodeAt(at - 1) === 0xfeff ? at - 1 : at;
  if (before === 0) return true;
  const c = text.charCodeAt(before - 1);
  return c === 0x0a || c === 0x0d;
}
