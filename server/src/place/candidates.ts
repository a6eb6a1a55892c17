// Where a goal in a rendered document could be reached: in the values, or in the template's text. Most likely first; nothing is proven.

import type { Origin } from "../base/origin.ts";
import type { TemplateRender } from "../helm/render.ts";
import type { Region } from "../template/value.ts";
import type { RenderedFile, RenderedSet } from "../workspace/chart.ts";
import type { Part } from "../workspace/file.ts";
import { pathTo } from "../yaml/access.ts";
import type { YamlValue } from "../yaml/edit.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { chartMapOf, type ChartMap } from "./chart-map.ts";
import type { Draft, ValueEdit } from "./draft.ts";
import { isEmptyNode, type Goal } from "./goal.ts";
import { printedFrom, type Scene } from "./place-finding.ts";
import { branchesIn, branchesWith, type SkippedBranch } from "./skipped-branch.ts";
import { sourceMapOf, type Piece } from "./source-map.ts";
import { templateDrafts } from "./template-draft.ts";
import { findValue } from "./values-place.ts";

/** Where the goal's document is, and in which values files an answer may be written, the narrowest first. */
export interface Aim {
  readonly scene: Scene;
  readonly rendered: RenderedSet;
  readonly file: RenderedFile;
  readonly part: Part;
  readonly valuesFiles: readonly string[];
}

export interface Candidate {
  readonly draft: Draft;
  readonly kind: "values" | "template";
}

/** A wish for the values: keys below the root's values. */
interface Wish {
  readonly keys: readonly (string | number)[];
  readonly op: ValueEdit["op"];
  readonly value: YamlValue;
}

/** More guesses are not tried for one goal. */
const MOST_WISHES = 12;

export function candidatesFor(aim: Aim, goal: Goal): readonly Candidate[] {
  const { file, scene } = aim;
  const { template } = file;
  const map = chartMapOf(scene.chart);
  const prefix = map.valuesPath(file.name);
  const wishes =
    goal.kind === "document"
      ? documentWishes(aim, map, goal.value)
      : template
        ? valueWishes(aim, template, map, prefix, goal)
        : [];
  const seen = new Set<string>();
  const values = wishes
    .filter((wish) => wish.keys.length > 0)
    .filter((wish) => !seen.has(JSON.stringify(wish)) && seen.add(JSON.stringify(wish)))
    .slice(0, MOST_WISHES)
    .flatMap((wish) => aim.valuesFiles.map((path): Candidate => ({ kind: "values", draft: [{ kind: "value", path, ...wish }] })));
  const drafts = template && goal.kind !== "document" ? templateDrafts(aim, template, map, goal) : [];
  return [...values, ...drafts.map((draft): Candidate => ({ kind: "template", draft }))];
}

function valueWishes(
  { scene, part }: Aim,
  template: TemplateRender,
  map: ChartMap,
  prefix: readonly string[],
  goal: Exclude<Goal, { kind: "document" }>,
): readonly Wish[] {
  const sources = sourceMapOf(template);
  const own = (origin: Origin) => keysOf(scene, map, origin, prefix);
  const pieces = (node: YamlNode) => sources.between(part.offset + node.start, part.offset + Math.max(node.end, node.start + 1));
  const printed = (node: YamlNode) => printedFrom(pieces(node), part, node).flatMap((origin) => known(own(origin)));
  const whole = regionsOf(
    sources.between(part.offset + (part.document.root?.start ?? 0), part.offset + (part.document.root?.start ?? 0) + 1),
  );
  switch (goal.kind) {
    case "add": {
      const { owner, missing, value } = goal;
      const branches = branchesWith(template, part, owner, missing[0]);
      return [
        ...printed(owner).map((keys): Wish => ({ keys: [...keys, ...missing], op: "set", value })),
        ...branches.flatMap((branch) => branchWishes(branch, missing, value, own)),
        ...guesses(template, pieces(owner), missing, own).map((keys): Wish => ({ keys, op: "set", value })),
      ];
    }
    case "replace": {
      const { pair, value } = goal;
      const inside = pieces(pair.value);
      const above = pair.parent;
      const key = pathTo(pair).at(-1) ?? "";
      return [
        ...(isWhole(inside, part, pair.value) || inside.length === 1
          ? [...new Set(inside.flatMap(({ segment }) => segment.origins))].flatMap((origin) => known(own(origin)))
          : []
        ).map((keys): Wish => ({ keys, op: "set", value })),
        ...printed(above).map((keys): Wish => ({ keys: [...keys, key], op: "set", value })),
        ...(isEmptyNode(pair.value) ? guesses(template, pieces(above), [String(key)], own) : []).map((keys): Wish => ({
          keys,
          op: "set",
          value,
        })),
        ...switches(scene, inside, whole, own),
      ];
    }
    case "remove": {
      const { target } = goal;
      const node = "colon" in target ? target.value : target;
      const inside = pieces(node);
      const sets = [...new Set(inside.flatMap(({ segment }) => segment.origins))].flatMap((origin) => known(own(origin)));
      const isScalar = node.kind === "scalar";
      return [
        ...sets
          .filter(() => isScalar && node.kind === "scalar" && node.value === "true")
          .map((keys): Wish => ({ keys, op: "set", value: false })),
        ...sets.filter(() => isScalar).map((keys): Wish => ({ keys, op: "remove", value: null })),
        ...printed(node).map((keys): Wish => ({ keys, op: "remove", value: null })),
        ...switches(scene, sources.between(part.offset + startOf(target), part.offset + node.end), whole, own),
      ];
    }
    case "append":
      return printed(goal.list).map((keys): Wish => ({ keys, op: "append", value: goal.value }));
  }
}

function startOf(target: Extract<Goal, { kind: "remove" }>["target"]): number {
  return "colon" in target ? target.key.start : target.start;
}

