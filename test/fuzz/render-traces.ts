// Changes scalars in values files, and looks whether exactly what is traced to them changes in the render.

import { FileTree, fileOfText } from "../../server/src/base/file-tree.ts";
import { loadChart } from "../../server/src/helm/chart.ts";
import { ChartError } from "../../server/src/helm/metadata.ts";
import { parseCache, renderChartNow, type ChartRender, type TemplateRender } from "../../server/src/helm/render.ts";
import { mergeValues, ValuesError } from "../../server/src/helm/values.ts";
import { parseDocument } from "../../server/src/yaml/parse.ts";
import type { YamlNode } from "../../server/src/yaml/tree.ts";
import { caseRelease, unzip } from "../bench/render-cases.ts";
import type { Random } from "./random.ts";

/** A chart and its values files, all below one root. */
export interface TraceSubject {
  readonly files: FileTree;
  /** The chart's folder. */
  readonly root: string;
  /** The user's values, in order. */
  readonly values: readonly string[];
}

export interface TraceResult {
  /** Scalars that were changed; that a condition reads; whose change makes the chart fail. */
  readonly changed: number;
  readonly deciding: number;
  readonly failing: number;
  /** Stretches that are traced to a changed scalar, and those of them that stayed as they were: traced too widely. */
  readonly traced: number;
  readonly unmoved: number;
  /** Where something changed that is not traced to the scalar. */
  readonly faults: readonly string[];
}

interface Scalar {
  readonly file: string;
  readonly path: readonly (string | number)[];
  /** The text of the file with another value in its place. */
  readonly changed: string;
}

/** Undefined where the chart does not render. `most`: so many scalars are tried, by chance. */
export function checkTraces(subject: TraceSubject, random: Random, most = Infinity): TraceResult | undefined {
  const start = tryRender(subject);
  if (!start || start.problems.length > 0) return undefined;
  const result = { changed: 0, deciding: 0, failing: 0, traced: 0, unmoved: 0, faults: [] as string[] };
  const deciders = decidersOf(start);
  const used = tracedPlaces(start);
  const scalars = scalarsOf(subject).filter((scalar) => used.has(placeOf(scalar)) || random.oneIn(10));
  while (scalars.length > most) scalars.splice(random.below(scalars.length), 1);
  for (const scalar of scalars) {
    const place = placeOf(scalar);
    if (deciders.has(place)) result.deciding++;
    else {
      const files = new FileTree([...subject.files.files, [scalar.file, fileOfText(scalar.changed)]]);
      const other = tryRender({ ...subject, files });
      if (!other || other.problems.length > 0) result.failing++;
      else {
        result.changed++;
        compare(start, other, place, result);
      }
    }
  }
  return result;
}

function tryRender({ files, root, values }: TraceSubject): ChartRender | undefined {
  try {
    const given = mergeValues({ files: values.map((path) => ({ path, text: files.get(path)?.text ?? "" })) });
    const chart = loadChart(files, root, unzip);
    return renderChartNow(chart, given, { release: caseRelease, mode: "strict", parses });
  } catch (error) {
    if (error instanceof ChartError || error instanceof ValuesError) return undefined;
    throw error;
  }
}

const parses = parseCache();

/** What is not traced to the place must be the same in both. */
function compare(
  a: ChartRender,
  b: ChartRender,
  place: string,
  result: { traced: number; unmoved: number; faults: string[] },
): void {
  for (const [name, one] of a.templates) {
    const other = b.templates.get(name);
    if (!other) {
      result.faults.push(`${place}: ${name} is gone`);
      continue;
    }
    const [left, right] = [pieces(one, place), pieces(other, place)];
    if (left.free !== right.free) result.faults.push(`${place}: ${name}: ${differing(left.free, right.free)}`);
    result.traced += left.traced.length;
    result.unmoved += left.traced.filter((text, i) => right.traced[i] === text).length;
  }
}

/** The stretches that are traced to a place, and all other text. */
function pieces({ text }: TemplateRender, place: string): { readonly free: string; readonly traced: readonly string[] } {
  const traced: string[] = [];
  let free = "";
  let at = 0;
  let isOpen = false;
  for (const { length, origins } of text.trace.segments ?? []) {
    const piece = text.value.slice(at, (at += length));
    if (length === 0) continue;
    const isTraced = origins.some((origin) => placeOf(origin) === place);
    if (!isTraced) free += piece;
    else if (isOpen) traced[traced.length - 1] += piece;
    else traced.push(piece);
    isOpen = isTraced;
  }
  return { free, traced };
}

function differing(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - 30);
  return `${JSON.stringify(a.slice(from, at + 50))} became ${JSON.stringify(b.slice(from, at + 50))}`;
}

/** What some condition was made of, or was asked whether it is there. */
function decidersOf({ templates }: ChartRender): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { result } of templates.values()) {
    for (const { origins } of result.regions) for (const origin of origins) found.add(placeOf(origin));
    for (const origin of result.reads.shape) found.add(placeOf(origin));
  }
  return found;
}

function tracedPlaces({ templates }: ChartRender): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { text } of templates.values())
    for (const { origins } of text.trace.segments ?? []) for (const origin of origins) found.add(placeOf(origin));
  return found;
}

function placeOf({ file, path }: { readonly file: string; readonly path: readonly (string | number)[] }): string {
  return `${file} ${JSON.stringify(path)}`;
}

/** Those of all values files that stand in one line, each with another value of its type. */
function scalarsOf({ files, values }: TraceSubject): Scalar[] {
  const found: Scalar[] = [];
  for (const [file, { text }] of files.files) {
    if (!/(?:^|\/)values\.yaml$/.test(file) && !values.includes(file)) continue;
    const { root, problems } = parseDocument(text);
    // An anchored scalar stands in several places.
    if (problems.length === 0 && !/[&*]\w|<<:/.test(text)) gather(root, [], text, file, found);
  }
  return found;
}

/** Keys that Go reads as booleans or numbers are called otherwise in paths. */
const RESPELLED = /^(?:y|n|yes|no|on|off|true|false|[-+.]?\d[\d._]*)$/i;

function gather(
  node: YamlNode | undefined,
  path: readonly (string | number)[],
  text: string,
  file: string,
  found: Scalar[],
): void {
  if (node?.kind === "map")
    for (const { key, value } of node.pairs)
      if (key.kind === "scalar" && !RESPELLED.test(key.value)) gather(value, [...path, key.value], text, file, found);
  if (node?.kind === "seq") for (const [i, item] of node.items.entries()) gather(item, [...path, i], text, file, found);
  if (node?.kind !== "scalar" || node.end === node.start || node.style === "literal" || node.style === "folded") return;
  const { start, end, value, style } = node;
  const at = style === "plain" ? end : end - 1;
  // An empty text writes no stretch, and is often there to be asked whether it is empty.
  if (value === "" || (style === "plain" && (value === "null" || value === "~"))) return;
  const isBoolean = style === "plain" && (value === "true" || value === "false");
  const changed = isBoolean
    ? text.slice(0, start) + String(value === "false") + text.slice(end)
    : text.slice(0, at) + (/^\d+$/.test(value) ? "1" : "x") + text.slice(at);
  found.push({ file, path, changed });
}
