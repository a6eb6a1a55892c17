// Finds blocks that `nindent` moves to the wrong parent: Kubernetes knows their keys one level up or down.

import { memo } from "../base/memo.ts";
import type { Finding } from "../lint/finding.ts";
import type { Catalogue, Schema } from "../schema/schema.ts";
import type { RenderedFile } from "../workspace/chart.ts";
import type { Part } from "../workspace/file.ts";
import { isNull, keyText, pathTo } from "../yaml/access.ts";
import type { YamlMap, YamlPair } from "../yaml/tree.ts";
import { chartMapOf } from "./chart-map.ts";
import { isOwn, type Placement, type Scene } from "./place-finding.ts";
import { sourceMapOf, type Piece } from "./source-map.ts";

export interface WrongIndent {
  readonly placement: Placement;
  /** In other words, and without fixes that would be for the values. */
  readonly finding: Finding;
}

/** Of a finding that Kubernetes knows no such field there. `placement`: where it would stand otherwise. */
export function wrongIndent(
  scene: Scene,
  file: RenderedFile,
  part: Part,
  finding: Finding,
  placement: Placement,
  schemas: Catalogue | undefined,
): WrongIndent | undefined {
  const { node, rule, resource } = finding;
  const pair = node.parent;
  if (rule !== "schema-invalid" || !schemas || !resource || !pair || !("colon" in pair) || pair.key !== node) return undefined;
  const block = blockOf(scene, file, part, pair);
  const schema = schemas.find(resource.group, resource.version, resource.kind)?.schema;
  const level = block && schema && betterLevel(schema, block);
  if (!level) return undefined;
  const keys = block.pairs.map((one) => `\`${keyText(one) ?? ""}\``).join(", ");
  const where =
    level === "up" ? `puts ${keys} one level too deep` : `puts ${keys} beside \`${level.beside}\` instead of below it`;
  const { place } = block;
  const values = placement.place.kind === "values" ? [{ place: placement.place, message: "Set here" }] : [];
  return {
    placement: { place, related: [...values, ...placement.related], value: undefined, isVendored: placement.isVendored },
    finding: reworded(finding, `\`${block.call}\` ${where}`),
  };
}

/** What one action printed with an indentation of its own. */
interface Block {
  readonly place: Placement["place"];
  /** `nindent 8` */
  readonly call: string;
  readonly map: YamlMap;
  /** Its pairs that the action wrote. */
  readonly pairs: readonly YamlPair[];
}

function blockOf(scene: Scene, { template }: RenderedFile, { offset }: Part, pair: YamlPair): Block | undefined {
  if (!template) return undefined;
  const sources = sourceMapOf(template);
  const pieceAt = (at: YamlPair): Piece | undefined => sources.between(at.key.start + offset, at.key.start + offset + 1)[0];
  const piece = pieceAt(pair);
  const span = piece?.segment.span;
  // What was indented had been written by an include: then the include is the place.
  const outer = piece?.segment.includes?.at(-1);
  for (const one of [span, outer]) {
    const path = one && chartMapOf(scene.chart).template(one.template)?.path;
    const source = path === undefined ? undefined : scene.files.get(path)?.text;
    if (!one || path === undefined || source === undefined || !isOwn(scene, path)) continue;
    // An include's span is its call alone: the pipe goes on behind it.
    const stop = source.indexOf("}}", one.start);
    const action = source.slice(one.start, stop < 0 ? one.end : stop);
    const call = /\|\s*(n?indent\s+\d+)\s*-?$/.exec(action.trimEnd())?.[1];
    if (call === undefined || action.includes("\n")) continue;
    const isWritten = (at: YamlPair) => {
      const { span: own, includes } = pieceAt(at)?.segment ?? {};
      return own === one || includes?.at(-1) === one;
    };
    const place = { path, kind: "template", start: one.start, end: one.start + action.trimEnd().length } as const;
    return { place, call, map: pair.parent, pairs: pair.parent.pairs.filter(isWritten) };
  }
  return undefined;
}

/** Where all of the block's keys are known: in the map around its own, or below the key that stands before it with nothing in it. */
function betterLevel(schema: Schema, { map, pairs }: Block): "up" | { readonly beside: string } | undefined {
  const path = pathTo(map);
  const knows = (at: Schema | undefined) =>
    at?.fields !== undefined && pairs.every((pair) => at.fields?.has(keyText(pair) ?? "") === true);
  const [first] = pairs;
  const before = first && map.pairs[map.pairs.indexOf(first) - 1];
  const beside = before && keyText(before);
  if (before && beside !== undefined && isNull(before.value) && knows(schemaAt(schema, [...path, beside]))) return { beside };
  const up = typeof path.at(-1) === "number" ? path.slice(0, -2) : path.slice(0, -1);
  return path.length > 0 && knows(schemaAt(schema, up)) ? "up" : undefined;
}

function schemaAt(schema: Schema, path: readonly (string | number)[]): Schema | undefined {
  let at: Schema | undefined = schema;
  for (const step of path) at = typeof step === "number" ? at?.items : (at?.fields?.get(step)?.schema ?? at?.items);
  return at;
}

/** One object for one finding, so that it is the same in every values set. */
function reworded(finding: Finding, message: string): Finding {
  const known = wordings(finding);
  const { start, end, rule, severity, node, absent, missing, resource, container, tags, kubernetes } = finding;
  const own = { start, end, rule, severity, node, absent, missing, resource, container, tags, kubernetes };
  const made = known.get(message) ?? { ...own, message, related: [], fixes: [] };
  known.set(message, made);
  return made;
}

const wordings = memo((_finding: Finding) => new Map<string, Finding>());