function isWhole(pieces: readonly Piece[], { offset }: Part, { start, end }: YamlNode): boolean {
  return (
    pieces.every(({ segment }) => segment.origins.length > 0) &&
    pieces.length > 0 &&
    pieces[0]!.start <= start + offset &&
    pieces.at(-1)!.end >= end + offset
  );
}

/** Keys below the root's values; undefined for what is no value (Chart.yaml, `--set`). */
function keysOf(
  { source, files }: Scene,
  map: ChartMap,
  { file, path }: Origin,
  prefix: readonly string[],
): readonly (string | number)[] | undefined {
  if (file === `${source.folder}/values.yaml` || source.values.has(file)) return path;
  const owners = map.ownersOf(file);
  const owner = owners.find((one) => one.join() === prefix.join()) ?? owners[0];
  return owner && files.has(`${source.folder}/values.yaml`) ? [...owner, ...path] : owner && [...owner, ...path];
}

/** What decided a branch that would have written the key: the map itself that is printed there, or a switch. */
function branchWishes(
  { region }: SkippedBranch,
  missing: readonly [string, ...string[]],
  value: YamlValue,
  own: (origin: Origin) => readonly (string | number)[] | undefined,
): readonly Wish[] {
  const rest = missing.slice(1);
  return region.origins.flatMap((origin): readonly Wish[] => {
    const keys = own(origin);
    if (!keys) return [];
    const isSwitch = /^(enabled?|create|install)$/i.test(String(keys.at(-1)));
    const whole: Wish[] = [
      { keys: [...keys, ...rest], op: "set", value },
      { keys: [...keys, ...missing], op: "set", value },
    ];
    return isSwitch
      ? [
          { keys, op: "set", value: true },
          { keys: [...keys.slice(0, -1), ...rest], op: "set", value },
        ]
      : whole;
  });
}

/** A guess is dropped whose way is less like the others' than this share of the best one's. */
const ALIKE = 0.8;

/** Keys that the template read, or looked for in vain, and that are called like what is missing; those near the values of the same object first. */
function guesses(
  { result }: TemplateRender,
  pieces: readonly Piece[],
  missing: readonly string[],
  own: (origin: Origin) => readonly (string | number)[] | undefined,
): readonly (readonly (string | number)[])[] {
  const [first = ""] = missing;
  const beside = pieces.flatMap(({ segment }) => segment.origins.flatMap((origin) => known(own(origin))));
  const { absent, shape, whole } = result.reads;
  const read = [...absent, ...shape, ...whole].flatMap((origin) => {
    const keys = own(origin);
    return keys && fits(String(keys.at(-1)), first) ? [[...keys, ...missing.slice(1)]] : [];
  });
  const ranked = read.map((keys) => ({ keys, score: closeness(keys, beside) })).toSorted((a, b) => b.score - a.score);
  const [best] = ranked;
  // The values of another component may be called alike.
  const isRelated = ({ keys, score }: (typeof ranked)[number]) =>
    score > best!.score * ALIKE || keys.slice(0, -missing.length).every((key, i) => key === best!.keys[i]);
  return ranked.filter(isRelated).map(({ keys }) => keys);
}

/** `containerSecurityContext` for `securityContext`. */
function fits(name: string, wanted: string): boolean {
  return name === wanted || name.toLowerCase().endsWith(wanted.toLowerCase());
}

function known<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** How much of the way to the others is the same: those that stand among most of them come first. */
function closeness(keys: readonly (string | number)[], others: readonly (readonly (string | number)[])[]): number {
  let sum = 0;
  for (const other of others) {
    let same = 0;
    while (same < Math.min(keys.length, other.length) && keys[same] === other[same]) same++;
    sum += same;
  }
  return sum;
}

/** What a stretch was written in. */
function regionsOf(pieces: readonly Piece[]): ReadonlySet<Region> {
  const found = new Set<Region>();
  for (const { segment } of pieces) for (let { region } = segment; region; region = region.outer) found.add(region);
  return found;
}

/** Switches that are on around a piece of text, the innermost first. */
function switches(
  { files, source }: Scene,
  pieces: readonly Piece[],
  whole: ReadonlySet<Region>,
  own: (origin: Origin) => readonly (string | number)[] | undefined,
): readonly Wish[] {
  const wishes: Wish[] = [];
  // What switches the whole object off is no fix of it.
  const seen = new Set(whole);
  for (const { segment } of pieces)
    for (let region = segment.region; region && !seen.has(region); region = region.outer) {
      seen.add(region);
      if (region.taken !== "then" || region.kind !== "if") continue;
      for (const origin of region.origins) {
        const keys = own(origin);
        const file = files.get(origin.file) ?? files.get(`${source.folder}/values.yaml`);
        const found = keys && file && findValue(file, keys);
        if (keys && found?.depth === keys.length && found.node.kind === "scalar" && found.node.value === "true")
          wishes.push({ keys, op: "set", value: false });
      }
      break;
    }
  return wishes;
}

/** A document of the wanted kind that some template holds back. */
function documentWishes({ rendered, scene }: Aim, map: ChartMap, value: YamlValue): readonly Wish[] {
  const kind = typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : "";
  if (kind === "") return [];
  return rendered.files.flatMap((file) => {
    if (!file.template) return [];
    const prefix = map.valuesPath(file.name);
    return branchesIn(file.template)
      .filter(({ text }) => text.split("\n").some((line) => /^kind:\s*/.test(line) && line.includes(kind)))
      .flatMap(({ region }) =>
        region.origins.flatMap((origin): Wish[] => {
          const keys = keysOf(scene, map, origin, prefix);
          return keys ? [{ keys, op: "set", value: true }] : [];
        }),
      );
  });
}
