// What holds for every render: said as a fault where it does not.

import type { ChartRender, TemplateRender } from "../../server/src/helm/render.ts";
import type { Segment } from "../../server/src/template/value.ts";

/** The segments of each template cover its text, and each stretch says who wrote it. */
export function tilingFault({ templates }: ChartRender): string | undefined {
  for (const [name, { result, text }] of templates) {
    const fault = coverFault(text.value, text.trace.segments ?? []) ?? coverFault(result.text, result.segments);
    if (fault !== undefined) return `${name}: ${fault}`;
  }
  return undefined;
}

function coverFault(text: string, segments: readonly Segment[]): string | undefined {
  let at = 0;
  for (const { length, span } of segments) {
    if (length < 0) return `a segment of ${length} characters at ${at}`;
    if (!span && length > 0) return `nobody wrote ${JSON.stringify(text.slice(at, at + length).slice(0, 60))}`;
    if (span && (span.start < 0 || span.end < span.start)) return `a span from ${span.start} to ${span.end}`;
    at += length;
  }
  return at === text.length ? undefined : `segments of ${at} characters for a text of ${text.length}`;
}

/** Where Helm's way of rendering succeeds, the tolerant one says the same. */
export function toleranceFault(strict: ChartRender, tolerant: ChartRender): string | undefined {
  if (strict.problems.length > 0) return undefined;
  const [problem] = tolerant.problems;
  if (problem) return `only the tolerant render fails: ${problem.text}`;
  for (const [name, one] of strict.templates) {
    const other = tolerant.templates.get(name);
    if (!other) return `${name}: only the strict render has it`;
    if (other.text.value !== one.text.value) return `${name}: ${differenceOf(one.text.value, other.text.value)}`;
    if (describe(other) !== describe(one)) return `${name}: the same text of other origins`;
  }
  if (strict.notes !== tolerant.notes) return "other notes";
  return JSON.stringify(strict.sorted) === JSON.stringify(tolerant.sorted) ? undefined : "other manifests";
}

function describe({ result: { segments } }: TemplateRender): string {
  return segments
    .map(({ length, span, origins }) => `${length} ${span?.start} ${origins.map(({ path }) => path.join("."))}`)
    .join("\n");
}

function differenceOf(a: string, b: string): string {
  let at = 0;
  while (a[at] === b[at]) at++;
  return `from ${at} on ${JSON.stringify(a.slice(at, at + 40))} strictly, ${JSON.stringify(b.slice(at, at + 40))} tolerantly`;
}
