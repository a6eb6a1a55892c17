// What authors of charts say of their values: in comments, and in `values.schema.json`.

import { memo } from "../base/memo.ts";
import { EACH, type Step } from "../template/flow.ts";
import { lineIndexOf, readFile, type SourceFile } from "../workspace/file.ts";
import type { ChartFile } from "../helm/chart.ts";
import { get, items, textOf } from "../yaml/access.ts";
import { scalarValue } from "../yaml/scalar.ts";
import type { YamlComment, YamlDocument, YamlNode, YamlPair } from "../yaml/tree.ts";
import type { ChartModel } from "./chart-model.ts";
import { pathIn, settingsOf, type Setting } from "./chart-values.ts";

/** Markdown; empty where nobody says anything. The chart's own words come before those of the subchart. */
export function docsOf(model: ChartModel, path: readonly Step[]): string {
  const comments = settingsOf(model, path)
    .toReversed()
    .map((setting) => commentOf(setting));
  const said = comments.find((text) => text !== "");
  return [...(said ? [said] : []), ...schemasAt(model, path).map(schemaWords)].filter(Boolean).join("\n\n");
}

/** The comment that belongs to a key. */
export function commentOf({ found }: Setting): string {
  const { document } = found.part;
  if (!found.pair) return "";
  return paramsIn(document).get(dotted(found.pair)) ?? above(document, found.pair) ?? behind(document, found.pair) ?? "";
}

/** A schema of values where it speaks of one value. */
export interface SchemaPlace {
  readonly file: SourceFile;
  readonly pair: YamlPair | undefined;
  readonly node: YamlNode;
}

export function schemasAt(model: ChartModel, path: readonly Step[]): readonly SchemaPlace[] {
  return model.instances.flatMap(({ chart, path: prefix }) => {
    const inner = chart.schema && pathIn({ prefix }, path);
    const file = chart.schema && (model.fileAt(chart.schema.path) ?? packedSchema(chart.schema));
    const root = file?.parts[0]?.document.root;
    return inner && file && root ? descend(file, root, inner) : [];
  });
}

/** The properties that schemas name below a path. */
export function schemaKeys(model: ChartModel, path: readonly Step[]): ReadonlyMap<string, SchemaPlace> {
  const found = new Map<string, SchemaPlace>();
  for (const { file, node } of schemasAt(model, path))
    for (const one of variants(node, rootOf(file)))
      for (const pair of pairsOf(get(one, "properties"))) {
        const key = pair.key.kind === "scalar" ? pair.key.value : "";
        if (!found.has(key)) found.set(key, { file, pair, node: pair.value });
      }
  return found;
}

/** What a schema allows, in a line or two. */
export function schemaWords({ file, node }: SchemaPlace): string {
  const all = variants(node, rootOf(file));
  const first = (key: string) => all.map((one) => get(one, key)).find((one) => one !== undefined);
  const type = first("type");
  const types = type?.kind === "seq" ? (items(type) ?? []).map((one) => textOf(one) ?? "") : [textOf(type) ?? ""];
  const allowed = (items(first("enum")) ?? []).map((one) => `\`${written(one)}\``);
  const fallback = first("default");
  const words = [
    types.filter(Boolean).join(" or "),
    ...(allowed.length > 0 ? [`one of ${allowed.join(", ")}`] : []),
    ...["minimum", "maximum", "minLength", "maxLength", "pattern"].flatMap((key) => {
      const limit = first(key);
      return limit ? [`${key} \`${written(limit)}\``] : [];
    }),
    ...(fallback?.kind === "scalar" ? [`default \`${written(fallback)}\``] : []),
  ].filter(Boolean);
  return [words.length > 0 ? `*${words.join(" · ")}*` : "", textOf(first("description")) ?? textOf(first("title")) ?? ""]
    .filter(Boolean)
    .join("\n\n");
}

/** The values that a schema allows. */
export function allowedAt(model: ChartModel, path: readonly Step[]): readonly string[] {
  return schemasAt(model, path).flatMap(({ file, node }) => {
    const all = variants(node, rootOf(file));
    const named = all.flatMap((one) => items(get(one, "enum")) ?? []).map(written);
    return named.length > 0 ? named : all.some((one) => textOf(get(one, "type")) === "boolean") ? ["true", "false"] : [];
  });
}

function descend(file: SourceFile, root: YamlNode, path: readonly Step[]): readonly SchemaPlace[] {
  let at: readonly SchemaPlace[] = [{ file, pair: undefined, node: root }];
  for (const step of path) at = at.flatMap(({ node }) => variants(node, root).flatMap((one) => into(file, one, step)));
  return at;
}

