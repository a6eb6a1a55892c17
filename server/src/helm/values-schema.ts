// Checks a release's values by the schemas of its charts, as Helm does before it renders.

import type { TreeFile } from "../base/file-tree.ts";
import { memo, memo2 } from "../base/memo.ts";
import type { Origin } from "../base/origin.ts";
import type { Span } from "../base/span.ts";
import { validateValue } from "../schema/json-schema.ts";
import type { JsonSchema } from "../schema/json-schema.ts";
import type { Fault, SchemaProblem } from "../schema/json-schema-fault.ts";
import { Dict, List } from "../template/value.ts";
import type { Traced } from "../template/value.ts";
import type { ActiveChart } from "./active-chart.ts";
import type { ChartFile } from "./chart.ts";
import { isMap } from "./merge-maps.ts";
import { jsonOf, readSchema, SCHEMA_URL } from "./schema-document.ts";
import type { SchemaDocument } from "./schema-document.ts";
import { faultText, schemaProblemText } from "./schema-text.ts";
import { findingsOf } from "./values-finding.ts";
import type { PlacedFinding } from "./values-finding.ts";

/** What Helm says of values by one schema; "" where they meet it. */
export function helmText({ schema }: SchemaDocument, values: Traced): string {
  const fault = faultOf(schema, values);
  return fault ? errorText(fault) : "";
}

/** One thing that a chart's schema has against its values, or that is wrong with the schema. */
export interface ValuesProblem {
  /** Helm's text, as it would be were this all. */
  readonly text: string;
  /** A sentence without a full stop. */
  readonly message: string;
  /** The chart whose schema it is: names from the root's to its own, aliases where it has one. */
  readonly chart: readonly string[];
  /** The schema's file, and the place in it that says so; without a span the whole file is meant. */
  readonly schema: { readonly file: string; readonly span: Span | undefined };
  /** "values" are at fault, or the "schema" itself; "unfetched": part of it lies elsewhere, and was not looked at. */
  readonly about: "values" | "schema" | "unfetched";
  /** From the chart's values to the value, or to the map that lacks a key. */
  readonly path: readonly (string | number)[];
  /** The key that is missing at `path`. */
  readonly missing?: string;
  /** The key at the end of `path` is at fault, not its value. */
  readonly isKey?: boolean;
  /** Who set the value at `path`, the one that won first. Empty where only a chart's logic made it (a subchart's empty values). */
  readonly origins: readonly Origin[];
}

/**
 * What is wrong with `values` (coalesced, of the whole release). Strict: at most one, with all of Helm's text. Tolerant: one for
 * each place, in the order of Helm's text.
 */
export function checkValues(chart: ActiveChart, values: Traced<Dict>, mode: "strict" | "tolerant"): readonly ValuesProblem[] {
  const checks = checksOf(chart, values, [chart.name], mode);
  if (mode === "tolerant") return checks.flatMap(problemsOf);
  const refused = checks.filter(({ fault }) => fault);
  const [first] = refused;
  const [problem] = first ? problemsOf(first) : [];
  return problem ? [{ ...problem, text: INTRODUCTION + refused.map(textOf).join("") }] : [];
}

const INTRODUCTION = "values don't meet the specifications of the schema(s) in the following chart(s):\n";

/** A chart's schema beside its part of the values. */
interface Check {
  readonly chart: readonly string[];
  readonly file: ChartFile;
  readonly document: SchemaDocument;
  readonly values: Traced<Dict>;
  /** Undefined: they go together. */
  readonly fault: Fault | SchemaProblem | { readonly text: string } | undefined;
}

/** A chart's own before those of its subcharts. */
function checksOf(
  { chart, dependencies }: ActiveChart,
  values: Traced<Dict>,
  names: readonly string[],
  mode: "strict" | "tolerant",
): readonly Check[] {
  const own = chart.schema ? [checkOf(chart.schema, values, names, mode)] : [];
  return [
    ...own,
    ...dependencies.flatMap((inner) => {
      const part = values.value.entries.get(inner.name);
      return part && isMap(part) ? checksOf(inner, part, [...names, inner.name], mode) : [];
    }),
  ];
}

