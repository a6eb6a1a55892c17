// Says all that a chart's render is as lines of text, so that two renders can be compared by what they say.

import type { Origin, TemplateSpan } from "../../server/src/base/origin.ts";
import { memo } from "../../server/src/base/memo.ts";
import type { ChartRender, TemplateRender } from "../../server/src/helm/render.ts";
import type { TemplateError } from "../../server/src/template/error.ts";
import type { RenderResult } from "../../server/src/template/render.ts";
import { Dict, Int, List } from "../../server/src/template/value.ts";
import type { Region, Segment, Trace, Traced, Value } from "../../server/src/template/value.ts";

/** Title → lines. */
export type Description = ReadonlyMap<string, readonly string[]>;

export function describeRender(render: ChartRender): Description {
  const { templates, sorted, notes, problems, missing, basis } = render;
  const parts = new Map<string, readonly string[]>();
  parts.set("templates", [...templates.keys()]);
  for (const [name, template] of templates) parts.set(name, describeTemplate(template));
  parts.set(
    "manifests",
    [...(sorted?.manifests ?? []), ...(sorted?.hooks ?? [])].map((manifest) => JSON.stringify(manifest)),
  );
  parts.set("notes", [notes]);
  parts.set(
    "problems",
    problems.map(({ text, file, offset, hasRelease, error }) => JSON.stringify([text, file, offset, hasRelease, error?.message])),
  );
  parts.set(
    "missing",
    missing.map(({ name }) => name),
  );
  parts.set("values", basis && basis.prepared.active === render.chart ? describeValues(basis.prepared.merged) : []);
  return parts;
}

/** The first part and line in which two renders differ. */
export function difference(a: Description, b: Description): string | undefined {
  for (const title of new Set([...a.keys(), ...b.keys()])) {
    const [left, right] = [a.get(title) ?? ["(nothing)"], b.get(title) ?? ["(nothing)"]];
    if (left === right) continue;
    for (let i = 0; i < Math.max(left.length, right.length); i++)
      if (left[i] !== right[i]) return `${title}, line ${i}:\n  ${cut(left[i], right[i])}\n  ${cut(right[i], left[i])}`;
  }
  return undefined;
}

function cut(line: string | undefined, other: string | undefined): string {
  if (line === undefined) return "(nothing)";
  let at = 0;
  while (at < line.length && line[at] === other?.[at]) at++;
  return line.slice(Math.max(0, at - 150), at + 250);
}

function describeTemplate({ template, result, text }: TemplateRender): readonly string[] {
  return [`${template.name} ${template.scope} ${template.file.path}`, text.value, ...describeResult(result)];
}

const describeResult = memo((result: RenderResult): readonly string[] => {
  // Not its steps: a function is charged for the size of a container that it hands on unread.
  const { segments, failures, isComplete, regions, skipped, reads, lookedUp } = result;
  const numbers = new Map(regions.map((region, i) => [region, i]));
  return [
    result.text,
    ...segments.map((segment) => describeSegment(segment, numbers)),
    ...failures.map(describeFailure),
    ...regions.map((region) => describeRegion(region, numbers)),
    ...skipped.map(({ region, branch, template }) => `skipped ${numbers.get(region)} ${branch} ${template.name}`),
    ...(["whole", "shape", "taken", "absent"] as const).map((key) => `${key} ${[...reads[key]].map(place).sort().join("; ")}`),
    `unplaced ${reads.unplaced.size}, looked up ${[...lookedUp].join(" ")}, complete ${isComplete}`,
  ];
});

function describeSegment(segment: Segment, numbers: ReadonlyMap<Region, number>): string {
  const { length, origins, span, includes = [], region, isUnknown, isGenerated } = segment;
  const where = region ? (numbers.get(region) ?? "strange") : "-";
  return `segment ${length} ${places(origins)} ${at(span)} < ${includes.map(at).join(" ")} in ${where} ${isUnknown} ${isGenerated}`;
}

function describeRegion(region: Region, numbers: ReadonlyMap<Region, number>): string {
  const { kind, span, head, includes, outer, origins, taken } = region;
  const where = outer ? (numbers.get(outer) ?? "strange") : "-";
  return `region ${kind} ${at(span)} ${at(head)} ${includes.map(at).join(" ")} in ${where} ${places(origins)} ${taken}`;
}

function describeFailure({ message, failure }: TemplateError): string {
  const { fault, span, includes, ...rest } = failure;
  const { value, ...others } = fault;
  const trace = value && describeTrace(value.trace);
  return `failure ${message} ${at(span)} ${includes.map(at).join(" ")} ${JSON.stringify(rest)} ${JSON.stringify(others)} ${trace}`;
}

function describeTrace({ origins, deciders = [], isUnknown, isGenerated }: Trace): string {
  return `${places(origins)} ? ${places(deciders)} ${isUnknown} ${isGenerated}`;
}

/** One line a value; a container that stands in several places is called by its number. */
function describeValues(values: Traced): readonly string[] {
  const lines: string[] = [];
  const numbers = new Map<Value, number>();
  const visit = ({ value, trace }: Traced, path: string): void => {
    const origins = places(trace.origins);
    const known = numbers.get(value);
    if (known !== undefined) lines.push(`${path} = #${known} ${origins}`);
    else if (value instanceof Dict || value instanceof List) {
      lines.push(`${path} = ${value instanceof Dict ? "map" : "list"} #${numbers.size} ${origins}`);
      numbers.set(value, numbers.size);
      if (value instanceof Dict) for (const [key, item] of value.entries) visit(item, `${path}.${key}`);
      else for (const [i, item] of value.items.entries()) visit(item, `${path}[${i}]`);
    } else lines.push(`${path} = ${value instanceof Int ? `${value.kind} ${value.value}` : JSON.stringify(value)} ${origins}`);
  };
  visit(values, "");
  return lines;
}

function at(span: TemplateSpan | undefined): string {
  return span ? `${span.template}:${span.start}-${span.end}` : "-";
}

function places(origins: readonly Origin[]): string {
  return `[${origins.map(place).join(", ")}]`;
}

const place = memo(({ file, path }: Origin) => `${file}:${JSON.stringify(path)}`);
