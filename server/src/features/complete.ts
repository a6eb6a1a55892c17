// Completes Kubernetes YAML: from the empty file on, by schemas, by what others of the unit are called, and with secure skeletons.

import type { CompletionItem, Position } from "vscode-languageserver-types";
import type { Part, SourceFile } from "../workspace/file.ts";
import { parseDocument } from "../yaml/parse.ts";
import { cursorAt, type Cursor, type KeySlot, type ValueSlot } from "../yaml/cursor.ts";
import { get } from "../yaml/access.ts";
import { columnOf, layoutOf } from "../yaml/write-layout.ts";
import type { YamlDocument, YamlNode } from "../yaml/tree.ts";
import { catalogueOf } from "./catalogue.ts";
import { rank, type Candidate } from "./complete-candidate.ts";
import { completionItems } from "./complete-item.ts";
import { flowItemCandidates, isFilledIn, itemCandidates, keyCandidates } from "./complete-keys.ts";
import { apiVersionCandidates, kindNameCandidates, manifestCandidates } from "./complete-kinds.ts";
import { minorsOf, spotOf, type Place, type Spot } from "./complete-place.ts";
import { itemPartCandidates, partCandidates, skeletonCandidates } from "./complete-skeletons.ts";
import { entryCandidates, itemsBeside, valueCandidates } from "./complete-values.ts";
import { locate } from "./convert.ts";
import type { Engine } from "./engine.ts";

/** `isSchemaElsewhere`: another extension completes the keys and values of this file, so only what it can't know is offered. */
export function complete(engine: Engine, path: string, position: Position, isSchemaElsewhere = false): CompletionItem[] {
  const file = engine.snapshot.files.get(path);
  if (!file) return [];
  const { part, offset } = locate(file, position) ?? { part: nothing, offset: 0 };
  if (!isOurs(engine, file, part)) return [];
  const cursor = cursorAt(part.document, offset);
  if (!cursor) return [];
  const place = placeAt(engine, path, part.document, cursor);
  const candidates = candidatesAt(place);
  const offered = isSchemaElsewhere ? candidates.filter(({ kind }) => ownKinds.has(kind)) : candidates;
  return completionItems(engine, part, offset, place, offered);
}

const nothing: Part = { document: parseDocument(""), offset: 0, line: 0 };

const ownKinds: ReadonlySet<Candidate["kind"]> = new Set(["name", "skeleton", "part"] as const);

/** A file of objects, an empty one, or a document that begins to be an object. */
function isOurs({ snapshot }: Engine, file: SourceFile, part: Part): boolean {
  const kind = snapshot.kindOf(file.path);
  if (kind !== "other") return kind === "manifest";
  if (otherFiles.test(file.path)) return false;
  const { root } = part.document;
  const isBlank = root === undefined || (root.kind === "scalar" && /^\w*$/.test(root.value)) || isOneWord(part.document);
  // A stranger's file stays one behind its next `---`.
  if (isBlank) return file.parts.every((other) => other === part || other.document.root === undefined);
  return get(root, "apiVersion") !== undefined || get(root, "kind") !== undefined;
}

const otherFiles = /(?:^|\/)(?:\.github|\.circleci)\/|(?:^|\/)(?:docker-)?compose[^/]*$|(?:^|\/)\.[^/]*$/;

/** `{}`, or a key without a colon. */
function isOneWord({ root }: YamlDocument): boolean {
  return root?.kind === "map" && (root.pairs.length === 0 || (root.pairs.length === 1 && root.pairs[0]!.colon < 0));
}

