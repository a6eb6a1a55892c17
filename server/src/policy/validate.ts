// Finds what does not fit its shape.

import { didYouMean } from "../base/nearest.ts";
import { never } from "../base/never.ts";
import type { Span } from "../base/span.ts";
import { resolve } from "../yaml/access.ts";
import type { YamlDocument, YamlNode, YamlPair } from "../yaml/tree.ts";
import type { EitherShape, MapShape, Shape, WordShape } from "./shape.ts";
import { booleanOf, firstLine, integerOf, isNothing, PART_LIMIT, textOf } from "./values.ts";

/** A span that never crosses a line, and what is wrong there. */
export interface Misfit extends Span {
  readonly message: string;
}

/** More are not looked for. */
const MISFIT_LIMIT = 100;
const MESSAGE_LIMIT = 300;

/** What stands at `root` and its shape has no place for, in the order of the text. */
export function validate(document: YamlDocument, shape: Shape, root = document.root): readonly Misfit[] {
  const report = new Report(document.text);
  if (root) check(root, shape, "", report);
  return report.misfits;
}

/** The word that a scalar says, if the shape has a place for it. */
export function wordOf(node: YamlNode | undefined, shape: WordShape): string | undefined {
  if (shape.forFalse !== undefined && booleanOf(node) === false) return shape.forFalse;
  const text = textOf(node);
  return text === undefined || shape.problem(text) !== undefined ? undefined : text;
}

class Report {
  readonly misfits: Misfit[] = [];

  constructor(readonly text: string) {}

  get isFull(): boolean {
    return this.misfits.length >= MISFIT_LIMIT;
  }

  add(span: Span, message: string): void {
    const shown = message.length > MESSAGE_LIMIT ? `${message.slice(0, MESSAGE_LIMIT)}…` : message;
    if (!this.isFull) this.misfits.push({ ...firstLine(this.text, span), message: shown });
  }
}

/** `path` is how messages call the value: `images.trusted`; for items of a list that of the list. */
function check(node: YamlNode, shape: Shape, path: string, report: Report, isItem = false): void {
  const name = isItem ? `An item of \`${path}\`` : path ? `\`${path}\`` : "A policy file";
  const value = resolve(node);
  switch (shape.kind) {
    case "map":
      if (value?.kind === "map") return checkMap(value, node, shape, isItem ? "" : path, report);
      if (isItem || !isNothing(value)) report.add(node, `${name} must be a map`);
      return;
    case "dictionary":
      if (value?.kind === "map")
        checkAll(value.pairs, name, report, ({ key, value }) => check(value, shape.value, keyName(path, key), report));
      else if (!isNothing(value)) report.add(node, `${name} must be a map`);
      return;
    case "list":
      if (value?.kind === "seq") checkAll(value.items, name, report, (item) => check(item, shape.item, path, report, true));
      else if (!isNothing(value)) report.add(node, `${name} must be a list`);
      return;
    case "either":
      if (value?.kind === "map") return checkMap(value, node, shape.map, path, report);
      return checkScalar(node, shape, name, report);
    case "word":
    case "text":
    case "integer":
    case "boolean":
      return checkScalar(node, shape, name, report);
    default:
      never(shape);
  }
}

function checkAll<T extends YamlNode | YamlPair>(
  parts: readonly T[],
  name: string,
  report: Report,
  checkPart: (part: T) => void,
): void {
  const beyond = parts[PART_LIMIT];
  if (beyond) report.add("colon" in beyond ? beyond.key : beyond, `${name} must not hold more than ${PART_LIMIT} items`);
  for (const part of parts.slice(0, PART_LIMIT)) if (!report.isFull) checkPart(part);
}

function checkMap(map: YamlNode & { kind: "map" }, node: YamlNode, shape: MapShape, path: string, report: Report): void {
  for (const { key, value } of map.pairs) {
    if (report.isFull) return;
    const text = textOf(key);
    const field = text === undefined ? undefined : shape.fields.get(text);
    if (text === undefined) report.add(key, "A key must be a text");
    else if (field) check(value, field.shape, shape.noun === "key" ? keyName(path, key) : text, report);
    else if (shape.later?.has(text)) report.add(key, `\`${keyName(path, key)}\` is not available yet`);
    else report.add(key, `Unknown ${shape.noun} \`${text}\`${didYouMean(text, shape.fields.keys())}`);
  }
  for (const key of shape.required ?? []) {
    if (!map.pairs.some((pair) => textOf(pair.key) === key)) report.add(map.pairs[0]?.key ?? node, `\`${key}\` is missing`);
  }
}

type ScalarShape = Exclude<Shape, { kind: "map" | "dictionary" | "list" }>;

function checkScalar(node: YamlNode, shape: ScalarShape, name: string, report: Report): void {
  const value = resolve(node);
  const message = isNothing(value) ? `${name} has no value` : scalarProblem(node, shape, name);
  if (message !== undefined) report.add(node, message);
}

function scalarProblem(node: YamlNode, shape: ScalarShape, name: string): string | undefined {
  const text = textOf(node);
  switch (shape.kind) {
    case "either":
    case "word": {
      const words: WordShape = wordsOf(shape);
      if (text === undefined) return `${name} must be one word${shape.kind === "either" ? " or a map" : ""}`;
      return wordOf(node, words) === undefined ? words.problem(text) : undefined;
    }
    case "text":
      return text === undefined ? `${name} must be ${shape.noun}` : shape.problem?.(text);
    case "boolean":
      return booleanOf(node) === undefined ? `${name} must be \`true\` or \`false\`` : undefined;
    case "integer": {
      const number = integerOf(node);
      const { minimum } = shape;
      const least = minimum === undefined ? "" : ` of at least ${minimum}`;
      return number === undefined || number < (minimum ?? number) ? `${name} must be a whole number${least}` : undefined;
    }
    default:
      return never(shape);
  }
}

function wordsOf(shape: WordShape | EitherShape): WordShape {
  return shape.kind === "either" ? shape.scalar : shape;
}

function keyName(path: string, key: YamlNode): string {
  const text = textOf(key) ?? "?";
  return path ? `${path}.${text}` : text;
}
