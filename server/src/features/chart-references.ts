// Every place of a chart that speaks of what the cursor stands at.

import { DocumentHighlightKind, type DocumentHighlight, type Location, type Position } from "vscode-languageserver-types";
import { chartCursorAt, subjectAt } from "./chart-cursor.ts";
import { placesOf, type Place } from "./chart-places.ts";
import { textRange } from "./chart-view.ts";
import type { Engine } from "./engine.ts";

/** Undefined where the file belongs to no chart. */
export function chartReferences(
  engine: Engine,
  path: string,
  position: Position,
  includeDeclaration: boolean,
): Location[] | undefined {
  const { snapshot, client } = engine;
  const places = placesAt(engine, path, position);
  return places?.flatMap((place) => {
    const file = snapshot.files.get(place.path);
    if (!file || (place.role === "sets" && !includeDeclaration)) return [];
    return [{ uri: client.uriOf(place.path), range: textRange(file, place) }];
  });
}

/** Those in the same file; undefined where there is nothing that we know. */
export function chartHighlights(engine: Engine, path: string, position: Position): DocumentHighlight[] | undefined {
  const file = engine.snapshot.files.get(path);
  const places = placesAt(engine, path, position)?.filter((place) => place.path === path) ?? [];
  if (!file || places.length === 0) return undefined;
  return places.map((place) => ({
    range: textRange(file, place),
    kind: place.role === "sets" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

function placesAt(engine: Engine, path: string, position: Position): readonly Place[] | undefined {
  const cursor = chartCursorAt(engine, path, position);
  if (!cursor) return undefined;
  const subject = subjectAt(cursor);
  return subject ? placesOf(cursor.model, subject) : [];
}