function placeAt(engine: Engine, path: string, document: YamlDocument, cursor: Cursor): Place {
  const { snapshot } = engine;
  const { root } = document;
  const isJson =
    path.endsWith(".json") ||
    (root?.kind === "map" && root.flow && /^\{\s*"/.test(document.text.slice(root.start, root.start + 200)));
  return {
    cursor,
    catalogue: catalogueOf(engine),
    minors: minorsOf(snapshot.settingsFor(path)),
    unit: snapshot.unitFor(path),
    layout: layoutOf(document),
    snippets: engine.snippets,
    isJson,
  };
}

function candidatesAt(place: Place): readonly Candidate[] {
  const { slot } = place.cursor;
  if (slot.kind === "value") return valuesAt(place, slot);
  if (slot.kind === "item") {
    const spot = spotOf(place, slot.seq);
    return spot ? newItems(place, spot, itemsBeside(slot.seq.items)) : [];
  }
  const spot = spotOf(place, slot.pair.parent);
  return spot ? keysAt(place, slot, spot) : [];
}

function keysAt(place: Place, slot: KeySlot, spot: Spot): readonly Candidate[] {
  const map = slot.pair.parent;
  const { parent } = map;
  if (slot.isLone && parent === undefined)
    return [...skeletonCandidates(place), ...keyCandidates(place, slot, spot), ...manifestCandidates(place)];
  const { schema } = spot;
  const isItem = parent !== undefined && !("colon" in parent);
  const isFilled = isFilledIn(place, slot);
  if (slot.isLone && isItem && map.flow && schema?.type === "object")
    return isFilled ? [] : flowItemCandidates(place, spot, schema);
  if (slot.isLone && !isFilled && schema && isItem && schema.type === "object")
    return [...itemPartCandidates(place, schema, true), ...itemCandidates(place, spot, schema, { hasDash: true })];
  if (slot.isLone && schema?.type === "list") return newItems(place, spot, new Set(), isFilled ? slot.pair.value : undefined);
  if (slot.isLone && isFilled && schema?.type !== "object" && schema?.type !== "map") return [];
  if (slot.isLone && schema && schema.type !== "object" && schema.type !== "map")
    return [...valueCandidates(place, spot, schema, { isFlow: false, ...(isItem && { taken: itemsBeside(parent.items) }) })];
  const before = slot.before && !isFilled ? spotOf(place, slot.before.value) : undefined;
  const listed = slot.before?.value.kind === "seq" ? itemsBeside(slot.before.value.items) : new Set<string>();
  return [
    ...keyCandidates(place, slot, spot),
    ...(schema?.type === "map" || !schema?.fields ? entryCandidates(place, slot, spot) : []),
    ...partCandidates(place, slot, spot),
    // Where both can stand, a key is likelier.
    ...(before?.schema?.type === "list" ? newItems(place, before, listed).map((item) => ({ ...item, rank: rank.last })) : []),
  ];
}

/** Items with their dash, for a line where the list has room for one; `below` is what would become a part of the item. */
function newItems(place: Place, spot: Spot, taken: ReadonlySet<string>, below?: YamlNode): readonly Candidate[] {
  const items = spot.schema?.items;
  if (!items) return [];
  if (below && (below.kind !== "map" || items.type !== "object" || !standsBehindDash(place, below))) return [];
  if (items.type !== "object") return valueCandidates(place, spot, items, { isFlow: false, before: "- ", taken });
  const keys = itemCandidates(place, spot, items, { hasDash: false, ...(below && { below }) });
  return below ? keys : [...keys, ...itemPartCandidates(place, items, false)];
}

function standsBehindDash({ cursor }: Place, { start }: YamlNode): boolean {
  return columnOf(cursor.document.text, start) === cursor.column + "- ".length;
}

function valuesAt(place: Place, { node }: ValueSlot): readonly Candidate[] {
  const spot = spotOf(place, node);
  if (!spot) return [];
  const { schema, object } = spot;
  const { parent } = node;
  const isFlow = parent !== undefined && ("colon" in parent ? parent.parent.flow : parent.flow);
  if (parent && "colon" in parent && parent.parent === object) {
    const [key] = spot.keys;
    if (key === "kind") return kindNameCandidates(place, object, isFlow);
    if (key === "apiVersion") return apiVersionCandidates(place, object, isFlow);
  }
  if (parent && !("colon" in parent) && schema?.type === "object") return flowItemCandidates(place, spot, schema);
  if (parent && !("colon" in parent))
    return valueCandidates(place, spot, schema, { isFlow, taken: itemsBeside(parent.items, node) });
  if (schema?.type === "list") return valueCandidates(place, spot, schema.items, { isFlow: true, before: "[", after: "]" });
  return schema?.type === "object" || schema?.type === "map" ? [] : valueCandidates(place, spot, schema, { isFlow });
}
