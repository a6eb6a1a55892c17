// Makes one random edit of a text: some that people make, most that nobody should.

import type { Random } from "./random.ts";

const pieces = [
  "---\n", "\n---\n", "--- # here\n", "...\n", "'", '"', "\t", " ", "  ", "\n", "\r\n", "\r", "\n\n", "{", "}", "[", "]", ",", ":", ": ", "- ", "-",
  "#", " # kube-clinic-ignore all\n", "&a ", "*a", "<<: *a\n", "!!str ", "!x ", "|\n", ">-\n", "%YAML 1.2\n", "? ", "🎉", "\ud83c", "\udf89", "é",
  "\uFEFF", "\0", "\u2028", "{{ .Values.x }}", "${X}", "null", "~", "on", "0x1f", "kind: Service\n", "apiVersion: v1\n", "  namespace: shop\n",
  "latest", "items:\n", "spec:\n", "  containers:\n    - name: a\n      image: a\n", "hostNetwork: true\n",
]; // oxfmt-ignore

/** What one edit may look at. */
export interface Scene {
  readonly random: Random;
  /** The text without any edit: where pieces come from, and what it can be set back to. */
  readonly original: string;
  /** The text before the last edit. */
  readonly before: string;
}

type Mutation = (text: string, scene: Scene) => string;

const mutations: readonly (readonly [weight: number, Mutation])[] = [
  [6, changeWord],
  [4, insertPiece],
  [4, deleteCharacters],
  [2, replaceCharacters],
  [3, duplicateLines],
  [3, deleteLines],
  [2, moveLines],
  [3, indentLines],
  [2, typeLine],
  [3, takeDocument],
  [1, changeLineEnds],
  [4, (_text, { before }) => before],
  [4, (_text, { original }) => original],
];
const bag = mutations.flatMap(([weight, mutation]) => Array.from({ length: weight }, () => mutation));

export function mutate(text: string, scene: Scene): string {
  return scene.random.pick(bag)(text, scene);
}

/** The edit that people make most: another value, often one that other documents know. */
function changeWord(text: string, { random }: Scene): string {
  const words = [...text.matchAll(/(?<=: |- )[\w./:-]+/g)];
  if (words.length === 0) return text;
  const old = random.pick(words);
  const word = random.oneIn(2) ? random.pick(words)[0] : `${old[0]}${random.below(10)}`;
  return splice(text, old.index, old[0].length, word);
}

function insertPiece(text: string, { random }: Scene): string {
  return splice(text, random.below(text.length + 1), 0, random.pick(pieces));
}

function deleteCharacters(text: string, { random }: Scene): string {
  return splice(text, random.below(text.length + 1), 1 + random.below(random.oneIn(5) ? 200 : 4), "");
}

function replaceCharacters(text: string, { random }: Scene): string {
  return splice(text, random.below(text.length + 1), 1 + random.below(3), random.pick(pieces));
}

function duplicateLines(text: string, { random }: Scene): string {
  const [start, end] = someLines(text, random);
  return splice(text, end, 0, text.slice(start, end));
}

function deleteLines(text: string, { random }: Scene): string {
  const [start, end] = someLines(text, random);
  return splice(text, start, end - start, "");
}

function moveLines(text: string, { random }: Scene): string {
  const [start, end] = someLines(text, random);
  const rest = splice(text, start, end - start, "");
  return splice(rest, lineStart(rest, random.below(rest.length + 1)), 0, text.slice(start, end));
}

function indentLines(text: string, { random }: Scene): string {
  const [start, end] = someLines(text, random);
  const lines = text.slice(start, end);
  return splice(text, start, end - start, random.oneIn(2) ? lines.replace(/^ {1,2}/gm, "") : lines.replace(/^(?=.)/gm, "  "));
}

/** The first few characters of a line that is being typed. */
function typeLine(text: string, { random, original }: Scene): string {
  const from = lineStart(original, random.below(original.length));
  const at = lineStart(text, random.below(text.length + 1));
  return splice(text, at, 0, original.slice(from, from + 1 + random.below(30)));
}

function takeDocument(text: string, { random, original }: Scene): string {
  const documents = original.split(/^(?=---)/m);
  const at = random.oneIn(2) ? text.length : lineStart(text, random.below(text.length + 1));
  return splice(text, at, 0, random.pick(documents));
}

function changeLineEnds(text: string, { random }: Scene): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\n", random.oneIn(4) ? "\r" : "\r\n");
}

function someLines(text: string, random: Random): readonly [start: number, end: number] {
  const start = lineStart(text, random.below(text.length + 1));
  let end = start;
  for (let count = 1 + random.below(random.oneIn(4) ? 30 : 3); count > 0 && end < text.length; count--) {
    const next = text.indexOf("\n", end);
    end = next < 0 ? text.length : next + 1;
  }
  return [start, end];
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function splice(text: string, start: number, length: number, piece: string): string {
  return text.slice(0, start) + piece + text.slice(start + length);
}
