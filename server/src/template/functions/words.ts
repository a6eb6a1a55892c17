// Finds the words in names such as `HTTPServer2xx` and joins them anew.

import { isLetter, isNumber, isPunct, isSpace, isUpper, lowerRune, upperRune } from "../go-unicode.ts";

type Kind = "number" | "upper" | "letters" | "connector" | "punctuation" | "other";

interface Word {
  readonly kind: Kind;
  readonly runes: readonly string[];
}

/** `some_words` → `SomeWords`; connectors at the start stay, of several in a row all but one. */
export function camelCase(whole: string): string {
  const runes = Array.from(whole);
  const start = runes.findIndex((rune) => !isConnector(rune));
  // Of nothing but connectors, the last one comes twice.
  if (start < 0) return whole + (runes.at(-1) ?? "");
  let result = runes.slice(0, start).join("");
  let firstIsUpper = isUpper(runes[start]!);
  let current = upperRune(runes[start]!);
  for (const next of runes.slice(start + 1)) {
    const previous = current;
    current = next;
    if (isConnector(current) && isConnector(previous)) {
      result += previous;
      continue;
    }
    if (isConnector(previous)) {
      firstIsUpper = isUpper(current);
      current = upperRune(current);
      continue;
    }
    // Capitals behind a capital are small: GOLANG → Golang.
    if (firstIsUpper && isUpper(current)) current = lowerRune(current);
    else firstIsUpper = false;
    result += previous;
  }
  return result + current;
}

/** `HTTPServer2xx` → `http_server_2xx`: small letters, a connector between words; a number belongs to the word before it. */
export function joinedWords(whole: string, connector: string): string {
  const words = wordsOf(Array.from(whole));
  const pieces: string[] = [];
  let at = 0;
  while (at < words.length - 1) at = putWord(words, at, connector, pieces);
  if (at < words.length) pieces.push(written(words[at]!, connector));
  return pieces.join("");
}

/** Puts a word and what joins it to the next; gives the place of the next. */
function putWord(words: readonly Word[], at: number, connector: string, pieces: string[]): number {
  const word = words[at]!;
  const next = words[at + 1]!;
  pieces.push(written(word, connector));
  if (word.kind === "number") return putRun(words, at + 1, connector, pieces);
  if (isJoint(word)) return at + 1;
  const behind = words[at + 2];
  if (next.kind !== "number") {
    if (!isJoint(next)) pieces.push(connector);
    return at + 1;
  }
  if (!behind) return at + 1;
  if (behind.kind !== "letters") {
    pieces.push(written(next, connector));
    if (!isJoint(behind)) pieces.push(connector);
    return at + 2;
  }
  // Small letters follow the number: they and it are a word of their own.
  pieces.push(connector, written(next, connector));
  return putRun(words, at + 2, connector, pieces);
}

function putRun(words: readonly Word[], from: number, connector: string, pieces: string[]): number {
  let at = from;
  for (; words[at]?.kind === "letters" || words[at]?.kind === "number"; at++) pieces.push(written(words[at]!, connector));
  if (at < words.length && !isJoint(words[at]!)) pieces.push(connector);
  return at;
}

function written({ kind, runes }: Word, connector: string): string {
  if (kind === "connector") return connector.repeat(runes.length);
  return runes.map((rune) => (kind === "upper" && isUpper(rune) ? lowerRune(rune) : rune)).join("");
}

function isJoint({ kind }: Word): boolean {
  return kind === "connector" || kind === "punctuation";
}

function wordsOf(runes: readonly string[]): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < runes.length; at += words.at(-1)!.runes.length) words.push(wordAt(runes, at));
  return words;
}

function wordAt(runes: readonly string[], start: number): Word {
  const kind = kindOf(runes[start]!);
  const end = kind === "upper" ? upperEnd(runes, start) : runEnd(runes, start + 1, (rune) => isPart(rune, kind));
  return { kind, runes: runes.slice(start, end) };
}

/** `Http` is one word, and so is `HTTP` in `HTTPServer`: the last capital begins the next. */
function upperEnd(runes: readonly string[], start: number): number {
  const second = runes[start + 1];
  if (second === undefined || !isAlphabet(second)) return start + 1;
  if (!isUpper(second)) return runEnd(runes, start + 1, (rune) => isPart(rune, "letters"));
  const end = runEnd(runes, start + 2, isUpper);
  return end < runes.length && isAlphabet(runes[end]!) ? end - 1 : end;
}

function runEnd(runes: readonly string[], from: number, belongs: (rune: string) => boolean): number {
  let end = from;
  while (end < runes.length && belongs(runes[end]!)) end++;
  return end;
}

function kindOf(rune: string): Kind {
  if (isConnector(rune)) return "connector";
  if (isPunct(rune)) return "punctuation";
  if (isUpper(rune)) return "upper";
  if (isAlphabet(rune)) return "letters";
  return isNumber(rune) ? "number" : "other";
}

function isPart(rune: string, kind: Kind): boolean {
  if (kind === "letters") return isAlphabet(rune) && !isUpper(rune);
  // Hyphens and underscores are punctuation, too, once there is some.
  if (kind === "punctuation") return isPunct(rune);
  return kindOf(rune) === kind;
}

function isConnector(rune: string): boolean {
  return rune === "-" || rune === "_" || isSpace(rune);
}

/** A letter that is no ideograph. */
function isAlphabet(rune: string): boolean {
  return isLetter(rune) && !/^[\u3400-\u4d85\u4e00-\u9fcc\u{20000}-\u{2b81d}]$/u.test(rune);
}
