// Where a name in a chart leads: from a use to what sets or defines it, from a setting to what it overrides.

import type { LocationLink, Position } from "vscode-languageserver-types";
import type { Span } from "../base/span.ts";
import { chartCursorAt, subjectAt, type ChartCursor, type Subject } from "./chart-cursor.ts";
import { distinct, placesOf, valuePlaces, type Place } from "./chart-places.ts";
import { textRange } from "./chart-view.ts";
import type { Engine } from "./engine.ts";

/** Undefined where the file belongs to no chart. */
export function chartDefinition(engine: Engine, path: string, position: Position): LocationLink[] | undefined {
  const cursor = chartCursorAt(engine, path, position);
  if (!cursor) return undefined;
  const subject = subjectAt(cursor);
  return subject ? linksTo(engine, cursor, subject, targetsOf(cursor, subject)) : [];
}

function targetsOf(cursor: ChartCursor, subject: Subject): readonly Place[] {
  const { model, file } = cursor;
  if (subject.kind === "object") return chartField(cursor, subject.steps);
  const places = placesOf(model, subject).filter(({ role }) => role !== "reads");
  if (subject.kind !== "value") return places;
  const isHere = (place: Place) => place.path === file.path && place.start <= cursor.offset && cursor.offset <= place.end;
  const others = places.filter((place) => !isHere(place));
  const set = others.filter(({ role }) => role === "sets");
  if (set.length > 0) return set;
  if (others.length > 0 || places.length > 0) return others.length > 0 ? others : places;
  return nearest(cursor, subject.paths);
}

/** Of a value that nobody sets, the map that it would be in. */
function nearest({ model }: ChartCursor, paths: readonly (readonly (string | 0)[])[]): readonly Place[] {
  for (const path of paths)
    for (let length = path.length - 1; length > 0; length--) {
      const set = valuePlaces(model, path.slice(0, length)).filter(({ role }) => role === "sets");
      if (set.length > 0) return distinct(set);
    }
  return [];
}

/** `.Chart.Version` stands in Chart.yaml as `version`. */
function chartField({ model, text }: ChartCursor, [top, field]: readonly string[]): readonly Place[] {
  const file = model.fileAt(`${text?.instance.chart.path ?? model.folder}/Chart.yaml`);
  if (top !== "Chart" || !file) return [];
  const key = field === undefined ? "" : field[0]!.toLowerCase() + field.slice(1);
  const root = file.parts[0]?.document.root;
  const pair = root?.kind === "map" ? root.pairs.find((one) => one.key.kind === "scalar" && one.key.value === key) : undefined;
  return [{ path: file.path, role: "sets", start: pair?.key.start ?? 0, end: pair?.key.end ?? 0 }];
}

function linksTo({ snapshot, client }: Engine, { file }: ChartCursor, origin: Span, places: readonly Place[]): LocationLink[] {
  return places.flatMap((place) => {
    const target = snapshot.files.get(place.path);
    if (!target) return [];
    const range = textRange(target, place);
    return [
      {
        originSelectionRange: textRange(file, origin),
        targetUri: client.uriOf(place.path),
        targetRange: range,
        targetSelectionRange: range,
      },
    ];
  });
}
