// Applies fixes: all that are wanted of a document at once, then again for what they left, until nothing changes.

import { applyTextEdits, type TextEdit } from "../base/text-edit.ts";
import { toTextEdits } from "../yaml/edit-apply.ts";
import type { YamlEdit } from "../yaml/edit.ts";
import { apply, type Snapshot } from "../workspace/snapshot.ts";
import type { Part } from "../workspace/file.ts";
import type { FileFinding } from "./finding.ts";
import { reportFile } from "./report.ts";
import type { Fix, Rule, Safety } from "./rule.ts";

/** Some fixes make room for others (a `securityContext` that the next rule then judges); more rounds than this mean a quarrel. */
const MOST_ROUNDS = 5;

export interface FixOptions {
  readonly safeties: ReadonlySet<Safety>;
  /** Only this rule's. */
  readonly rule?: string;
}

export interface FixedFile {
  readonly text: string;
  /** How many findings were put right. */
  readonly applied: number;
  readonly snapshot: Snapshot;
}

/** The file after its fixes. What is suppressed stays as it is. */
export function fixFile(snapshot: Snapshot, path: string, rules: readonly Rule[], options: FixOptions): FixedFile {
  let state = snapshot;
  let applied = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { file, findings } = reportFile(state, path, rules);
    const { edits, count } = collectEdits(findings, options);
    if (edits.length === 0) break;
    const text = applyTextEdits(file.text, edits);
    if (text === file.text) break;
    applied += count;
    state = apply(state, { files: new Map([[path, text]]) }).snapshot;
  }
  return { text: state.files.get(path)?.text ?? "", applied, snapshot: state };
}

/** The edits of one fix in its file; undefined where they can't be carried out without touching what they must not. */
export function editsOf(part: Part, fix: Fix): readonly TextEdit[] | undefined {
  return place(part, fix.edits);
}

/** The first fix of each finding that may be applied, document by document; a document where they don't go together gets none. */
export function collectEdits(
  findings: readonly FileFinding[],
  options: FixOptions,
): { edits: readonly TextEdit[]; count: number } {
  const wanted = new Map<Part, Fix[]>();
  // In the order of the rules' names, not of severities: a policy must not change how what is written is laid out.
  for (const { finding, part, suppressed } of findings.toSorted((a, b) =>
    a.finding.rule < b.finding.rule ? -1 : Number(a.finding.rule > b.finding.rule),
  )) {
    if (suppressed || (options.rule !== undefined && finding.rule !== options.rule)) continue;
    const fix = finding.fixes.find(({ safety }) => options.safeties.has(safety));
    if (!fix) continue;
    const list = wanted.get(part);
    if (list) list.push(fix);
    else wanted.set(part, [fix]);
  }
  const edits: TextEdit[] = [];
  let count = 0;
  for (const [part, fixes] of wanted) {
    const { placed, used } = placeAll(part, fixes);
    edits.push(...placed);
    if (placed.length > 0) count += used;
  }
  return { edits: edits.sort((a, b) => a.start - b.start), count };
}

/** All together; where one of them can't be carried out, those that can. */
function placeAll(part: Part, fixes: readonly Fix[]): { placed: readonly TextEdit[]; used: number } {
  const all = place(
    part,
    fixes.flatMap(({ edits }) => edits),
  );
  if (all) return { placed: all, used: fixes.length };
  const possible = fixes.filter(({ edits }) => place(part, edits) !== undefined);
  const rest =
    possible.length < fixes.length
      ? place(
          part,
          possible.flatMap(({ edits }) => edits),
        )
      : undefined;
  return rest ? { placed: rest, used: possible.length } : { placed: [], used: 0 };
}

function place({ document, offset }: Part, edits: readonly YamlEdit[]): readonly TextEdit[] | undefined {
  return toTextEdits(document, edits)?.map((edit) => ({ ...edit, start: edit.start + offset, end: edit.end + offset }));
}
