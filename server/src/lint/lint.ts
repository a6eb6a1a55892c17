// The findings of a document, remembered: those of the document alone, and those that depend on its neighbours.

import { memo2 } from "../base/memo.ts";
import type { ResourceFacts } from "../kube/facts.ts";
import { sameAnswer, type Query, type Unit } from "../workspace/unit.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import { inOrder, runRules, type RunResult } from "./run.ts";
import type { RuleSet } from "./rule-set.ts";

/**
 * All findings of the document, the same object for as long as it and what it asked of its neighbours are. Those that depend on
 * neighbours are left out while some of the unit was not read: they would be a guess.
 */
export function lintDocument(document: YamlDocument, rules: RuleSet, unit: Unit): RunResult {
  const local = localFindings(document, rules);
  return unit.complete && rules.cross.size > 0 ? together(local, crossFindings(document, rules, unit)) : local;
}

const together = memo2((local: RunResult, cross: RunResult): RunResult => {
  if (cross.findings.length === 0 && cross.crashes.length === 0) return local;
  return { findings: inOrder([...local.findings, ...cross.findings]), crashes: [...local.crashes, ...cross.crashes] };
});

/** What rules that look at one document find. */
const localFindings: (document: YamlDocument, rules: RuleSet) => RunResult = memo2((document, rules) =>
  runRules(document, rules.local, undefined),
);

interface Read {
  readonly query: Query;
  readonly answer: readonly ResourceFacts[];
}

interface CrossResult {
  unit: Unit;
  readonly reads: readonly Read[];
  readonly result: RunResult;
}

/** What rules that look at the neighbours find; run again only when an answer that they got from the unit has changed. */
function crossFindings(document: YamlDocument, rules: RuleSet, unit: Unit): RunResult {
  const table = crossResults(document, rules);
  const known = table.last;
  if (known && (known.unit === unit || isStillRight(known, unit))) {
    known.unit = unit;
    return known.result;
  }
  const reads: Read[] = [];
  const recording: Unit = {
    complete: unit.complete,
    ofKind: unit.ofKind,
    find(query) {
      const answer = unit.find(query);
      reads.push({ query, answer });
      return answer;
    },
  };
  const result = runRules(document, rules.cross, recording);
  table.last = { unit, reads, result };
  return result;
}

/** Whether the rules would get the same answers from this unit. Kinds that are as they were need not be asked. */
function isStillRight({ unit: before, reads }: CrossResult, unit: Unit): boolean {
  return reads.every(
    ({ query, answer }) => before.ofKind(query.kind) === unit.ofKind(query.kind) || sameAnswer(answer, unit.find(query)),
  );
}

const crossResults = memo2((_document: YamlDocument, _rules: RuleSet): { last?: CrossResult } => ({}));
