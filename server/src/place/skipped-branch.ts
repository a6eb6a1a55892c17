// What the branches that were not taken would have written.

import { memo } from "../base/memo.ts";
import type { Span } from "../base/span.ts";
import { helmFunctions, ROOT_NAME } from "../helm/functions.ts";
import type { TemplateRender } from "../helm/render.ts";
import type { Skipped } from "../template/run.ts";
import { renderSkipped } from "../template/skipped.ts";
import type { Region } from "../template/value.ts";
import type { Part } from "../workspace/file.ts";
import type { YamlMap } from "../yaml/tree.ts";
import { sourceMapOf } from "./source-map.ts";

export interface SkippedBranch {
  readonly region: Region;
  readonly skipped: Skipped;
  /** What it would have written. */
  readonly text: string;
  /** The keys that start a line of it, and in which columns; -1 where what stands before it decides. */
  readonly keys: ReadonlyMap<string, ReadonlySet<number>>;
}

/** The branches that would have written a key of the map, as the columns say: another map may have a key of that name. */
export function branchesWith(template: TemplateRender, { offset }: Part, owner: YamlMap, key: string): readonly SkippedBranch[] {
  const text = template.text.value;
  let end = offset + owner.end;
  while (end < text.length && /\s/.test(text[end]!)) end++;
  const [first] = owner.pairs;
  const at = offset + (first ? first.key.start : owner.start);
  const column = owner.flow || !first ? undefined : at - (text.lastIndexOf("\n", at - 1) + 1);
  const marks = sourceMapOf(template).marks(offset + owner.start, end);
  const inner = owner.pairs.flatMap(({ value }) => (value.kind === "map" || value.kind === "seq" ? [value] : []));
  /** It would have written something inside of one of the map's own values. */
  const isInner = (region: Region) => {
    const own = marks.filter(({ segment }) => segment.region === region);
    return (
      own.length > 0 &&
      own.every((mark) => inner.some((node) => node.start + offset < mark.start && mark.start < node.end + offset))
    );
  };
  return branchesAt(template, { start: offset + owner.start, end }).filter(({ keys, region }) => {
    const columns = keys.get(key);
    if (!columns || column === undefined) return columns !== undefined;
    // What was included may have been indented since: then the outermost of the branch's own keys are meant.
    const least = Math.min(...[...keys.values()].flatMap((own) => [...own]));
    return columns.has(column) || columns.has(-1) || (region.includes.length > 0 && columns.has(least) && !isInner(region));
  });
}

/** The branches that would have written something in a stretch of the rendered text (both ends inclusive). */
export function branchesAt(template: TemplateRender, { start, end }: Span): readonly SkippedBranch[] {
  if (template.result.skipped.length === 0) return [];
  const map = sourceMapOf(template);
  const regions = new Set<Region>();
  for (const { segment } of [...map.marks(start, end), ...map.between(start, end)])
    for (let region = segment.region; region && !regions.has(region); region = region.outer) regions.add(region);
  return regions.size === 0
    ? []
    : template.result.skipped.filter(({ region }) => regions.has(region)).map((skipped) => renderedBranch(skipped));
}

/** All branches of a template that were not taken. */
export function branchesIn({ result }: TemplateRender): readonly SkippedBranch[] {
  return result.skipped.map((skipped) => renderedBranch(skipped));
}

const renderedBranch: (skipped: Skipped) => SkippedBranch = memo((skipped) => {
  const { text } = renderSkipped(skipped, { functions: helmFunctions(), mode: "tolerant", rootName: ROOT_NAME });
  const keys = new Map<string, Set<number>>();
  for (const { 0: line, 1: lead = "", 2: key = "", index } of text.matchAll(
    /^([ ]*(?:-[ ]+)?)["']?([\w./-]+)["']?\s*:(?:\s|$)/gm,
  )) {
    const columns = keys.get(key) ?? new Set();
    columns.add(index === 0 && !line.startsWith(" ") ? -1 : lead.length);
    keys.set(key, columns);
  }
  return { region: skipped.region, skipped, text, keys };
});
