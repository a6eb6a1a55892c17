// Renames a key of the values or a named template in every file of a chart, and proves that the chart still renders the same.

import type { Position, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { groupBy } from "../base/group.ts";
import { applyTextEdits, type TextEdit } from "../base/text-edit.ts";
import type { Step } from "../template/flow.ts";
import { renderSet, type RenderedSet } from "../workspace/chart.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { quoteIfNeeded } from "../yaml/write.ts";
import { chartEdit } from "./chart-actions.ts";
import { chartCursorAt, shortPath, subjectAt, type ChartCursor, type Subject } from "./chart-cursor.ts";
import { chartModelAt, type ChartModel } from "./chart-model.ts";
import { distinct, isOwn, templatePlaces, usesOf, valuePlaces, type Place } from "./chart-places.ts";
import { chartUsesOf, fits, startsAs, type WholeUse } from "./chart-uses.ts";
import { keysBelow, settingsOf } from "./chart-values.ts";
import { textRange } from "./chart-view.ts";
import type { Engine } from "./engine.ts";
import type { Refusal } from "./rename.ts";

type Prepared = { readonly range: Range; readonly placeholder: string };

/** Undefined where the file belongs to no chart. */
export function prepareChartRename(engine: Engine, path: string, position: Position): Prepared | Refusal | undefined {
  const cursor = chartCursorAt(engine, path, position);
  if (!cursor) return undefined;
  const found = renamed(engine, cursor);
  return "refused" in found ? found : { range: textRange(cursor.file, found.at), placeholder: found.name };
}

/** Yields while it renders every values set, before and after. */
export function* chartRename(
  engine: Engine,
  path: string,
  position: Position,
  newName: string,
): Generator<void, WorkspaceEdit | Refusal | undefined> {
  const cursor = chartCursorAt(engine, path, position);
  if (!cursor) return undefined;
  const found = renamed(engine, cursor);
  if ("refused" in found) return found;
  const reason = whyNoName(cursor.model, found, newName);
  if (reason !== undefined) return { refused: reason };
  const edits = editsOf(engine, found, newName);
  const difference = yield* whyDifferent(engine.snapshot, cursor.model.folder, edits);
  return difference === undefined ? chartEdit(engine, edits) : { refused: difference };
}

interface Renamed {
  readonly at: Subject;
  readonly name: string;
  /** Of a value: all that get the new name together. */
  readonly paths: readonly (readonly Step[])[];
  readonly places: readonly Place[];
}

function renamed(engine: Engine, cursor: ChartCursor): Renamed | Refusal {
  const { model } = cursor;
  if (!model.source.isWhole) return { refused: "Not all files of the chart have been read yet, so uses could be missed" };
  const at = subjectAt(cursor);
  if (at?.kind === "template") return renamedTemplate(model, at);
  if (at?.kind !== "value") return { refused: "There is no name here that can be renamed" };
  const name = String(at.paths[0]?.at(-1) ?? "");
  if (!at.isName) return { refused: "Only the key can be renamed" };
  const paths = together(model, at.paths);
  const places = distinct(paths.flatMap((path) => valuePlaces(model, path)));
  const reason =
    whyTied(model, paths) ?? whyPacked(engine.snapshot, model, places) ?? whyElsewhere(engine.snapshot, model, paths);
  return reason === undefined ? { at, name, paths, places } : { refused: reason };
}

function renamedTemplate(model: ChartModel, at: Subject & { readonly kind: "template" }): Renamed | Refusal {
  const { name } = at;
  const places = templatePlaces(model, name);
  if (!places.some(({ role }) => role === "sets")) return { refused: `\`${name}\` is not defined in this chart` };
  const outside = places.find(({ path }) => !isOwn(model, path));
  if (outside) return { refused: `\`${name}\` is also in ${shortPath(model, outside.path)}, which is no file of this chart` };
  const computed = model.templates.find(({ parsed }) => mayInclude(parsed.text, name));
  if (computed) return { refused: `${shortPath(model, computed.path)} includes a template by a name that is computed` };
  return { at, name, paths: [], places };
}

/** Whether a template is included by a name that is computed, and may be this one: `include (printf "%s.labels" .x)`. */
function mayInclude(text: string, name: string): boolean {
  for (const [, opening = "", format] of text.matchAll(/\binclude\s+(\(\s*printf\s+"([^"]*)"|\(|\$|\.)/g))
    if (format === undefined ? opening !== "" : fitsFormat(format, name)) return true;
  return false;
}

function fitsFormat(format: string, name: string): boolean {
  const [first = "", ...others] = format.split(/%[a-z]/);
  const last = others.pop();
  if (last === undefined) return first === name;
  let at = first.length;
  for (const part of others) {
    at = name.indexOf(part, at) + part.length;
    if (at < part.length) return false;
  }
  return name.startsWith(first) && name.endsWith(last) && at + last.length <= name.length;
}

/** A name in a helper that is given several values is the name of a key in each of them. */
function together(model: ChartModel, start: readonly (readonly Step[])[]): readonly (readonly Step[])[] {
  const found = new Map(start.map((path) => [path.join("\0"), path]));
  for (const path of found.values()) {
    const sites = new Set(usesOf(model, path).map(({ file, use }) => `${file}:${use.start}`));
    for (const { text, values } of chartUsesOf(model).readings)
      for (const use of values)
        if (sites.has(`${text.path}:${use.start}`) && !found.has(use.path.join("\0"))) found.set(use.path.join("\0"), use.path);
    if (found.size > MOST_PATHS) break;
  }
  return [...found.values()];
}

const MOST_PATHS = 100;

/** Why the key is more than a name: something looks at all keys, or computes one. */
function whyTied(model: ChartModel, paths: readonly (readonly Step[])[]): string | undefined {
  for (const path of paths) {
    if (typeof path.at(-1) !== "string") return "An item of a list has no name";
    const own = path.join(".");
    if (model.instances.some((one) => one.path.length > 0 && one.path.join(".") === own))
      return `\`${own}\` is the name of a subchart`;
    if (own === "global" || own === "tags") return `\`${own}\` is Helm's own name`;
    if (path[0] === "tags") return "Tags are named by the chart's dependencies";
    for (const { text, wholes } of chartUsesOf(model).readings)
      for (const use of wholes) {
        const reason = whyTiedBy(use, path);
        if (reason !== undefined) return `${shortPath(model, text.path)}:${lineOf(text.parsed.text, use.start)} ${reason}`;
      }
  }
  return undefined;
}

function whyTiedBy({ path: of, by, isComputed }: WholeUse, path: readonly Step[]): string | undefined {
  const owner = path.slice(0, -1);
  const name = of.length === 0 ? "all values" : `\`${of.join(".")}\``;
  if (isComputed) return fits(of, owner) ? `takes a key of ${name} that is computed (\`${by}\`)` : undefined;
  if (by === "range") return undefined;
  if (by === "range with keys" || by === "keys") return fits(of, owner) ? `goes through the keys of ${name}` : undefined;
  if (of.length >= path.length || !startsAs(of, path)) return undefined;
  return by === "" ? `prints ${name} whole` : `hands ${name} whole to \`${by}\`, so its keys are part of the output`;
}

function whyPacked({ files }: Snapshot, model: ChartModel, places: readonly Place[]): string | undefined {
  const packed = places.find(({ path }) => !files.has(path));
  return packed && `${shortPath(model, packed.path)} speaks of it, and is packed`;
}

/** Charts that use this one as a dependency may set the value, too. */
function whyElsewhere(snapshot: Snapshot, model: ChartModel, paths: readonly (readonly Step[])[]): string | undefined {
  for (const folder of snapshot.chartFolders) {
    if (folder === model.folder || !snapshot.files.get(`${folder}/Chart.yaml`)?.text.includes("dependencies")) continue;
    const other = chartModelAt(snapshot, folder);
    for (const { chart, path: prefix } of other?.instances ?? [])
      if (
        chart.path === model.folder &&
        paths.some((path) =>
          settingsOf(other!, [...prefix, ...path]).some(({ layer }) => layer.file.path !== `${model.folder}/values.yaml`),
        )
      )
        return `The chart in ${folder.slice(folder.lastIndexOf("/") + 1)}/ sets it, too`;
  }
  return undefined;
}

function whyNoName(model: ChartModel, { paths, name, places, at }: Renamed, newName: string): string | undefined {
  if (newName === name) return undefined;
  if (at.kind === "template") {
    if (newName.trim() === "" || /["`\\\n]/.test(newName)) return "That can't be the name of a template";
    return model.definitions.has(newName) ? `There is a template \`${newName}\` already` : undefined;
  }
  if (newName.trim() === "" || /[\n"'\\]/.test(newName)) return "That can't be a key";
  const isField = places.some(({ role, path }) => role === "reads" && !path.endsWith("Chart.yaml"));
  if (isField && !/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(newName) && fieldUses(model, paths))
    return `Templates can't read \`.${newName}\`: a name there has only letters, digits and \`_\``;
  const taken = paths.find((path) => {
    const owner = path.slice(0, -1);
    return keysBelow(model, owner).has(newName) || usesOf(model, [...owner, newName]).length > 0;
  });
  return taken && `There is a key \`${[...taken.slice(0, -1), newName].join(".")}\` already`;
}

function fieldUses(model: ChartModel, paths: readonly (readonly Step[])[]): boolean {
  return paths.some((path) => usesOf(model, path).some(({ use }) => use.kind === "field"));
}

function editsOf({ snapshot }: Engine, { at, places }: Renamed, newName: string): ReadonlyMap<string, readonly TextEdit[]> {
  const byFile = groupBy(places, ({ path }) => path);
  return new Map(
    [...byFile].map(([path, own]) => {
      const text = snapshot.files.get(path)?.text ?? "";
      const edits = own.map(({ start, end, role }) => ({
        start,
        end,
        text: at.kind === "value" && role === "sets" ? written(text.slice(start, end), newName) : newName,
      }));
      return [path, edits.toSorted((a, b) => a.start - b.start)];
    }),
  );
}

/** A key of YAML may be quoted, or has to be. */
function written(old: string, newName: string): string {
  if (/^["']/.test(old)) return `${old[0]}${newName}${old[0]}`;
  return quoteIfNeeded(newName, { flow: false, quotes: "plain" });
}

/** Why the chart is not the same any more. */
function* whyDifferent(
  snapshot: Snapshot,
  folder: string,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): Generator<void, string | undefined> {
  const before = snapshot.chartAt(folder);
  const texts = [...edits].map(([path, list]) => [path, applyTextEdits(snapshot.files.get(path)?.text ?? "", list)] as const);
  const after = snapshot.speculate({ files: new Map(texts) });
  const source = after.chartAt(folder);
  for (const set of before.sets) {
    const now = source.sets.find(({ name }) => name === set.name);
    const old = yield* renderSet(before, set, snapshot.renders);
    const fresh = now && (yield* renderSet(source, now, after.renders));
    if (!fresh || printed(old) !== printed(fresh))
      return `The chart would render something else${before.sets.length > 1 ? ` with \`${set.name}\`` : ""}, so the name is read in a way that can't be seen`;
  }
  return undefined;
}

function printed({ render, problem }: RenderedSet): string {
  const texts = [...(render?.templates ?? [])].map(([name, { text }]) => `${name}\n${text.value}`);
  return [problem?.message ?? "", String(render?.problems.length ?? 0), ...texts].join("\0");
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
