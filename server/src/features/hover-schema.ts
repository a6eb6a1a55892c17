// What the schema says of the key or the value under the cursor, as Markdown.

import type { Span } from "../base/span.ts";
import { touches } from "../base/span.ts";
import { minorOf } from "../kube/lifecycle.ts";
import { textField } from "../kube/read.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import { holds, type Catalogue, type Kind } from "../schema/schema.ts";
import type { Part } from "../workspace/file.ts";
import { asScalar, at, pathTo } from "../yaml/access.ts";
import { nodeAt } from "../yaml/node-at.ts";
import type { YamlDocument, YamlNode, YamlScalar } from "../yaml/tree.ts";
import { catalogueOf } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { amountWords } from "./hover-schema-amount.ts";
import { docMarkdown } from "./hover-schema-doc.ts";
import { splitApiVersion } from "../schema/api-version.ts";
import { kindWords, lifecycleWords, type NamedKind } from "./hover-schema-kind.ts";
import { docOf, reach, spellPlace, type SchemaPlace } from "./hover-schema-place.ts";
import { fieldWords, minor, typeWords, valueWords } from "./hover-schema-words.ts";

/** The span is that of the key or value. Undefined where the cursor touches none, or no schema is known. */
export function schemaAt(
  engine: Engine,
  path: string,
  { document }: Part,
  offset: number,
): ({ readonly text: string } & Span) | undefined {
  const node = wordAt(document, offset);
  const resource = node && resourcesOf(document).find((candidate) => touches(candidate.node, offset));
  if (!resource) return undefined;
  const minors = engine.snapshot.settingsFor(path).kubernetes.flatMap((text) => minorOf(text) ?? []);
  const text = textOf(catalogueOf(engine), resource, node, minors);
  return text === undefined ? undefined : { text, start: node.start, end: node.end };
}

function textOf(catalogue: Catalogue, resource: Resource, node: YamlNode, minors: readonly number[]): string | undefined {
  const { group, version, kind, apiVersion } = resource;
  const known = catalogue.find(group, version, kind);
  const steps = pathTo(node).slice(pathTo(resource.node).length);
  if (steps.length === 1 && (steps[0] === "apiVersion" || steps[0] === "kind"))
    return kindText({ apiVersion, kind, known }, minors);
  const found = known && follow(catalogue, known, resource.node, steps, minors.at(-1) ?? Number.MAX_SAFE_INTEGER);
  return found && placeText(found, isKey(node) ? undefined : asScalar(node), minors);
}

/** A value that is a whole object of its own has the schema of its own kind. */
function follow(
  catalogue: Catalogue,
  kind: Kind,
  root: YamlNode,
  steps: readonly (string | number)[],
  newest: number,
): SchemaPlace | undefined {
  const { place, taken } = reach(kind, steps, newest);
  if (taken === steps.length) return place;
  const inner = place.schema.isEmbedded ? at(root, steps.slice(0, taken)) : undefined;
  const [group, version] = splitApiVersion(textField(inner, "apiVersion") ?? "");
  const own = inner && catalogue.find(group, version, textField(inner, "kind") ?? "");
  return own && follow(catalogue, own, inner, steps.slice(taken), newest);
}

function kindText(named: NamedKind, minors: readonly number[]): string | undefined {
  const { apiVersion, kind, known } = named;
  const lifecycle = lifecycleWords(named, minors);
  if (!known && lifecycle === undefined) return undefined;
  const head = [`\`${kind}\``, `\`${apiVersion}\``, ...kindWords(named)].join(" · ");
  const missing = lifecycle === undefined && known ? absent(known.minors, minors) : [];
  return joined([head, ...(lifecycle === undefined ? missing : [`**${lifecycle}**`]), docMarkdown(known?.schema.doc ?? "")]);
}

function placeText(place: SchemaPlace, value: YamlScalar | undefined, minors: readonly number[]): string {
  const { schema, field, isEntry, names } = place;
  const words = field && !isEntry ? fieldWords(field, schema) : [];
  const name = names.at(-1) ?? "";
  const amount = value && amountWords(name, schema, value.value);
  return joined([
    [`\`${spellPlace(place)}\``, typeWords(schema), ...words].join(" · "),
    ...(amount === undefined ? [] : [`\`${value!.value}\` = ${amount}`]),
    valueWords(schema).join(". "),
    ...absent(field?.minors, minors),
    docMarkdown(docOf(place)),
  ]);
}

/** The minors that are judged by and lack it. */
function absent(range: Parameters<typeof holds>[0], minors: readonly number[]): string[] {
  const lacking = minors.filter((number) => !holds(range, number));
  return lacking.length === 0 ? [] : [`**Not in Kubernetes ${lacking.map(minor).join(", ")}**`];
}

function joined(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** The scalar that the cursor touches. A block of text explains itself at its `|` only. */
function wordAt(document: YamlDocument, offset: number): YamlNode | undefined {
  const found = nodeAt(document, offset);
  if (!found || "colon" in found || (found.kind !== "scalar" && found.kind !== "alias")) return undefined;
  if (!touches(found, offset) || found.start === found.end) return undefined;
  const isBlock = found.kind === "scalar" && (found.style === "literal" || found.style === "folded");
  return isBlock && document.text.slice(found.start, offset).includes("\n") ? undefined : found;
}

function isKey(node: YamlNode): boolean {
  return node.parent !== undefined && "colon" in node.parent && node.parent.key === node;
}
