// Makes what is reported of each file out of what the engine says of it.

import { LineIndex } from "../base/line-index.ts";
import { memo } from "../base/memo.ts";
import { relativeTo } from "../base/path.ts";
import type { Span } from "../base/span.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import { anchorOf } from "../lint/anchor.ts";
import type { FileFinding, FileReport } from "../lint/finding.ts";
import { fingerprintsOf } from "../lint/fingerprint.ts";
import type { Related } from "../lint/rule.ts";
import type { PolicyProblem } from "../policy/load.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import { lineIndexOf, type Part } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { DEFAULT_NAMESPACE } from "../workspace/unit.ts";
import { fromOne, type Occurrence, type Problem, type Range, type ReportedFinding, type ResourceName } from "./outcome.ts";
import { ruleUrl } from "../lint/rule-url.ts";
import { shown } from "./path.ts";

export interface CollectOptions {
  readonly snapshot: Snapshot;
  readonly index: RuleIndex;
  /** The current folder. */
  readonly folder: string;
  /** Comments and annotations silence nothing. */
  readonly withoutSuppressions: boolean;
}

/** Every finding of a file, the suppressed ones marked. */
export function collectFindings(report: FileReport, options: CollectOptions): readonly ReportedFinding[] {
  const { path } = report.file;
  const inRoot = relativeTo(options.snapshot.rootOf(path), path);
  let fingerprints: readonly string[] | undefined;
  const fingerprint = (i: number) => {
    fingerprints ??= fingerprintsOf(
      report.findings.map(({ finding }) => finding),
      inRoot,
    );
    return fingerprints[i] ?? "";
  };
  return report.findings.map((found, i) => collectFinding(found, path, () => fingerprint(i), options));
}

export function collectProblems({ file, problems, crashes }: FileReport, folder: string): readonly Problem[] {
  const lines = new LineIndex(file.text);
  const name = shown(folder, file.path);
  return [
    ...problems.map(({ start, end, severity, message }) => ({
      file: name,
      range: rangeIn(lines, { start, end }),
      severity,
      message,
    })),
    ...[...new Set(crashes.map(({ rule }) => rule))].map((rule) => ({
      file: name,
      severity: "error" as const,
      message: "Internal error: this rule failed here, please report it",
      rule,
    })),
  ];
}

/** Problems of a policy file and those it extends. */
export function collectPolicyProblems(
  problems: readonly PolicyProblem[],
  { snapshot, folder }: CollectOptions,
): readonly Problem[] {
  return problems.map(({ path, start, end, severity, message }) => {
    const text = snapshot.files.get(path)?.text;
    const range = text === undefined ? {} : { range: rangeIn(new LineIndex(text), { start, end }) };
    return { file: shown(folder, path), ...range, severity, message };
  });
}

function collectFinding(
  { finding, severity, part, suppressed }: FileFinding,
  path: string,
  fingerprint: () => string,
  options: CollectOptions,
): ReportedFinding {
  const { rule, message, resource, container, kubernetes, fixes } = finding;
  const category = options.index.get(rule)?.category ?? "hygiene";
  const occurrence: Occurrence = {
    ...(resource && { resource: nameOf(resource) }),
    ...(container !== undefined && { container }),
  };
  const related = finding.related.flatMap((one) => collectRelated(one, path, part, options));
  const isSuppressed = suppressed && !(options.withoutSuppressions && suppressed.by !== "override");
  return {
    rule,
    category,
    severity,
    message,
    help: ruleUrl(rule, category),
    file: shown(options.folder, path),
    range: rangeOf(part, finding),
    ...occurrence,
    occurrences: [occurrence],
    ...(kubernetes && { kubernetes }),
    ...(related.length > 0 && { related }),
    ...(fixes.length > 0 && { fixes: fixes.map(({ title, safety }) => ({ title, safety })) }),
    ...(isSuppressed && { suppressed: withoutHoles(suppressed) }),
    // Only where someone asks: it costs more than all the rest.
    get fingerprint() {
      return fingerprint();
    },
  };
}

/** What the report calls a resource. */
export function nameOf({ apiVersion, kind, namespace, name }: Resource): ResourceName {
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }) };
}

/** Without members that are undefined. */
export function withoutHoles({
  by,
  reason,
  until,
}: NonNullable<FileFinding["suppressed"]>): NonNullable<ReportedFinding["suppressed"]> {
  return { by, ...(reason !== undefined && { reason }), ...(until !== undefined && { until }) };
}

function collectRelated(
  related: Related,
  path: string,
  part: Part,
  { snapshot, folder }: CollectOptions,
): NonNullable<ReportedFinding["related"]> {
  const { message } = related;
  if ("node" in related)
    return [{ file: shown(folder, path), range: rangeOf(part, anchorOf(part.document, related.node)), message }];
  const { kind, namespace, name } = related.resource;
  const unit = snapshot.unitFor(path);
  const found = placesOf(snapshot)
    .get(`${kind}/${namespace}/${name}`)
    ?.find((place) => snapshot.unitFor(place.path) === unit);
  return found
    ? [
        {
          file: shown(folder, found.path),
          range: rangeOf(found.part, anchorOf(found.part.document, found.resource.node)),
          message,
        },
      ]
    : [];
}

/** Where the objects of each kind, namespace and name are written. */
const placesOf = memo((snapshot: Snapshot) => {
  const places = new Map<string, { path: string; part: Part; resource: Resource }[]>();
  for (const { path, parts } of snapshot.files.values()) {
    if (snapshot.kindOf(path) !== "manifest") continue;
    for (const part of parts)
      for (const resource of resourcesOf(part.document)) {
        const key = `${resource.kind}/${resource.namespace ?? DEFAULT_NAMESPACE}/${resource.name ?? ""}`;
        const known = places.get(key);
        if (known) known.push({ path, part, resource });
        else places.set(key, [{ path, part, resource }]);
      }
  }
  return places;
});

function rangeOf({ document, line }: Part, { start, end }: Span): Range {
  const lines = lineIndexOf(document);
  const at = (offset: number) => {
    const position = lines.positionAt(offset);
    return fromOne({ line: line + position.line, column: position.column });
  };
  return { start: at(start), end: at(end) };
}

export function rangeIn(lines: LineIndex, { start, end }: Span): Range {
  return { start: fromOne(lines.positionAt(start)), end: fromOne(lines.positionAt(end)) };
}
