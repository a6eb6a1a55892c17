// What is wrong with a Chart.yaml: what Helm refuses, and what it takes for something else than was meant.

import { didYouMean } from "../base/nearest.ts";
import type { Span } from "../base/span.ts";
import { isVersion } from "../helm/version.ts";
import type { Part, SourceFile } from "../workspace/file.ts";
import { asMap, get, isNull, items, keyText } from "../yaml/access.ts";
import { scalarType } from "../yaml/scalar.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

/** Offsets in the file. */
export interface ChartFileProblem extends Span {
  /** An error keeps Helm from loading the chart. */
  readonly severity: "error" | "warning";
  readonly message: string;
}

const fields = [
  "apiVersion",
  "name",
  "version",
  "kubeVersion",
  "description",
  "type",
  "keywords",
  "home",
  "sources",
  "dependencies",
  "maintainers",
  "icon",
  "appVersion",
  "deprecated",
  "annotations",
  "condition",
  "tags",
];
/** Of Helm 2, which charts of version 1 still carry. */
const formerFields = ["engine", "tillerVersion"];

/** In the order of the text. */
export function chartFileProblems(file: SourceFile): readonly ChartFileProblem[] {
  const part = file.parts.find(({ document }) => document.root !== undefined);
  const root = asMap(part?.document.root);
  if (!part || part.document.problems.some(({ severity }) => severity === "error")) return [];
  if (!root) return [at(part, part.document.root, "error", "Chart.yaml must be a map")];
  return [...required(part, root), ...texts(part, root), ...unknown(part, root)].sort((a, b) => a.start - b.start);
}

function* required(part: Part, root: YamlMap): Generator<ChartFileProblem> {
  for (const key of ["apiVersion", "name", "version"]) {
    const node = get(root, key);
    if (node && !isNull(node)) continue;
    yield at(part, node ?? root, key === "apiVersion" ? "warning" : "error", `\`${key}\` is missing`);
  }
  const apiVersion = get(root, "apiVersion");
  if (isText(apiVersion) && !["v1", "v2", "v3"].includes(apiVersion.value))
    yield at(
      part,
      apiVersion,
      "error",
      `\`apiVersion\` must be \`v2\` (or \`v1\`, as Helm 2 had it), not \`${apiVersion.value}\``,
    );
  const name = get(root, "name");
  if (isText(name) && /[/\\]/.test(name.value)) yield at(part, name, "error", "`name` must not be a path");
  const version = get(root, "version");
  if (isText(version) && version.value !== "" && !isVersion(version.value))
    yield at(part, version, "error", `\`version\` must be a semantic version such as \`1.2.3\`, not \`${version.value}\``);
  for (const item of items(get(root, "maintainers")) ?? [])
    if (asMap(item) && !get(item, "name")) yield at(part, item, "warning", "A maintainer needs a `name`");
}

/** Versions without quotes that are numbers. */
function* texts(part: Part, root: YamlMap): Generator<ChartFileProblem> {
  for (const key of ["version", "appVersion"]) {
    const node = get(root, key);
    if (node?.kind !== "scalar" || isNull(node) || scalarType(node) === "string") continue;
    yield at(part, node, "warning", `\`${key}\` must be a text: write \`${key}: "${node.value}"\``);
  }
}

function* unknown(part: Part, root: YamlMap): Generator<ChartFileProblem> {
  const apiVersion = get(root, "apiVersion");
  const isV1 = isText(apiVersion) && apiVersion.value === "v1";
  for (const pair of root.pairs) {
    const key = keyText(pair);
    if (key === undefined || fields.includes(key) || (isV1 && formerFields.includes(key))) continue;
    const written = new Set(root.pairs.map(keyText));
    const near = didYouMean(
      key,
      fields.filter((field) => !written.has(field)),
    );
    yield at(part, pair.key, "warning", `Helm knows no field \`${key}\` in Chart.yaml${near}`);
  }
}

function isText(node: YamlNode | undefined): node is Extract<YamlNode, { readonly kind: "scalar" }> {
  return node?.kind === "scalar" && !isNull(node);
}

/** A map by its first line. */
function at(
  { document, offset }: Part,
  node: YamlNode | undefined,
  severity: "error" | "warning",
  message: string,
): ChartFileProblem {
  const { start, end } = anchor(node);
  const stop = document.text.slice(start, end).search(/[\r\n]/);
  return { start: start + offset, end: (stop < 0 ? end : start + stop) + offset, severity, message };
}

function anchor(node: YamlNode | undefined): Span {
  if (!node) return { start: 0, end: 0 };
  const { parent } = node;
  if (node.kind === "scalar" && node.end === node.start && parent && "colon" in parent) return parent.key;
  return node;
}
