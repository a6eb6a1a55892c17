// All places in a chart that speak of the same thing: where a value is set and read, where a template is defined and included.

import type { Span } from "../base/span.ts";
import { isWithin } from "../base/path.ts";
import type { Step } from "../template/flow.ts";
import { bodiesOf } from "../template/reading.ts";
import { definitionName, type Subject } from "./chart-cursor.ts";
import { schemasAt } from "./chart-docs.ts";
import type { ChartModel } from "./chart-model.ts";
import { chartUsesOf, fits, type ValueUse } from "./chart-uses.ts";
import { settingsOf, type Setting } from "./chart-values.ts";
import { conditionsOf } from "./chart-conditions.ts";

/** Offsets in the file's text. */
export interface Place extends Span {
  readonly path: string;
  readonly role: "sets" | "reads" | "describes";
}

/** In the order: settings, schemas, templates. Each place once; also in packed charts, whose files nobody can open. */
export function placesOf(model: ChartModel, subject: Subject): readonly Place[] {
  if (subject.kind === "value") return distinct(subject.paths.flatMap((path) => valuePlaces(model, path)));
  if (subject.kind === "template") return templatePlaces(model, subject.name);
  if (subject.kind === "file") return filePlaces(model, subject.path);
  return [];
}

export function valuePlaces(model: ChartModel, path: readonly Step[]): readonly Place[] {
  return [
    ...settingsOf(model, path).map((setting) => settingPlace(setting)),
    ...schemasAt(model, path).flatMap(({ file, pair }): Place[] =>
      pair ? [{ path: file.path, role: "describes", start: pair.key.start + 1, end: pair.key.end - 1 }] : [],
    ),
    ...readersOf(model, path),
    ...conditionsOf(model, path),
  ];
}

/** The key. */
export function settingPlace({ layer, found }: Setting): Place {
  const { offset } = found.part;
  const span = found.pair?.key ?? found.node;
  return { path: layer.file.path, role: "sets", start: offset + span.start, end: offset + span.end };
}

/** Names in templates that may be this value. */
export function readersOf(model: ChartModel, path: readonly Step[]): readonly Place[] {
  return usesOf(model, path).map(({ file, use }) => ({ path: file, role: "reads", start: use.start, end: use.end }));
}

export function usesOf(model: ChartModel, path: readonly Step[]): readonly { readonly file: string; readonly use: ValueUse }[] {
  return chartUsesOf(model).readings.flatMap(({ text, values }) =>
    values.flatMap((use) => (fits(use.path, path) ? [{ file: text.path, use }] : [])),
  );
}

/** Definitions first. */
export function templatePlaces(model: ChartModel, name: string): readonly Place[] {
  const defined = (model.definitions.get(name) ?? []).map(({ text, start }): Place => ({
    path: text.path,
    role: "sets",
    ...definitionName(text.parsed.text, name, start),
  }));
  const included = model.templates.flatMap(({ path, parsed }) =>
    bodiesOf(parsed).flatMap(({ inclusions }) =>
      inclusions.flatMap((one): Place[] => (one.name === name ? [{ path, role: "reads", start: one.start, end: one.end }] : [])),
    ),
  );
  return distinct([...defined, ...included]);
}

function filePlaces(model: ChartModel, wanted: string): readonly Place[] {
  const read = chartUsesOf(model).readings.flatMap(({ text, files }) =>
    files.flatMap(({ name, start, end }): Place[] =>
      `${text.instance.chart.path}/${name}` === wanted ? [{ path: text.path, role: "reads", start, end }] : [],
    ),
  );
  return distinct([{ path: wanted, role: "sets", start: 0, end: 0 }, ...read]);
}

export function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [`${place.path}:${place.start}`, place])).values()];
}

/** It belongs to the chart itself, or to a values file of it. */
export function isOwn({ folder, source }: ChartModel, path: string): boolean {
  return isWithin(folder, path) || source.values.has(path);
}
