// Types random edits into a small workspace and compares what is known after them with what is found from scratch.

import assert from "node:assert/strict";
import { LineIndex } from "../../server/src/base/line-index.ts";
import { indexRules } from "../../server/src/lint/rule-set.ts";
import { reportFile } from "../../server/src/lint/report.ts";
import { rules } from "../../server/src/rules/index.ts";
import { apply, createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import { makeManifests } from "../bench/manifests.ts";
import { mutate } from "./mutate.ts";
import { project } from "./project.ts";
import { Random } from "./random.ts";

export interface FuzzOptions {
  readonly edits: number;
  readonly seed: number;
  /** So many edits lie between two comparisons. */
  readonly every: number;
  /** An edit that takes longer, in ms, is an error. */
  readonly limit: number;
}

export interface FuzzOutcome {
  readonly edits: number;
  readonly comparisons: number;
  readonly findings: number;
  readonly slowest: { readonly milliseconds: number; readonly edit: number; readonly characters: number };
}

/** Thrown where something is wrong: the edit that did it, and the file before and after. */
export class FuzzError extends Error {
  readonly before: string;
  readonly after: string;

  constructor(edit: number, path: string, before: string, after: string, cause: unknown) {
    super(`edit ${edit} of ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.before = before;
    this.after = after;
  }
}

const root = "/work";
const config = { index: indexRules(rules), today: "2026-01-01" };
const mostCharacters = 30_000; // a file that has grown beyond is set back

const kustomization = "kind: Kustomization\nresources: [a.yaml, b.yaml]\npatches:\n  - path: patch.yaml\n";
const policy = `extends: [strict]
kubernetes: ["1.33", "1.34"]
rules:
  cpu-limit-missing: off
overrides:
  - match: { files: ["b.yaml"], kinds: [Deployment] }
    rules: { memory-limit-missing: off }
    reason: Its team sets it elsewhere
`;

/** Applies random edits one after the other; throws a `FuzzError` at the first thing that is not as it must be. */
export function fuzzEdits({ edits, seed, every, limit }: FuzzOptions): FuzzOutcome {
  const random = new Random(seed);
  const originals = makeFiles(seed);
  const paths = [...originals.keys()];
  const before = new Map(originals);
  let state = open(originals);
  let slowest = { milliseconds: 0, edit: 0, characters: 0 };
  let comparisons = 0;
  let findings = 0;

  for (let edit = 1; edit <= edits; edit++) {
    const path = random.oneIn(20) ? random.pick(paths) : `${root}/${random.pick(["a", "b", "c"])}.yaml`;
    const text = state.files.get(path)!.text;
    const original = originals.get(path)!;
    const mutated = mutate(text, { random, original, before: before.get(path)! });
    const after = mutated.length > mostCharacters ? original : mutated;
    before.set(path, text);
    try {
      const start = performance.now();
      state = apply(state, { files: new Map([[path, after]]) }).snapshot;
      const report = reportFile(state, path, rules);
      const milliseconds = performance.now() - start;
      findings += report.findings.length;
      assert.deepEqual(report.crashes, []);
      assert.ok(milliseconds < limit, `took ${milliseconds.toFixed(0)} ms`);
      if (milliseconds > slowest.milliseconds) slowest = { milliseconds, edit, characters: after.length };
      if (edit % every === 0 || edit === edits) {
        comparisons++;
        compare(state);
      }
    } catch (error) {
      throw new FuzzError(edit, path, text, after, error);
    }
  }
  return { edits, comparisons, findings, slowest };
}

/** Some manifests in a unit of a kustomization, some beside it, with comments and other things that the generator does not make. */
function makeFiles(seed: number): ReadonlyMap<string, string> {
  const documents = makeManifests(24, seed);
  const odd = `# A file of its own kind\n--- # kube-clinic-ignore-file cpu-limit-missing\napiVersion: v1\nkind: List\nitems:\n  - &a
    apiVersion: v1\n    kind: Pod\n    metadata: { name: "ünï🎉", labels: { app: x } }
    spec: { containers: [ { name: c, image: 'a:latest' } ] }
  - *a\n---\n{ "apiVersion": "v1", "kind": "Service", "metadata": { "name": "x" }, "spec": { "selector": { "app": "x" } } }\n...\n`;
  return new Map([
    [`${root}/a.yaml`, documents.slice(0, 8).join("")],
    [`${root}/b.yaml`, documents.slice(8, 16).join("")],
    [`${root}/c.yaml`, documents.slice(16, 21).join("") + odd],
    [`${root}/patch.yaml`, documents[21]!],
    [`${root}/kustomization.yaml`, kustomization],
    [`${root}/kube-clinic.yaml`, policy],
  ]);
}

function open(files: ReadonlyMap<string, string>): Snapshot {
  return apply(createSnapshot(config), { files, roots: [root], complete: [root] }).snapshot;
}

/** Holds what was kept over edits against a snapshot of the same texts that has no past. */
function compare(state: Snapshot): void {
  const texts = new Map([...state.files].map(([path, { text }]) => [path, text]));
  for (const { parts, text } of state.files.values()) {
    assert.equal(parts.map(({ document }) => document.text).join(""), text, "the documents make up the text");
    const lines = new LineIndex(text);
    for (const { offset, line } of parts)
      assert.deepEqual(lines.positionAt(offset), { line, column: 0 }, "a document starts a line");
    assert.equal(new Set(parts.map(({ document }) => document)).size, parts.length, "a document occurs once");
  }
  const fresh = project(open(texts), rules);
  for (const [path, known] of project(state, rules)) assert.deepEqual(known, fresh.get(path), `${path} differs from scratch`);
}
