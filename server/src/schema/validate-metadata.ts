// Judges the metadata of an object: its name, and what its labels and annotations are called.

import { asMap, asScalar, asSeq, entries, get, isNull, textOf } from "../yaml/access.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";
import type { Kind } from "./schema.ts";
import { ANNOTATIONS_LIMIT, keyFault, labelValueFault, nameFault, namespaceFault } from "./validate-name.ts";
import type { Fault } from "./validate-problem.ts";

type Add = (node: YamlNode, minors: readonly number[], fault: Fault) => void;

/** Of an object of its own: everything. What is of the wrong type is left to the schema. */
export function judgeMetadata(root: YamlMap, kind: Kind, minors: readonly number[], add: Add): void {
  const metadata = get(root, "metadata");
  const map = asMap(metadata);
  if (metadata && !map && !isNull(metadata)) return;
  judgeName(root, map, kind, minors, add);
  if (!map) return;
  const namespace = get(map, "namespace");
  const wrong = textFault(namespace, namespaceFault);
  if (namespace && wrong) add(namespace, minors, { code: "name", message: `\`namespace\` ${wrong}` });
  for (const finalizer of asSeq(get(map, "finalizers"))?.items ?? []) {
    const fault = textFault(finalizer, keyFault);
    if (fault) add(finalizer, minors, { code: "name", message: `A finalizer ${fault}` });
  }
  judgeLabels(map, minors, add);
}

/** Of any metadata, a pod template's for one. */
export function judgeLabels(metadata: YamlMap, minors: readonly number[], add: Add): void {
  const labels = get(metadata, "labels");
  const annotations = get(metadata, "annotations");
  if (labels) judgeKeys(labels, minors, "label", add);
  if (annotations) judgeKeys(annotations, minors, "annotation", add);
}

function judgeName(root: YamlMap, metadata: YamlMap | undefined, kind: Kind, minors: readonly number[], add: Add): void {
  const name = get(metadata, "name");
  const prefix = get(metadata, "generateName");
  if (isEmpty(name) && isEmpty(prefix)) {
    if (!isNameless(kind))
      add(root, minors, { code: "missing", message: "Missing `metadata.name`", absent: ["metadata", "name"] });
    return;
  }
  judgeText(name, kind, minors, false, add);
  judgeText(prefix, kind, minors, true, add);
}

function judgeText(node: YamlNode | undefined, kind: Kind, minors: readonly number[], isPrefix: boolean, add: Add): void {
  const text = textOf(node);
  if (!node || !text) return;
  const faultIn = (minor: number) => nameFault(kind.group, kind.kind, minor, text, isPrefix);
  const concerned = minors.filter((minor) => faultIn(minor) !== undefined);
  const [first] = concerned;
  if (first === undefined) return;
  const subject = isPrefix ? "`generateName`" : `The name of a ${kind.kind}`;
  add(node, concerned, { code: "name", message: `${subject} ${faultIn(first)}` });
}

/** Answers that are asked for by creating an object (`SubjectAccessReview`), and lists. */
function isNameless({ kind, schema }: Kind): boolean {
  return nameless.has(kind) || /(?:Review|List)$/.test(kind) || !schema.fields?.has("metadata");
}

const nameless: ReadonlySet<string> = new Set(["Binding", "Eviction", "Scale", "TokenRequest", "DeleteOptions", "Status"]);

function isEmpty(node: YamlNode | undefined): boolean {
  return !node || isNull(node) || asScalar(node)?.value === "";
}

function judgeKeys(map: YamlNode, minors: readonly number[], noun: "label" | "annotation", add: Add): void {
  const all = asMap(map);
  if (!all) return;
  let size = 0;
  for (const pair of all.pairs) {
    if (pair.key.kind !== "scalar" || pair.colon < 0 || pair.key.value === "<<") continue;
    const key = pair.key.value;
    const wrongKey = keyFault(noun === "label" ? key : key.toLowerCase());
    if (wrongKey) add(pair.key, minors, { code: "label", message: `The ${noun}'s key \`${shortened(key)}\` ${wrongKey}` });
    const value = noun === "label" ? textFault(pair.value, labelValueFault) : undefined;
    if (value) add(pair.value, minors, { code: "label", message: `The value of the label \`${key}\` ${value}` });
    size += key.length + (asScalar(pair.value)?.value.length ?? 0);
  }
  if (noun === "annotation" && size > ANNOTATIONS_LIMIT && bytesOf(all) > ANNOTATIONS_LIMIT)
    add(map, minors, { code: "label", message: "All annotations of an object together must fit into 256 KiB" });
}

function bytesOf(map: YamlMap): number {
  const encoder = new TextEncoder();
  const length = (text: string) => encoder.encode(text).length;
  return entries(map).reduce((sum, { key, pair }) => sum + length(key) + length(textOf(pair.value) ?? ""), 0);
}

function textFault(node: YamlNode | undefined, judge: (text: string) => string | undefined): string | undefined {
  const text = textOf(node);
  return text ? judge(text) : undefined;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