function checkOf(file: ChartFile, values: Traced<Dict>, chart: readonly string[], mode: "strict" | "tolerant"): Check {
  const document = (mode === "strict" ? strictDocument : tolerantDocument)(file.file);
  return { chart, file, document, values, fault: knownFault(document, values) };
}

const strictDocument = memo(({ text }: TreeFile) => readSchema(text, "strict"));
const tolerantDocument = memo(({ text }: TreeFile) => readSchema(text, "tolerant"));

/** Values that an edit did not reach are the same object, and need not be judged again. */
const knownFault = memo2(({ schema }: SchemaDocument, values: Traced<Dict>) => faultOf(schema, values));

function faultOf(schema: SchemaDocument["schema"], values: Traced): Check["fault"] {
  return isSchema(schema) ? validateValue(schema, jsonOf(values)) : schema;
}

function isSchema(schema: SchemaDocument["schema"]): schema is JsonSchema {
  return "node" in schema;
}

/** Helm's text of one chart; a fault of the values ends in a line break of its own, other errors don't. */
function textOf({ chart, fault }: Check): string {
  return `${chart.at(-1)}:\n${fault ? errorText(fault) : ""}`;
}

function errorText(fault: NonNullable<Check["fault"]>): string {
  if ("text" in fault) return fault.text;
  if ("schema" in fault && "causes" in fault) return `${withoutTitle(faultText(fault))}\n`;
  return schemaProblemText(fault);
}

function withoutTitle(text: string): string {
  const title = `jsonschema validation failed with '${SCHEMA_URL}#'\n`;
  return text.startsWith(title) ? text.slice(title.length) : text;
}

function problemsOf(check: Check): readonly ValuesProblem[] {
  const { chart, file, document, fault } = check;
  const place = (schema: string | undefined) => ({
    file: file.path,
    span: schema === undefined ? undefined : document.spanOf(schema),
  });
  const ofSchema = { chart, path: [], origins: [] };
  const unfetched = document.unfetched.map((url): ValuesProblem => {
    const message = `The schema refers to \`${url}\`, which kube-clinic does not fetch: what it says is not checked`;
    return { ...ofSchema, text: message, message, about: "unfetched", schema: place(undefined) };
  });
  if (!fault) return unfetched;
  if ("causes" in fault) return [...unfetched, ...findingsOf(fault).map((finding) => valuesProblem(check, finding, place))];
  const text = INTRODUCTION + textOf(check);
  const message = `The schema cannot be used: ${errorText(fault)}`;
  return [
    ...unfetched,
    { ...ofSchema, text, message, about: "schema", schema: place("schema" in fault ? fault.schema : undefined) },
  ];
}

function valuesProblem(
  { chart, values }: Check,
  { path, missing, isKey, message, fault }: PlacedFinding,
  place: (schema: string) => ValuesProblem["schema"],
): ValuesProblem {
  const at = valueAt(values, path);
  return {
    text: `${INTRODUCTION}${chart.at(-1)}:\n- ${faultText(fault).replaceAll("\n", "\n  ")}\n`,
    message,
    chart,
    about: "values",
    schema: place(fault.schema),
    path: at.path,
    ...(missing !== undefined && { missing }),
    ...(isKey && { isKey }),
    origins: at.found.trace.origins,
  };
}

/** What a path leads to; its steps with the indices of lists as numbers. */
function valueAt(
  values: Traced,
  steps: readonly string[],
): { readonly found: Traced; readonly path: readonly (string | number)[] } {
  let found = values;
  const path: (string | number)[] = [];
  for (const step of steps) {
    const { value } = found;
    const next = value instanceof List ? value.items[Number(step)] : value instanceof Dict ? value.entries.get(step) : undefined;
    if (!next) break;
    path.push(value instanceof List ? Number(step) : step);
    found = next;
  }
  return { found, path };
}
