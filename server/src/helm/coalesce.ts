// Lays values over a chart's defaults and those of its subcharts, as Helm does.

import { sprintf } from "../template/printf.ts";
import { absentOrigin } from "../template/reads.ts";
import { Dict, List, literal } from "../template/value.ts";
import type { Traced, Value } from "../template/value.ts";
import type { ActiveChart } from "./active-chart.ts";
import { isMap, joinTraces } from "./merge-maps.ts";
import { ChartError } from "./metadata.ts";

/**
 * What a chart's templates see as `.Values`, subcharts' values under their names: `values` over the defaults. Nothing given is
 * changed. `keepsNulls` is Helm's MergeValues: a null stays, to switch off a default in a later pass.
 *
 * Helm changes maps in place, and the maps of a parent's globals are partly the subcharts' too; a key that a subchart adds to
 * them shows up in the parent. So this works on copies in the same way, and not by making new maps.
 */
export function coalesceValues(chart: ActiveChart, values: Traced<Dict>, keepsNulls = false): Traced<Dict> {
  return coalesce(chart, copyOf(values), keepsNulls);
}

/** A copy whose containers nobody else holds. */
export function copyOf<V extends Value>(traced: Traced<V>): Traced<V>;
export function copyOf({ value, trace }: Traced): Traced {
  if (value instanceof Dict) {
    const entries = new Map<string, Traced>();
    for (const [key, item] of value.entries) entries.set(key, copyOf(item));
    return { value: new Dict(entries, value.type, value.named, value.isNil), trace };
  }
  return value instanceof List
    ? { value: new List(value.items.map(copyOf), value.type, value.named, value.isNil), trace }
    : { value, trace };
}

/** Merges `under` into `over`, whose values win; both are changed. */
export function coalesceTables(over: Dict, under: Dict, keepsNulls: boolean): void {
  const written = new Set<string>();
  for (const [key, { value }] of under.entries) if (value !== null) written.add(key);
  for (const [key, item] of over.entries) if (item.value === null) under.entries.set(key, item);
  for (const [key, item] of under.entries) {
    const above = over.entries.get(key);
    if (!above) over.entries.set(key, item);
    else if (above.value === null) {
      // A null takes away what the chart had set; where the chart had set nothing, it stays.
      if (!keepsNulls && written.has(key)) over.entries.delete(key);
    } else if (isMap(above) && isMap(item)) {
      coalesceTables(above.value, item.value, keepsNulls);
      over.entries.set(key, { value: above.value, trace: joinTraces(above.trace, item.trace) });
    }
  }
}

function coalesce(chart: ActiveChart, values: Traced<Dict>, keepsNulls: boolean): Traced<Dict> {
  const trace = joinTraces(values.trace, chart.values.trace);
  coalesceOwn(chart, values.value, keepsNulls);
  for (const subchart of chart.dependencies) {
    const own = values.value.entries.get(subchart.name) ?? literal(new Dict(new Map()));
    if (!isMap(own)) throw new ChartError(sprintf(literal(`type mismatch on ${subchart.name}: %t`), [own]).value);
    coalesceGlobals(own.value, { value: values.value, trace });
    values.value.entries.set(subchart.name, coalesce(subchart, own, keepsNulls));
  }
  return { value: values.value, trace };
}

/** The chart's own defaults below `values`, which is changed. */
function coalesceOwn(chart: ActiveChart, values: Dict, keepsNulls: boolean): void {
  for (const [key, item] of copyOf(chart.values).value.entries) {
    const above = values.entries.get(key);
    if (!above) {
      if (keepsNulls || item.value !== null) values.entries.set(key, keepsNulls ? item : withoutNulls(item));
    } else if (above.value === null) {
      if (!keepsNulls) values.entries.delete(key);
    } else if (isMap(above) && isMap(item)) {
      // The values of a subchart keep their nulls until it is the subchart's turn.
      const keeps = keepsNulls || chart.dependencies.some(({ name }) => name === key);
      if (!keeps) withoutNulls(item);
      coalesceTables(above.value, item.value, keeps);
      values.entries.set(key, { value: above.value, trace: joinTraces(above.trace, item.trace) });
    }
  }
}

/** Hands the parent's globals down; where a subchart has a map of its own there, the parent's wins inside it. */
function coalesceGlobals(values: Dict, parent: Traced<Dict>): void {
  const own = values.entries.get("global") ?? literal(new Dict(new Map()));
  // Where nobody wrote any, they are of the place where the parent would have them: so it is known what a read of one depends on.
  const nowhere = { origins: parent.trace.origins.map((origin) => absentOrigin(origin, "global")) };
  const given = parent.value.entries.get("global") ?? { value: new Dict(new Map()), trace: nowhere };
  if (!isMap(own) || !isMap(given)) return;
  for (const [key, item] of given.value.entries) {
    const old = own.value.entries.get(key);
    if (!isMap(item)) {
      if (!old || !isMap(old)) own.value.entries.set(key, item);
      continue;
    }
    if (old && !isMap(old)) continue;
    const copy = new Dict(new Map(item.value.entries));
    if (old) coalesceTables(copy, old.value, true);
    own.value.entries.set(key, { value: copy, trace: old ? joinTraces(item.trace, old.trace) : item.trace });
  }
  values.entries.set("global", { value: own.value, trace: joinTraces(own.trace, given.trace) });
}

/** Takes nulls out of a map and the maps in it, in place. */
export function withoutNulls(item: Traced): Traced {
  if (!isMap(item)) return item;
  for (const [key, inner] of item.value.entries) {
    if (inner.value === null) item.value.entries.delete(key);
    else withoutNulls(inner);
  }
  return item;
}
