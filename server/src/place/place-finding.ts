// Places a finding on what a chart renders: on the value that decides it, else on the text of the template.

import type { Origin, TemplateSpan } from "../base/origin.ts";
import type { Span } from "../base/span.ts";
import { isWithin } from "../base/path.ts";
import type { ActiveChart } from "../helm/active-chart.ts";
import type { Finding } from "../lint/finding.ts";
import type { ChartSource, RenderedFile } from "../workspace/chart.ts";
import type { Part, SourceFile } from "../workspace/file.ts";
import { get, items, pathTo, textOf } from "../yaml/access.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { chartMapOf, type ChartMap } from "./chart-map.ts";
import { branchesAt, branchesWith } from "./skipped-branch.ts";
import { sourceMapOf, type Piece } from "./source-map.ts";
import { templatePlace } from "./template-place.ts";
import { findValue, spanOf } from "./values-place.ts";

/** Offsets in the file's text; on one line. */
export interface SourcePlace extends Span {
  readonly path: string;
  readonly kind: "values" | "template" | "chart" | "manifest";
}

export interface RelatedPlace {
  readonly place: SourcePlace;
  readonly message: string;
}

export interface Placement {
  readonly place: SourcePlace;
  /** The other places: values, template, the chain of includes. */
  readonly related: readonly RelatedPlace[];
  /** The value that decides: its keys below the root's values. Undefined where the template's text does. */
  readonly value: readonly (string | number)[] | undefined;
  /** The finding's text lies in a copy of a subchart, which nobody should edit. */
  readonly isVendored: boolean;
}

/** What placing needs to know of a chart. */
export interface Scene {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly source: ChartSource;
  readonly chart: ActiveChart;
}

/** Undefined where the finding speaks of what passed through a hole: nothing is known of it. */
export function placeFinding(scene: Scene, file: RenderedFile, part: Part, finding: Finding): Placement | undefined {
  const { template } = file;
  if (!template) {
    const place = {
      path: file.path,
      start: part.offset + finding.start,
      end: part.offset + finding.end,
      kind: "manifest",
    } as const;
    return { place, related: [], value: undefined, isVendored: !scene.files.has(file.path) };
  }
  const map = chartMapOf(scene.chart);
  const at = { start: part.offset + finding.start, end: part.offset + finding.end };
  const sources = sourceMapOf(template);
  const pieces = sources.between(at.start, at.end);
  const { node } = finding;
  const whole = { start: part.offset + node.start, end: part.offset + Math.max(node.end, node.start) };
  const isUnknown = finding.absent
    ? [...sources.between(whole.start, whole.end), ...sources.marks(whole.start, whole.end)].some(unknown)
    : pieces.some(unknown);
  if (isUnknown) return undefined;
  const text =
    (finding.absent && ownerPlace(scene, map, template, part, finding)) ||
    textPlace(scene, map, template.text.value, pieces[0], at);
  const prefix = map.valuesPath(file.name);
  const origins = finding.absent
    ? [...printedFrom(sources.between(whole.start, whole.end), part, node), ...switchedOff(template, part, whole, finding)]
    : [...new Set(pieces.flatMap(({ segment }) => segment.origins))];
  const values = origins.flatMap((origin) => valuePlace(scene, map, origin, prefix) ?? []);
  const [first, ...others] = inOrderOf(finding.rule, values);
  const includes = (pieces[0]?.segment.includes ?? []).flatMap((span) => includePlace(scene, map, span) ?? []);
  const isVendored = !isOwn(scene, map.template(pieces[0]?.segment.span?.template ?? file.name)?.path ?? file.path);
  if (first) {
    const related = [
      ...unique(
        others.map(({ place }) => place),
        first.place,
      ).map((place) => ({ place, message: "Set here, too" })),
      ...(text ? [{ place: text, message: "Written by this template" }] : []),
      ...includes,
    ];
    return { place: first.place, related, value: first.path, isVendored };
  }
  const place = text && isOwn(scene, text.path) ? text : (owner(scene, prefix) ?? text);
  return place && { place, related: includes, value: undefined, isVendored };
}

function unknown({ segment }: Piece): boolean {
  return segment.isUnknown === true;
}

function unique(places: readonly SourcePlace[], but: SourcePlace): readonly SourcePlace[] {
  const seen = new Set([keyOf(but)]);
  return places.filter((place) => !seen.has(keyOf(place)) && seen.add(keyOf(place)));
}

function keyOf({ path, start, end }: SourcePlace): string {
  return `${path}:${start}-${end}`;
}

/** Of an image put together from parts, its version is the last one. */
function inOrderOf(rule: string, values: readonly ValuePlace[]): readonly ValuePlace[] {
  return /^image-(?:tag|digest)/.test(rule) ? values.toReversed() : values;
}

/** The map in the values that the node was printed from whole: its path is that of a leaf without the leaf's own steps. */
export function printedFrom(pieces: readonly Piece[], { offset }: Part, node: YamlNode): readonly Origin[] {
  const leaf = firstLeaf(node);
  const piece = pieces.find(({ start, end }) => start <= leaf.start + offset && leaf.start + offset < end);
  if (!piece || !isPrinted(pieces, piece, offset, leaf)) return [];
  const steps = pathTo(leaf).slice(pathTo(node).length);
  return piece.segment.origins.flatMap((origin) => {
    const above = origin.path.slice(0, origin.path.length - steps.length);
    const isBelow = steps.every((step, i) => String(origin.path[above.length + i]) === String(step));
    return isBelow && origin.path.length >= steps.length ? [{ file: origin.file, path: above }] : [];
  });
}

