// Finds what a template printed of values that are set nowhere.

import { memo } from "../base/memo.ts";
import { nearest } from "../base/nearest.ts";
import type { Span } from "../base/span.ts";
import type { TemplateRender } from "../helm/render.ts";
import type { AbsentValue } from "../lint/rule.ts";
import type { Segment } from "../template/value.ts";
import type { RenderedFile } from "../workspace/chart.ts";
import type { Part, SourceFile } from "../workspace/file.ts";
import { keyText } from "../yaml/access.ts";
import { nodeAt } from "../yaml/node-at.ts";
import type { YamlScalar } from "../yaml/tree.ts";
import type { ChartMap } from "./chart-map.ts";
import type { ReadTree } from "./values-tree.ts";
import { findValue } from "./values-place.ts";

/** The value, and what printed it. */
export interface PlacedAbsent extends AbsentValue {
  readonly part: Part;
  readonly segment: Segment;
}

/** `values`: all files that set values of the chart, of every set. `reads`: what templates read; undefined where nobody knows. */
export function absentIn(
  { name, template, parts }: RenderedFile,
  map: ChartMap,
  values: readonly SourceFile[],
  reads: () => ReadTree | undefined,
): readonly PlacedAbsent[] {
  if (!template) return [];
  return nothingsOf(template.result).flatMap(({ segment, offset, isText }) => {
    const part = parts.findLast((one) => one.offset <= offset);
    const path = pathOf(segment, map, name);
    const node = part && scalarAt(part, offset);
    if (!part || !node || !path || values.some((file) => isSet(file, path))) return [];
    const tree = reads();
    const near = tree && nearestUnread(path, values, tree);
    const isPart = isText || node.value.trim() !== "";
    return [{ part, segment, node, path: path.join("."), near, isPart }];
  });
}

interface Nothing {
  readonly segment: Segment;
  /** In what the template rendered. */
  readonly offset: number;
  /** `%!s(<nil>)`, which stays in the text. */
  readonly isText: boolean;
}

const NO_VALUE = "<no value>";

const nothingsOf: (result: TemplateRender["result"]) => readonly Nothing[] = memo(({ text, segments }) => {
  const found: Nothing[] = [];
  if (!text.includes(NO_VALUE) && !text.includes("(<nil>)")) return found;
  let [cut, at, i] = [0, 0, 0];
  for (const match of text.matchAll(/<no value>|%!\w\(<nil>\)/g)) {
    while (i < segments.length && at + segments[i]!.length <= match.index) at += segments[i++]!.length;
    const isText = match[0] !== NO_VALUE;
    const segment = segments[i];
    if (segment && segment.origins.length > 0 && !segment.isUnknown && segment.span)
      found.push({ segment, offset: match.index - cut, isText });
    if (!isText) cut += match[0].length;
  }
  return found;
});

/** From the root's values; undefined for what are no values. */
function pathOf({ origins }: Segment, map: ChartMap, template: string): readonly string[] | undefined {
  const prefix = map.valuesPath(template);
  for (const { file, path } of origins) {
    const owners = map.ownersOf(file);
    const owner = owners.find((one) => one.join() === prefix.join()) ?? owners[0];
    if (owner && path.every((step) => typeof step === "string")) return [...owner, ...path];
  }
  return undefined;
}

/** Also to null: whoever writes that knows that nothing is there. */
function isSet(file: SourceFile, path: readonly string[]): boolean {
  const found = findValue(file, path);
  return found !== undefined && found.depth === path.length;
}

/** A key that is set beside the wanted one, and that no template asks for. */
function nearestUnread(path: readonly string[], values: readonly SourceFile[], reads: ReadTree): string | undefined {
  const parent = path.slice(0, -1);
  let places: readonly ReadTree[] = [reads];
  for (const step of parent) places = places.flatMap((place) => place.step(step));
  const set = values.flatMap((file) => {
    const found = findValue(file, parent);
    return found?.depth === parent.length && found.node.kind === "map" ? found.node.pairs.map(keyText) : [];
  });
  const unread = set.filter((key) => key !== undefined && places.every((place) => place.step(key).length === 0));
  const name = nearest(path.at(-1) ?? "", unread as readonly string[]);
  return name === undefined ? undefined : [...parent, name].join(".");
}

function scalarAt({ document, offset: base }: Part, offset: number): YamlScalar | undefined {
  const at = offset - base;
  if (document.comments.some((comment: Span) => comment.start <= at && at <= comment.end)) return undefined;
  // What is not there may stand at the end of a text, or be all of it.
  for (const place of [at, at - 1, at - 2]) {
    const found = place < 0 ? undefined : nodeAt(document, place);
    if (!found) continue;
    const node = "colon" in found ? (found.value.kind === "scalar" && isNear(found.value, at) ? found.value : found.key) : found;
    if (node.kind === "scalar" && isNear(node, at)) return node;
  }
  return undefined;
}

function isNear({ start, end }: Span, at: number): boolean {
  return start - 1 <= at && at <= end + 1;
}
