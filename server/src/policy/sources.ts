// Finds our rules by the ids that other tools have for the same check.

import { memo } from "../base/memo.ts";
import type { RuleIndex } from "./rule-index.ts";

/** Our ids for a check of another tool (`polaris`, `runAsPrivileged`); empty where there is none. */
export function rulesOfSource(index: RuleIndex, tool: string, id: string): readonly string[] {
  return sourceTable(index).get(canonical(`${tool}:${id}`)) ?? [];
}

/** Our ids for a check of any other tool, as `tool:id` or as the bare id, which several tools may have. */
export function rulesOfForeignId(index: RuleIndex, id: string): readonly string[] {
  return sourceTable(index).get(canonical(id)) ?? [];
}

/** Every name that `rulesOfForeignId` knows. */
export function foreignIds(index: RuleIndex): Iterable<string> {
  return sourceTable(index).keys();
}

const sourceTable = memo((index: RuleIndex): ReadonlyMap<string, readonly string[]> => {
  const table = new Map<string, string[]>();
  const add = (name: string, rule: string) => {
    const rules = table.get(name);
    if (!rules) table.set(name, [rule]);
    else if (!rules.includes(rule)) rules.push(rule);
  };
  for (const entry of index.values()) {
    for (const source of entry.sources) {
      const full = canonical(source);
      add(full, entry.id);
      add(full.slice(full.indexOf(":") + 1), entry.id);
    }
  }
  return table;
});

/** Trivy has written one id in three ways: `KSV-0017`, `AVD-KSV-0017`, `KSV017`. */
function canonical(name: string): string {
  const [, tool = "", family, digits] = /^(trivy:)?(?:AVD-)?(KSV|KCV)-?0*(\d+)$/i.exec(name) ?? [];
  return family && digits ? `${tool}${family.toUpperCase()}-${digits.padStart(4, "0")}` : name;
}
