// Every place that speaks of what the cursor stands at, in the files that are looked up together.

import { DocumentHighlightKind, type DocumentHighlight, type Location, type Position } from "vscode-languageserver-types";
import { placesOf, type Place } from "../workspace/graph.ts";
import { selectedBy, selecting, selectionAround, tiedTo } from "../workspace/selection.ts";
import { rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";
import {
  cursorAt,
  distinct,
  labelKeyAt,
  labelsAt,
  labelTarget,
  locationOf,
  mentionAt,
  selectorAt,
  targetOf,
  type Cursor,
  type Target,
} from "./navigate.ts";

interface Use {
  readonly target: Target;
  readonly declares: boolean;
}

export function references(engine: Engine, path: string, position: Position, includeDeclaration: boolean): Location[] {
  const uses = usesAt(engine, path, position).filter(({ declares }) => includeDeclaration || !declares);
  return distinct(uses.map(({ target }) => target)).map((target) => locationOf(engine, target));
}

/** Those in the same file; undefined where the cursor stands at nothing that has a meaning to us. */
export function highlights(engine: Engine, path: string, position: Position): DocumentHighlight[] | undefined {
  const uses = usesAt(engine, path, position).filter(({ target }) => target.path === path);
  const declared = new Set(uses.filter(({ declares }) => declares).map(({ target }) => target.part.offset + target.start));
  const found = distinct(uses.map(({ target }) => target)).map((target) => ({
    range: rangeOf(target.part, target),
    kind: declared.has(target.part.offset + target.start) ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
  return found.length > 0 ? found : undefined;
}

function usesAt(engine: Engine, path: string, position: Position): readonly Use[] {
  const cursor = cursorAt(engine, path, position);
  if (!cursor) return [];
  const mention = mentionAt(engine, cursor);
  if (!mention) return selectionUses(engine, cursor);
  return placesOf(engine.snapshot, path, tiedTo(engine.snapshot, path, mention.name)).map(useOf);
}

function useOf(place: Place): Use {
  return { target: targetOf(place), declares: place.mention.role !== "refers" };
}

/** Of a selector or a label: all pods that are selected together, and all selectors that select one of them. */
function selectionUses({ snapshot }: Engine, cursor: Cursor): readonly Use[] {
  const selector = selectorAt(cursor);
  const labels = selector ? undefined : labelsAt(cursor);
  if (!selector && !labels) return [];
  const key = labelKeyAt(cursor);
  const selection = selectionAround(snapshot, cursor.path);
  const pods = selector
    ? selectedBy(selection, selector)
    : selection.labels.filter(({ site }) => site.resource === labels!.resource);
  const selectors = pods.flatMap(({ site }) => selecting(selection, site));
  const asking =
    key === undefined ? selectors : selectors.filter(({ site }) => site.selector.requirements.some((one) => one.key === key));
  return [
    ...pods.map((place) => ({ target: labelTarget(place, place.site, key), declares: true })),
    ...asking.map((place) => ({ target: labelTarget(place, place.site, key), declares: false })),
  ];
}
