// Renames what the cursor stands at, in every file of the unit, or says why it can't be renamed.

import type { Position, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { groupBy } from "../base/group.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { Mention } from "../kube/mention.ts";
import { describe, type Name } from "../kube/name.ts";
import { whyNoName } from "../kube/name-rules.ts";
import { hasHole } from "../kube/unresolved.ts";
import { affixesAround, placesOf, type Place } from "../workspace/graph.ts";
import { tiedTo } from "../workspace/selection.ts";
import { keyText } from "../yaml/access.ts";
import { nodeAt } from "../yaml/node-at.ts";
import type { YamlNode, YamlPair } from "../yaml/tree.ts";
import { quoteIfNeeded } from "../yaml/write.ts";
import { rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";
import { cursorAt, mentionAt, type Cursor } from "./navigate.ts";
import { workspaceEdit } from "./workspace-edit.ts";

/** Why not: a sentence for the user, without a full stop. */
export interface Refusal {
  readonly refused: string;
}

export function prepareRename(engine: Engine, path: string, position: Position): { range: Range; placeholder: string } | Refusal {
  const found = renamed(engine, path, position);
  if ("refused" in found) return found;
  const { cursor, mention } = found;
  return { range: rangeOf(cursor.part, mention), placeholder: textOf(mention.name) };
}

/** Versioned edits of all files, open or not. */
export function rename(engine: Engine, path: string, position: Position, newName: string): WorkspaceEdit | Refusal {
  const found = renamed(engine, path, position);
  if ("refused" in found) return found;
  const { names, places } = found;
  for (const name of names) {
    const reason = whyNoName(name, newName) ?? whyTaken(engine, path, name, newName);
    if (reason) return { refused: reason };
  }
  const edits = [...groupBy(places, (place) => place.path)].map(([path, places]) => fileEdit(engine, path, places, newName));
  return edits.reduce(joined, {});
}

interface Renamed {
  readonly cursor: Cursor;
  readonly mention: Mention;
  /** All that get the new name together. */
  readonly names: readonly Name[];
  readonly places: readonly Place[];
}

function renamed(engine: Engine, path: string, position: Position): Renamed | Refusal {
  const { snapshot } = engine;
  const cursor = cursorAt(engine, path, position);
  const mention = cursor && mentionAt(engine, cursor);
  if (!cursor || !mention) return { refused: (cursor && whyNothing(cursor)) ?? "There is no name here that can be renamed" };
  const { name } = mention;
  if (!snapshot.unitFor(path).complete)
    return { refused: "Not all files of the folder have been read yet, so uses could be missed" };
  if (name.part.startsWith("#")) return { refused: "A port number is no name" };
  const names = tiedTo(snapshot, path, name);
  const places = placesOf(snapshot, path, names);
  const reason = whyFixed(engine, path, name, places);
  return reason ? { refused: reason } : { cursor, mention, names, places };
}

/** Why a place without a name that we know can't be renamed, where that can be told. */
function whyNothing({ part, offset }: Cursor): string | undefined {
  const at = nodeAt(part.document, offset);
  const node = at && "colon" in at ? at.value : at;
  if (node?.kind !== "scalar") return undefined;
  if (hasHole(node.value)) return `\`${node.value}\` is filled in by another tool, so it can't be renamed`;
  const pair = node.parent && "colon" in node.parent ? node.parent : undefined;
  return pair && keyText(pair) === "generateName" ? "Kubernetes makes up the rest of this name" : undefined;
}

/** Why these places can't all be given another name. */
function whyFixed({ snapshot }: Engine, path: string, name: Name, places: readonly Place[]): string | undefined {
  if (places.every(({ mention }) => mention.role === "refers"))
    return `${describe(name)} is not declared in these files, so it can't be renamed`;
  const shared = places.find(({ part, mention }) => isShared(part.document.text, mention.node));
  if (shared) return `The name stands at the anchor \`&${shared.mention.node.anchor!.text}\`, which other values repeat`;
  if (name.type !== "object") return undefined;
  for (const { path: by, prefix, suffix } of affixesAround(snapshot, path)) {
    const made = { ...name, object: prefix + name.object + suffix };
    if (placesOf(snapshot, path, [made]).some(({ mention }) => mention.role === "refers"))
      return `\`${made.object}\` is made of this name by ${shortName(snapshot, by)}, and is written out elsewhere`;
  }
  return undefined;
}

function isShared(text: string, { anchor }: YamlNode): boolean {
  return anchor !== undefined && text.includes(`*${anchor.text}`);
}

function whyTaken({ snapshot }: Engine, path: string, name: Name, newName: string): string | undefined {
  if (newName === textOf(name)) return undefined;
  const other = name.type === "object" ? { ...name, object: newName } : { ...name, part: newName };
  const taken = placesOf(snapshot, path, [other]).some(({ mention }) => mention.role === "declares");
  return taken ? `${describe(other)} is there already` : undefined;
}

function textOf(name: Name): string {
  return name.type === "object" ? name.object : name.part;
}

function fileEdit(engine: Engine, path: string, places: readonly Place[], newName: string): WorkspaceEdit {
  const edits = new Map<number, TextEdit>();
  for (const { part, mention } of places) {
    const start = part.offset + mention.start;
    edits.set(start, { start, end: part.offset + mention.end, text: written(mention, newName) });
  }
  const file = engine.snapshot.files.get(path)!;
  return workspaceEdit(
    engine.client,
    file,
    [...edits.values()].toSorted((a, b) => a.start - b.start),
  );
}

function written({ node, inside }: Mention, newName: string): string {
  if (inside) return newName;
  const quotes = node.style === "single" || node.style === "double" ? node.style : "plain";
  return quoteIfNeeded(newName, { flow: isInFlow(node), quotes });
}

function isInFlow(node: YamlNode): boolean {
  for (let at: YamlNode | YamlPair | undefined = node; at; at = at.parent) if ("flow" in at && at.flow) return true;
  return false;
}

function joined(a: WorkspaceEdit, b: WorkspaceEdit): WorkspaceEdit {
  if (b.changes) return { changes: { ...a.changes, ...b.changes } };
  return { documentChanges: [...(a.documentChanges ?? []), ...(b.documentChanges ?? [])] };
}

function shortName(snapshot: Engine["snapshot"], path: string): string {
  const root = snapshot.rootOf(path);
  return `\`${path === root ? path : path.slice(root.length + 1)}\``;
}
