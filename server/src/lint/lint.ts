// The findings of a document, remembered: those of the document alone, and those that depend on its neighbours.

import { memo2 } from "../base/memo.ts";
import type { ResourceFacts } from "../kube/facts.ts";
import { createUnit, sameAnswer, type Query, type Unit } from "../workspace/unit.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import { runRules, type RunResult } from "./run.ts";
import type { RuleSet } from "./rule-set.ts";

const alone = createUnit([], true);

/** What rules that look at one document find. */
export const localFindings: (document: YamlDocument, rules: RuleSet) => RunResult = memo2((document, rules) =>
  runRules(document, rules.local, alone),
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
export function crossFindings(document: YamlDocument, rules: RuleSet, unit: Unit): RunResult {
  const table = crossResults(document, rules);
  const known = table.last;
  if (known && (known.unit === unit || known.reads.every(({ query, answer }) => sameAnswer(answer, unit.find(query))))) {
    known.unit = unit;
    return known.result;
  }
  const reads: Read[] = [];
  const recording: Unit = {
    complete: unit.complete,
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

const crossResults = memo2((_document: YamlDocument, _rules: RuleSet): { last?: CrossResult } => ({}));
