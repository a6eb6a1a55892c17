// Places what a chart's schema has against its values: in the file that sets them.

import { nearest } from "../base/nearest.ts";
import type { ActiveChart } from "../helm/active-chart.ts";
import type { ValuesProblem } from "../helm/values-schema.ts";
import type { InvalidValue } from "../lint/rule.ts";
import type { ChartSource, RenderedSet } from "../workspace/chart.ts";
import type { Part, SourceFile } from "../workspace/file.ts";
import { keyText } from "../yaml/access.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { listedKeys } from "./values-known.ts";
import { findValue } from "./values-place.ts";

/** A problem that stands in one of the values files that the chart's author writes. */
export interface PlacedInvalid extends InvalidValue {
  readonly path: string;
  readonly part: Part;
}

/** What the schemas have against the set's values; those that stand in no file of the author are for `elsewhere`. */
export function invalidIn(
  files: ReadonlyMap<string, SourceFile>,
  source: ChartSource,
  { render }: RenderedSet,
): { readonly placed: readonly PlacedInvalid[]; readonly elsewhere: readonly ValuesProblem[] } {
  const placed: PlacedInvalid[] = [];
  const elsewhere: ValuesProblem[] = [];
  for (const { values } of render?.problems ?? []) {
    if (values?.about !== "values") continue;
    const found = render?.chart && place(files, source, render.chart, values);
    if (found) placed.push(found);
    else elsewhere.push(values);
  }
  return { placed, elsewhere };
}

function place(
  files: ReadonlyMap<string, SourceFile>,
  source: ChartSource,
  chart: ActiveChart,
  problem: ValuesProblem,
): PlacedInvalid | undefined {
  const { origins, message, missing, isKey } = problem;
  for (const origin of origins) {
    if (origin.file !== `${source.folder}/values.yaml` && !source.values.has(origin.file)) continue;
    const file = files.get(origin.file);
    const found = file && findValue(file, origin.path);
    if (!found || found.depth < origin.path.length) continue;
    const { part, node, pair } = found;
    const key = isKey && pair ? keyText(pair) : undefined;
    const near = key === undefined || !pair ? undefined : nearest(key, candidates(chart, problem, pair.parent));
    const meant = near === undefined ? message : `${message}, did you mean \`${near}\`?`;
    return { path: origin.file, part, node, pair: isKey ? pair : undefined, missing, message: meant, near };
  }
  return undefined;
}

/** Keys that the schema lists beside, and that are not set. */
function candidates(root: ActiveChart, { chart, path, schema }: ValuesProblem, map: YamlNode): readonly string[] {
  let at: ActiveChart | undefined = root;
  for (const name of chart.slice(1)) at = at?.dependencies.find((inner) => inner.name === name);
  const file = at?.chart.schema;
  if (!file || file.path !== schema.file) return [];
  const written = new Set(map.kind === "map" ? map.pairs.map(keyText) : []);
  return listedKeys(file.file, path.slice(0, -1).map(String)).filter((key) => !written.has(key));
}
