// What a value of a chart comes to with each of its values sets, and what becomes of it.

import type { Origin } from "../base/origin.ts";
import { memo } from "../base/memo.ts";
import type { TemplateRender } from "../helm/render.ts";
import type { ChartReport } from "../place/chart-report.ts";
import { sourceMapOf } from "../place/source-map.ts";
import { resourcesOf } from "../kube/resource.ts";
import { Dict, Int, List, type Traced, type Value } from "../template/value.ts";
import { partAt, type Part } from "../workspace/file.ts";
import { pathTo } from "../yaml/access.ts";
import { nodeAt } from "../yaml/node-at.ts";
import type { Step } from "../template/flow.ts";

/** A value with the sets that have it. */
export interface Effective {
  readonly sets: readonly string[];
  /** Undefined where it is not set. */
  readonly value: Traced | undefined;
}

/** Sets with equal values are one; empty where nothing is rendered. */
export function effectiveValues(report: ChartReport, path: readonly (string | number)[]): readonly Effective[] {
  const known = effective(report);
  const key = path.join("\0");
  let found = known.get(key);
  if (!found) known.set(key, (found = findEffective(report, path)));
  return found;
}

const effective = memo((_report: ChartReport) => new Map<string, readonly Effective[]>());

function findEffective({ sets }: ChartReport, path: readonly (string | number)[]): readonly Effective[] {
  const found: { readonly sets: string[]; readonly value: Traced | undefined; readonly key: string }[] = [];
  for (const { set, render } of sets) {
    const merged = render?.basis?.prepared.merged;
    if (!merged) continue;
    const value = valueAt(merged, path);
    const origin = value?.trace.origins[0];
    const key = `${value ? contentKey(value.value) : ""}\0${origin ? `${origin.file}:${origin.path.join("\0")}` : ""}`;
    const same = found.find((one) => one.key === key);
    if (same) same.sets.push(set.name);
    else found.push({ sets: [set.name], value, key });
  }
  return found;
}

/** Equal for values that say the same. */
function contentKey(value: Value): string {
  return value instanceof Dict || value instanceof List ? containerKey(value) : spelled(value, Infinity);
}

const containerKey: (value: Dict | List) => string = memo((value) =>
  value instanceof Dict
    ? `{${[...value.entries].map(([key, item]) => `${key}:${contentKey(item.value)}`).join()}}`
    : `[${value.items.map((item) => contentKey(item.value)).join()}]`,
);

function valueAt(values: Traced, path: readonly (string | number)[]): Traced | undefined {
  let at: Traced | undefined = values;
  for (const step of path) {
    const value: Value = at.value;
    at = value instanceof Dict ? value.entries.get(String(step)) : value instanceof List ? value.items[Number(step)] : undefined;
    if (!at) return undefined;
  }
  return at;
}

const LONGEST = 60;

/** A value in a few characters, as YAML has it. */
export function spelled(value: Value, most = LONGEST): string {
  if (typeof value === "string") return shortened(JSON.stringify(value), most);
  if (value instanceof Int) return String(value.value);
  if (value instanceof List) return listed(value.items, (item) => spelled(item.value, most), "[", "]", most);
  if (value instanceof Dict)
    return listed(value.entries, ([key, item]) => `${key}: ${spelled(item.value, most)}`, "{", "}", most);
  return value === null || value === undefined || typeof value === "object" ? "null" : String(value);
}

/** No more of them than there is room for. */
function listed<T>(parts: Iterable<T>, spell: (part: T) => string, open: string, close: string, most: number): string {
  let text = "";
  for (const part of parts) {
    if (text.length > most) break;
    text += (text === "" ? "" : ", ") + spell(part);
  }
  return shortened(open + text + close, most);
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** `Deployment web · spec.replicas`: where the value at a place in a file, or what is below it, shows in what is rendered. */
export function becomes({ sets }: ChartReport, file: string, path: readonly Step[]): readonly string[] {
  const found = new Set<string>();
  for (const { files } of sets)
    for (const { template, parts } of files) {
      if (!template) continue;
      for (const { origin, start } of printed(template).get(file) ?? []) {
        if (!path.every((step, i) => String(origin.path[i]) === String(step))) continue;
        const words = wordsAt(parts, start);
        if (words !== undefined) found.add(words);
      }
    }
  return [...found];
}

interface Printed {
  readonly origin: Origin;
  readonly start: number;
}

/** What of each file's values stands where in a template's output. */
const printed: (template: TemplateRender) => ReadonlyMap<string, readonly Printed[]> = memo((template) => {
  const found = new Map<string, Printed[]>();
  for (const { segment, start } of sourceMapOf(template).between(0, template.text.value.length))
    for (const origin of segment.origins) {
      const own = found.get(origin.file);
      if (own) own.push({ origin, start });
      else found.set(origin.file, [{ origin, start }]);
    }
  return found;
});

function wordsAt(parts: readonly Part[], offset: number): string | undefined {
  const part = partAt({ path: "", text: "", parts }, offset);
  const node = part && nodeAt(part.document, offset - part.offset + 1);
  if (!part || !node) return undefined;
  let owner = resourcesOf(part.document)[0];
  for (const resource of resourcesOf(part.document)) if (resource.node.start <= offset - part.offset) owner = resource;
  return owner && `${owner.kind} ${owner.name ?? "?"} · ${dotted(pathTo(node))}`;
}

function dotted(path: readonly (string | number)[]): string {
  return path.map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`)).join("");
}
