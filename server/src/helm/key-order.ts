// The order of a map's keys in Go's YAML: letters after everything else, numbers by their value.

/** How two keys compare where the first differing rune of one is a letter and the other's is not. */
export type KeyOrder = (a: string, b: string) => number;

/** yaml.v2's, behind `toYaml`. Negative where `a` stands before `b`. */
export const compareKeysV2: KeyOrder = (a, b) => compare(a, b, false);

/** yaml.v3's, behind `toYamlPretty`: behind a digit a letter comes first, so that `a1b` stands before `a10`. */
export const compareKeysV3: KeyOrder = (a, b) => compare(a, b, true);

function compare(a: string, b: string, mindsDigits: boolean): number {
  const at = differAt(a, b);
  if (at >= a.length || at >= b.length) return a.length - b.length;
  const [x, y] = [a.codePointAt(at)!, b.codePointAt(at)!];
  const [xIsLetter, yIsLetter] = [isLetter(x), isLetter(y)];
  if (xIsLetter && yIsLetter) return x - y;
  if (xIsLetter || yIsLetter) {
    const lettersFirst = mindsDigits && at > 0 && isDigit(a.charCodeAt(at - 1));
    return xIsLetter === lettersFirst ? -1 : 1;
  }
  return compareNumbers(a, b, at) || x - y;
}

/** The first place where they differ; where that is the second half of a pair of surrogates, the pair's start. */
function differAt(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  const unit = a.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

/** As integers of 64 bits, which overflow. */
function compareNumbers(a: string, b: string, at: number): number {
  const [x, y] = [digitsAt(a, at), digitsAt(b, at)];
  // Within a number a zero counts, at its start it does not.
  const inside = (a.charAt(at) === "0" || b.charAt(at) === "0") && followsNumber(a, at) ? "1" : "0";
  const [xValue, yValue] = [BigInt.asIntN(64, BigInt(inside + x)), BigInt.asIntN(64, BigInt(inside + y))];
  if (xValue !== yValue) return xValue < yValue ? -1 : 1;
  return x.length - y.length;
}

function followsNumber(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && isDigit(text.charCodeAt(i)); i--) if (text.charAt(i) !== "0") return true;
  return false;
}

function digitsAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return text.slice(at, end);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return /\p{L}/u.test(String.fromCodePoint(code));
}
