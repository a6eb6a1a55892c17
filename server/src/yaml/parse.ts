// Parses one YAML document into a tree.

import { EVENT_ID, YAMLException, parseEvents } from "js-yaml";
import { scanComments } from "./comments.ts";
import { findControlCharacter } from "./control.ts";
import { buildTree } from "./from-events.ts";
import type { BuiltTree, ParseEvent } from "./from-events.ts";
import { recoverEvents } from "./recovery.ts";
import { MAX_DEPTH, MOST_PROBLEMS } from "./recovery-reader.ts";
import type { YamlDocument, YamlProblem } from "./tree.ts";

/** Longer texts are not read: in such a file something else than a person wrote, an answer would come too late. */
const LONGEST = 32 * 1024 * 1024;

/** Nodes of one document, about: a tree of more would take gigabytes. */
const MOST_NODES = 1_000_000;

/** js-yaml reads what may be a key one level deeper. */
const KEY_DEPTH = 2;

/** Parses a piece of `splitDocuments`. Never throws; what could not be read is told in `problems`. */
export function parseDocument(text: string): YamlDocument {
  if (text.length > LONGEST)
    return tooLarge(text, `Documents of more than ${LONGEST / 1024 / 1024} million characters are not read`);
  if (text.length > 2 * MOST_NODES && holdsTooMuch(text)) return tooLarge(text, "This document holds too much to be read");
  const events = strictEvents(text);
  const { root, scalars, problems } = Array.isArray(events) ? buildTree(text, events) : recover(text, events);
  return { text, root, comments: scanComments(text, scalars), problems: inOrder(problems) };
}

/** By js-yaml, which is fast and stops at the first error; that error's offset where it did. */
function strictEvents(text: string): ParseEvent[] | number {
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH + KEY_DEPTH });
    const template = text.includes("{{") ? findTemplate(text, events) : -1;
    return template < 0 ? events : template;
  } catch (error) {
    if (error instanceof YAMLException) return error.mark?.position ?? 0;
    throw error;
  }
}

/** To YAML `{{ x }}` is a map with a map as its key; people mean a template action. */
function findTemplate(text: string, events: readonly ParseEvent[]): number {
  const event = events.find((candidate) => candidate.type === EVENT_ID.MAPPING && text.startsWith("{{", candidate.start));
  return event?.type === EVENT_ID.MAPPING ? event.start : -1;
}

function recover(text: string, errorAt: number): BuiltTree {
  const { events, problems, lenient } = recoverEvents(text);
  const tree = buildTree(text, events);
  const found = problems.length > 0 || lenient ? problems : [findControlCharacter(text) ?? unknownError(text, errorAt)];
  return { ...tree, problems: [...found, ...tree.problems] };
}

function unknownError(text: string, at: number): YamlProblem {
  const start = Math.min(at, Math.max(0, text.length - 1));
  return {
    start,
    end: Math.min(start + 1, text.length),
    code: "syntax",
    severity: "error",
    message: "YAML does not allow this here",
  };
}

/** Every node but the first has one of these before it: a comma, a colon, an opening bracket, a dash with a space. */
function holdsTooMuch(text: string): boolean {
  let count = 0;
  for (let i = 0; i < text.length && count <= MOST_NODES; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x2c || c === 0x3a || c === 0x5b || c === 0x7b || (c === 0x2d && text.charCodeAt(i + 1) === 0x20)) count++;
  }
  return count > MOST_NODES;
}

function tooLarge(text: string, message: string): YamlDocument {
  return { text, root: undefined, comments: [], problems: [{ start: 0, end: 0, code: "too-large", severity: "error", message }] };
}

function inOrder(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  return problems.length > 1 ? problems.toSorted((a, b) => a.start - b.start).slice(0, MOST_PROBLEMS) : problems;
}
