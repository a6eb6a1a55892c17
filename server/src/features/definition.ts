// Where a name leads: to what declares it; a selector to the pods, labels to the selectors.

import type { LocationLink, Position } from "vscode-languageserver-types";
import { objectName, type Name } from "../kube/name.ts";
import type { Mention } from "../kube/mention.ts";
import { affixesAround, placesOf, type Place } from "../workspace/graph.ts";
import { neighbours, selectedBy, selecting, selectionAround } from "../workspace/selection.ts";
import { rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";
import {
  cursorAt,
  distinct,
  labelKeyAt,
  labelsAt,
  labelTarget,
  linkTo,
  mentionAt,
  selectorAt,
  targetOf,
  type Cursor,
  type Target,
} from "./navigate.ts";

export function definition(engine: Engine, path: string, position: Position): LocationLink[] {
  const cursor = cursorAt(engine, path, position);
  if (!cursor) return [];
  const mention = mentionAt(engine, cursor);
  const targets = mention ? declarationsOf(engine, path, mention).map(targetOf) : selectionTargets(engine, cursor);
  const origin = originOf(cursor, mention);
  return distinct(targets).map((target) => linkTo(engine, origin, target));
}

/** What declares the name, patches only where nothing else does; else the object that the part is looked for in. */
function declarationsOf({ snapshot }: Engine, path: string, { name }: Mention): readonly Place[] {
  const declared = (names: readonly Name[]) => {
    const found = placesOf(snapshot, path, names).filter(({ mention }) => mention.role !== "refers");
    const whole = found.filter(({ path, mention }) => mention.role === "declares" && !snapshot.isPatch(path));
    return whole.length > 0 ? whole : found;
  };
  const names = name.type === "targetPort" ? neighbours(selectionAround(snapshot, path), name) : [name];
  const found = declared(names);
  if (found.length > 0) return found;
  const owners = name.type === "object" ? [] : declared(names.map(objectName));
  return owners.length > 0 || name.type !== "object" ? owners : declared(withoutAffixes(snapshot, path, name));
}

/** The names that kustomizations make this one of. */
function withoutAffixes(snapshot: Engine["snapshot"], path: string, name: Name): readonly Name[] {
  return affixesAround(snapshot, path).flatMap(({ prefix, suffix }) => {
    const { object } = name;
    const fits = object.length > prefix.length + suffix.length && object.startsWith(prefix) && object.endsWith(suffix);
    return fits ? { ...name, object: object.slice(prefix.length, object.length - suffix.length) } : [];
  });
}

function selectionTargets({ snapshot }: Engine, cursor: Cursor): Target[] {
  const key = labelKeyAt(cursor);
  const selector = selectorAt(cursor);
  if (selector) {
    const pods = selectedBy(selectionAround(snapshot, cursor.path), selector);
    return pods.map((place) => labelTarget(place, place.site, key));
  }
  const labels = labelsAt(cursor);
  if (!labels) return [];
  const all = selecting(selectionAround(snapshot, cursor.path), labels);
  const asking = key === undefined ? all : all.filter(({ site }) => site.selector.requirements.some((one) => one.key === key));
  return asking.map((place) => labelTarget(place, place.site, key));
}

function originOf({ part, offset }: Cursor, mention: Mention | undefined) {
  if (mention && mention.start <= offset && offset <= mention.end) return rangeOf(part, mention);
  const { text } = part.document;
  const before = /[\w./-]*$/.exec(text.slice(Math.max(0, offset - 300), offset))![0].length;
  const after = /^[\w./-]*/.exec(text.slice(offset, offset + 300))![0].length;
  return rangeOf(part, { start: offset - before, end: offset + after });
}