function into(file: SourceFile, node: YamlNode, step: Step): readonly SchemaPlace[] {
  const found: SchemaPlace[] = [];
  if (typeof step === "string") {
    const pair = pairsOf(get(node, "properties")).find(({ key }) => key.kind === "scalar" && key.value === step);
    if (pair) found.push({ file, pair, node: pair.value });
  }
  const other = get(node, step === EACH ? "items" : "additionalProperties") ?? get(node, "additionalProperties");
  if (found.length === 0 && other?.kind === "map") found.push({ file, pair: undefined, node: other });
  return found;
}

/** The schema and what it refers to, in this file; bounded, since it may refer to itself. */
function variants(node: YamlNode, root: YamlNode, depth = 0): readonly YamlNode[] {
  if (depth > 8) return [];
  const target = textOf(get(node, "$ref"));
  const referred = target?.startsWith("#/") ? at(root, target.slice(2).split("/")) : undefined;
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => items(get(node, key)) ?? []);
  return [node, ...[...(referred ? [referred] : []), ...parts].flatMap((one) => variants(one, root, depth + 1))];
}

function at(root: YamlNode, path: readonly string[]): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const step of path) node = get(node, decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
  return node;
}

function rootOf({ parts }: SourceFile): YamlNode {
  // Whoever has a place in it has come by its root.
  return parts[0]!.document.root!;
}

function pairsOf(node: YamlNode | undefined): readonly YamlPair[] {
  return node?.kind === "map" ? node.pairs : [];
}

function written(node: YamlNode): string {
  return node.kind === "scalar" ? String(scalarValue(node)) : "…";
}

const packedSchema: (file: ChartFile) => SourceFile = memo(({ path, file }) => readFile(path, file.text));

/** `## @param web.image.tag Tag of the image`, wherever it stands. */
const paramsIn: (document: YamlDocument) => ReadonlyMap<string, string> = memo((document) => {
  const found = new Map<string, string>();
  for (const { start, end } of document.comments) {
    const match = /^#+\s*@(?:param|extra)\s+(\S+)\s*(?:\[[^\]]*\])?\s*(.*)$/.exec(document.text.slice(start, end));
    if (match?.[2]) found.set(match[1]!, match[2]);
  }
  return found;
});

function dotted(pair: YamlPair): string {
  const keys: string[] = [];
  for (let one: YamlPair | undefined = pair; one;) {
    keys.unshift(one.key.kind === "scalar" ? one.key.value : "");
    const parent: YamlNode["parent"] = one.parent.parent;
    one = parent && "colon" in parent ? parent : undefined;
  }
  return keys.join(".");
}

const commentLines: (document: YamlDocument) => ReadonlyMap<number, YamlComment> = memo((document) => {
  const lines = lineIndexOf(document);
  return new Map(document.comments.map((comment) => [lines.positionAt(comment.start).line, comment]));
});

/** The lines right above; of helm-docs' `# -- text` from there on, and not what stands before. */
function above(document: YamlDocument, { key }: YamlPair): string | undefined {
  const comments = commentLines(document);
  const words: string[] = [];
  const { line, column } = lineIndexOf(document).positionAt(key.start);
  for (let at = line - 1; ; at--) {
    const comment = comments.get(at);
    if (!comment?.ownLine || columnOf(document, comment) !== column) break;
    const text = document.text.slice(comment.start, comment.end).replace(/^#+ ?/, "");
    if (/^@(?:param|section|skip|extra|descriptionStart|descriptionEnd)\b/.test(text.trim())) break;
    words.unshift(text);
    if (/^\s*--\s/.test(text)) break;
  }
  const said = words
    .filter((text) => !/^\s*(?:@\w+|[-=*#]{3,})/.test(text))
    .map((text) => text.replace(/^\s*--\s+(?:\([\w/]+\)\s*)?/, ""));
  const whole = said.join("\n").trim();
  return whole === "" ? undefined : whole;
}

function columnOf(document: YamlDocument, { start }: YamlComment): number {
  return lineIndexOf(document).positionAt(start).column;
}

function behind(document: YamlDocument, { key }: YamlPair): string | undefined {
  const comment = commentLines(document).get(lineIndexOf(document).positionAt(key.start).line);
  return comment && !comment.ownLine
    ? document.text.slice(comment.start, comment.end).replace(/^#+\s*(?:--\s*)?/, "")
    : undefined;
}
