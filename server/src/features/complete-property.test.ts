// Whatever is accepted wherever: the document parses as it did, and no key stands twice.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { splitDocuments } from "../yaml/split.ts";
import { parseDocument } from "../yaml/parse.ts";
import { accept, Completer, shown } from "./sample-completion.ts";

const completer = new Completer((path) => readFileSync(path, "utf8"));

/** Manifests of people and of our own examples. */
const texts = ["examples/shop", "examples/fixed"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:ya?ml|json)$/.test(name) && name !== "kube-clinic.yaml")
    .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, "utf8") })),
);

/** Mulberry32: a new place each time, the same ones in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Of the whole file: what is wrong with it, and keys that stand twice. */
function faults(text: string): number {
  return splitDocuments(text).reduce((sum, { start, end }) => sum + parseDocument(text.slice(start, end)).problems.length, 0);
}

type Change = (text: string, at: number, next: () => number) => { text: string; at: number };

const changes: readonly Change[] = [
  // The cursor alone.
  (text, at) => ({ text, at }),
  // The end of a word is gone.
  (text, at) => ({ text: text.slice(0, at) + text.slice(at).replace(/^\w+/, ""), at }),
  // The rest of the line is gone.
  (text, at) => ({ text: text.slice(0, at) + text.slice(at).replace(/^[^\r\n]*/, ""), at }),
  // A new line of that indentation.
  (text, at) => {
    const line = text.lastIndexOf("\n", at - 1) + 1;
    const indent = /^ */.exec(text.slice(line))![0];
    const end = /\r?\n|$/.exec(text.slice(at))!.index + at;
    return { text: `${text.slice(0, end)}\n${indent}${text.slice(end)}`, at: end + 1 + indent.length };
  },
  // A new line two columns deeper, where something is typed.
  (text, at, next) => {
    const line = text.lastIndexOf("\n", at - 1) + 1;
    const indent = `${/^ */.exec(text.slice(line))![0]}  ${next() < 0.3 ? "- " : ""}`;
    const end = /\r?\n|$/.exec(text.slice(at))!.index + at;
    const typed = next() < 0.5 ? "s" : "";
    return { text: `${text.slice(0, end)}\n${indent}${typed}${text.slice(end)}`, at: end + 1 + indent.length + typed.length };
  },
  // The whole line is gone but for its indentation.
  (text, at) => {
    const line = text.lastIndexOf("\n", at - 1) + 1;
    const indent = /^ *(?:- )?/.exec(text.slice(line))![0];
    const end = /\r?\n|$/.exec(text.slice(at))!.index + at;
    return { text: text.slice(0, line) + indent + text.slice(Math.max(end, line + indent.length)), at: line + indent.length };
  },
];

test("an accepted item breaks nothing", () => {
  const next = random(7);
  let accepted = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const { name, text } = texts[Math.floor(next() * texts.length)]!;
    const base = next() < 0.2 ? text.replaceAll("\n", "\r\n") : text;
    const change = changes[Math.floor(next() * changes.length)]!;
    const { text: changed, at } = change(base, Math.floor(next() * base.length), next);
    const marked = `== ${name}\n${changed.slice(0, at)}$0${changed.slice(at)}`;
    const offered = completer.at(marked);
    const items = shown(offered);
    if (items.length === 0) continue;
    const before = faults(changed);
    for (let j = 0; j < 4; j++) {
      const item = items[Math.floor(next() * items.length)]!;
      const after = accept(offered, item);
      accepted++;
      assert.ok(
        faults(after) <= before,
        `${item.label} in ${name}\n${around(marked)}\n→\n${after.slice(Math.max(0, at - 200), at + 200)}`,
      );
    }
  }
  assert.ok(accepted > ROUNDS, `${accepted} items were accepted`);
});

function around(marked: string): string {
  const at = marked.indexOf("$0");
  return marked.slice(Math.max(0, at - 200), at + 200);
}

const ROUNDS = 600;