/** Whoever prints a map prints its keys: where the template's text holds the key, it printed just the value behind it. */
function isPrinted(pieces: readonly Piece[], { segment }: Piece, offset: number, leaf: YamlNode): boolean {
  const { parent } = leaf;
  const at = parent && "colon" in parent ? parent.key.start + offset : undefined;
  const key = at === undefined ? undefined : pieces.find(({ start, end }) => start <= at && at < end);
  // The key of the node itself is no part of it.
  if (!key) return true;
  return (
    key.segment === segment ||
    (key.segment.span?.start === segment.span?.start && key.segment.span?.template === segment.span?.template)
  );
}

function firstLeaf(node: YamlNode): YamlNode {
  if (node.kind === "map") return node.pairs[0] ? firstLeaf(node.pairs[0].value) : node;
  return node.kind === "seq" && node.items[0] ? firstLeaf(node.items[0]) : node;
}

/** What decided the branches that would have written the first missing key. */
function switchedOff(
  template: NonNullable<RenderedFile["template"]>,
  part: Part,
  whole: Span,
  { missing, node }: Finding,
): readonly Origin[] {
  const [key] = missing;
  if (key === undefined) return [];
  const branches =
    node.kind === "map"
      ? branchesWith(template, part, node, key)
      : branchesAt(template, whole).filter(({ keys }) => keys.has(key));
  return branches.flatMap(({ region }) => region.origins);
}

interface ValuePlace {
  readonly place: SourcePlace;
  /** Below the root's values. */
  readonly path: readonly (string | number)[];
}

/** Where the root chart's author can set the value; undefined where it is not for them to set, or stands in no file. */
export function valuePlace(scene: Scene, map: ChartMap, origin: Origin, prefix: readonly string[]): ValuePlace | undefined {
  const { source, files } = scene;
  const own = `${source.folder}/values.yaml`;
  const isRoot = origin.file === own || source.values.has(origin.file);
  if (isRoot) {
    const file = files.get(origin.file);
    const found = file && findValue(file, origin.path);
    if (!found || found.depth === 0) return undefined;
    return { place: { path: origin.file, kind: "values", ...spanOf(found) }, path: origin.path };
  }
  const owners = map.ownersOf(origin.file).filter((path) => path.length > 0);
  const path = owners.find((one) => one.join() === prefix.join()) ?? owners[0];
  if (!path) return undefined;
  const wanted = [...path, ...origin.path];
  for (const name of [...source.values.keys()].toReversed().concat(own)) {
    const file = files.get(name);
    const found = file && findValue(file, wanted);
    if (found && found.depth > 0) return { place: { path: name, kind: "values", ...spanOf(found) }, path: wanted };
  }
  const place = owner(scene, path);
  return place && { place, path: wanted };
}

/** The dependency's entry in the root's Chart.yaml. */
function owner({ source, files }: Scene, [name]: readonly string[]): SourcePlace | undefined {
  for (const path of [`${source.folder}/Chart.yaml`, `${source.folder}/requirements.yaml`]) {
    const file = files.get(path);
    const found = file && name !== undefined && findValue(file, ["dependencies"]);
    if (!found || found.depth === 0) continue;
    const fields = (items(found.node) ?? []).flatMap((item) => [get(item, "alias"), get(item, "name")]);
    const node = fields.find((field) => textOf(field) === name);
    if (node) return { path, kind: "chart", ...spanOf({ ...found, pair: undefined, node }) };
  }
  return undefined;
}

function textPlace(
  { files }: Scene,
  map: ChartMap,
  rendered: string,
  piece: Piece | undefined,
  { start, end }: Span,
): SourcePlace | undefined {
  const name = piece?.segment.span?.template;
  const file = name === undefined ? undefined : map.template(name);
  if (!piece || !file) return undefined;
  // Offsets of a file with a byte order mark are those of its text.
  const span = templatePlace(piece, files.get(file.path)?.text ?? file.file.text, rendered, start, end);
  return span && { path: file.path, kind: "template", ...span };
}

/** An owner that is named by an include stands where it is included: where its name is made, nothing can be added to it. */
function ownerPlace(
  scene: Scene,
  map: ChartMap,
  template: NonNullable<RenderedFile["template"]>,
  { offset }: Part,
  { start, node }: Finding,
): SourcePlace | undefined {
  const pair = node.kind === "map" ? node.pairs.find(({ value }) => value.start === start) : undefined;
  if (!pair) return undefined;
  const sources = sourceMapOf(template);
  const [key] = sources.between(offset + pair.key.start, offset + pair.key.end);
  const [value] = sources.between(offset + start, offset + start + 1);
  const name = key?.segment.span?.template;
  if (!key || name === undefined || value?.segment.span?.template === name) return undefined;
  const call = value?.segment.includes?.findLast((span) => span.template === name);
  const place = call && includePlace(scene, map, call)?.place;
  return place ?? textPlace(scene, map, template.text.value, key, { start: offset + pair.key.start, end: offset + pair.key.end });
}

function includePlace({ files }: Scene, map: ChartMap, span: TemplateSpan): RelatedPlace | undefined {
  const file = map.template(span.template);
  const source = file && files.get(file.path);
  if (!file || !source) return undefined;
  const stop = source.text.indexOf("\n", span.start);
  const end = stop < 0 || stop > span.end ? span.end : stop;
  return { place: { path: file.path, kind: "template", start: span.start, end }, message: "Included here" };
}

/** A file of the root chart itself: not of a copy in `charts/`, an archive or a neighbour. */
export function isOwn({ source: { folder }, files }: Scene, path: string): boolean {
  return files.has(path) && isWithin(folder, path) && !path.startsWith(`${folder}/charts/`);
}
