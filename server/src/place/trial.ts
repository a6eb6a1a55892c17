// Makes a change of a chart's files in memory, renders every values set again, and says what became of each object.

import { memo } from "../base/memo.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import type { Finding } from "../lint/finding.ts";
import { lintDocument } from "../lint/lint.ts";
import type { RuleSet } from "../lint/rule-set.ts";
import { renderSet, type RenderedFile, type RenderedSet } from "../workspace/chart.ts";
import type { Part } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import { changesBetween, type LeafChange } from "./document-changes.ts";

/** An object and where it was rendered. */
export interface Rendered {
  readonly resource: Resource;
  readonly document: YamlDocument;
  readonly file: RenderedFile;
  readonly part: Part;
}

/** An object whose text or findings are others than before, or that came or went. */
export interface Affected {
  readonly set: string;
  readonly before: Rendered | undefined;
  readonly after: Rendered | undefined;
  /** Leaves of its document that are others; none where it came or went. */
  readonly leaves: readonly LeafChange[];
  /** How many findings of each key there were, and are. */
  readonly had: ReadonlyMap<string, number>;
  readonly has: ReadonlyMap<string, number>;
}

export interface Outcome {
  /** The chart does not render, or its values do not meet its schema: helm's text. */
  readonly refusal: string | undefined;
  readonly affected: readonly Affected[];
}

/** `before`: the chart's sets as they are; `files`: the new texts. Yields while it renders. */
export function* tryChange(
  snapshot: Snapshot,
  folder: string,
  before: readonly RenderedSet[],
  ruleSet: RuleSet,
  files: ReadonlyMap<string, string>,
): Generator<void, Outcome> {
  const after = snapshot.speculate({ files });
  const source = after.chartAt(folder);
  const affected: Affected[] = [];
  for (const old of before) {
    const set = source.sets.find(({ name }) => name === old.set.name);
    if (!set) return { refusal: `There is no values set ${old.set.name} then`, affected };
    const fresh = yield* renderSet(source, set, after.renders);
    const refusal = newProblem(old, fresh);
    if (refusal !== undefined) return { refusal, affected };
    affected.push(...affectedIn(old, fresh, ruleSet));
  }
  return { refusal: undefined, affected };
}

function newProblem(old: RenderedSet, fresh: RenderedSet): string | undefined {
  if (fresh.problem && fresh.problem.message !== old.problem?.message) return fresh.problem.message;
  const known = new Set(old.render?.problems.map(({ text }) => text));
  return fresh.render?.problems.find(({ text }) => !known.has(text))?.text;
}

function affectedIn(old: RenderedSet, fresh: RenderedSet, ruleSet: RuleSet): readonly Affected[] {
  const [was, is] = [objectsOf(old), objectsOf(fresh)];
  const found: Affected[] = [];
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [before, after] = [was.get(key), is.get(key)];
    const [had, has] = [findingsOf(before, ruleSet, old), findingsOf(after, ruleSet, fresh)];
    const leaves = before && after && before.document !== after.document ? leavesOf(before.document, after.document) : [];
    if (before && after && leaves.length === 0 && had === has) continue;
    found.push({ set: old.set.name, before, after, leaves, had: countsOf(had), has: countsOf(has) });
  }
  return found;
}

/** A hash of another file says that this one changed, and is meant to. */
function leavesOf(before: YamlDocument, after: YamlDocument): readonly LeafChange[] {
  return changesBetween(before.root, after.root).filter(({ path }) => !path.some((step) => String(step).startsWith("checksum/")));
}

/** Every object by kind and name; those of the same name are told apart by their order. */
const objectsOf: (rendered: RenderedSet) => ReadonlyMap<string, Rendered> = memo(({ files }) => {
  const found = new Map<string, Rendered>();
  const counts = new Map<string, number>();
  for (const file of files)
    for (const part of file.parts)
      for (const resource of resourcesOf(part.document)) {
        const name = `${resource.group}/${resource.kind}/${resource.namespace ?? ""}/${resource.name ?? ""}`;
        const nth = counts.get(name) ?? 0;
        counts.set(name, nth + 1);
        found.set(`${name}#${nth}`, { resource, document: part.document, file, part });
      }
  return found;
});

const none: readonly Finding[] = [];

function findingsOf(placed: Rendered | undefined, ruleSet: RuleSet, { unit }: RenderedSet): readonly Finding[] {
  return placed ? lintDocument(placed.document, ruleSet, unit).findings : none;
}

function countsOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

/** What a finding is about, whatever document object it stands in. */
export function keyOf({ rule, resource, container, message }: Finding): string {
  return `${rule} ${resource?.kind} ${resource?.namespace} ${resource?.name} ${container} ${message}`;
}

/** The containers that an object runs. */
export function containersOf({ workload }: Resource): string {
  return workload ? workload.pod.containers.map(({ role, name }) => `${role}:${name ?? ""}`).join() : "";
}
