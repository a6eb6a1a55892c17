// Letters made great and small: upper, title, camelcase and their kin.

import { toBytes, withoutInvalid } from "../go-string.ts";
import {
  isDigit,
  isLetter,
  isLower,
  isSpace,
  isTitle,
  isUpper,
  lower,
  lowerRune,
  titleRune,
  upper,
  upperRune,
} from "../go-unicode.ts";
import { replaced, respelled } from "../traced-text.ts";
import type { TemplateFunction } from "../function.ts";
import { fixed, text } from "./define.ts";
import type { Family } from "./define.ts";
import { camelCase, joinedWords } from "./words.ts";

export const casing: Family = {
  upper: spelling(upper),
  lower: spelling(lower),
  title: spelling(titled),
  untitle: spelling(untitled),
  swapcase: spelling(swapped),
  initials: mapping(initials),
  nospace: mapping(withoutSpace),
  camelcase: mapping((whole) => camelCase(withoutInvalid(whole))),
  snakecase: mapping((whole) => joinedWords(whole, "_")),
  kebabcase: mapping((whole) => joinedWords(whole, "-")),
};

function mapping(map: (whole: string) => string): TemplateFunction {
  return fixed(["string"], ([arg]) => replaced(text(arg), map(text(arg).value)));
}

/** Letter by letter. Bytes that are not UTF-8 become U+FFFD, as in Go when it takes a string's runes. */
function spelling(map: (whole: string) => string): TemplateFunction {
  return fixed(["string"], ([arg]) => respelled(text(arg), map(withoutInvalid(text(arg).value))));
}

/** strings.Title */
function titled(whole: string): string {
  let previous = " ";
  return Array.from(whole, (rune) => {
    const result = isSeparator(previous) ? titleRune(rune) : rune;
    previous = rune;
    return result;
  }).join("");
}

function isSeparator(rune: string): boolean {
  if (/^[0-9A-Za-z_]$/.test(rune)) return false;
  if (rune.codePointAt(0)! < 0x80) return true;
  return !isLetter(rune) && !isDigit(rune) && isSpace(rune);
}

/** The first letter of every word small. */
function untitled(whole: string): string {
  let atStart = true;
  return Array.from(whole, (rune) => {
    if (isSpace(rune)) atStart = true;
    else if (atStart) {
      atStart = false;
      return lowerRune(rune);
    }
    return rune;
  }).join("");
}

/** Capitals become small, small letters great: title case where a word starts. */
function swapped(whole: string): string {
  let afterSpace = true;
  return Array.from(whole, (rune) => {
    if (isUpper(rune) || isTitle(rune)) {
      afterSpace = false;
      return lowerRune(rune);
    }
    if (!isLower(rune)) {
      afterSpace = isSpace(rune);
      return rune;
    }
    const result = afterSpace ? titleRune(rune) : upperRune(rune);
    afterSpace = false;
    return result;
  }).join("");
}

/** The first *byte* of each word, each taken for a character: so it is in Sprig. */
function initials(whole: string): string {
  let afterSpace = true;
  let result = "";
  for (const character of byteCharacters(whole)) {
    if (!isSpace(character) && afterSpace) result += character;
    afterSpace = isSpace(character);
  }
  return result;
}

/** Without its white space, by bytes; only a string that has some is taken apart. */
function withoutSpace(whole: string): string {
  const characters = byteCharacters(whole);
  const kept = characters.filter((character) => !isSpace(character));
  return kept.length === characters.length ? whole : kept.join("");
}

function byteCharacters(whole: string): string[] {
  return Array.from(toBytes(whole), (byte) => String.fromCharCode(byte));
}
