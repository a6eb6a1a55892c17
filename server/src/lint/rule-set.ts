// The rules that a policy switches on, sorted by what they look at.

import { groupBy } from "../base/group.ts";
import { memo, memo2 } from "../base/memo.ts";
import type { RuleEntry, RuleIndex, Severity } from "../policy/rule-index.ts";
import type { RuleSetting, Settings } from "../policy/settings.ts";
import { noSchemas } from "../schema/bundled.ts";
import type { Catalogue } from "../schema/schema.ts";
import type { Rule, RuleContext, Subject } from "./rule.ts";

export interface ActiveRule {
  readonly rule: Rule;
  /** Set by the policy: replaces what the rule reports. */
  readonly severity: Severity | undefined;
  readonly context: RuleContext<Record<string, unknown>>;
}

export interface RuleSet {
  /** Rules that look at one document alone. */
  readonly local: ReadonlyMap<Subject, readonly ActiveRule[]>;
  /** Rules that look at their neighbours too. */
  readonly cross: ReadonlyMap<Subject, readonly ActiveRule[]>;
}

/** The same object for the same settings, list of rules and catalogue, so that findings can be remembered by it. */
export function ruleSetOf(settings: Settings, rules: readonly Rule[], schemas: Catalogue = noSchemas): RuleSet {
  return ruleSets(settings, rules)(schemas);
}

const ruleSets = memo2((settings: Settings, rules: readonly Rule[]) =>
  memo((schemas: Catalogue): RuleSet => {
    const active = rules.flatMap((rule) => {
      const setting = settings.rules.get(rule.id);
      return setting ? [activate(rule, setting, settings, schemas)] : [];
    });
    return {
      local: groupBy(
        active.filter(({ rule }) => !rule.neighbours || rule.neighbours === "sometimes"),
        ({ rule }) => rule.on,
      ),
      cross: groupBy(
        active.filter(({ rule }) => rule.neighbours),
        ({ rule }) => rule.on,
      ),
    };
  }),
);

/** What the policy, the command line and the docs need to know of each rule. */
export function indexRules(rules: readonly Rule[]): RuleIndex {
  return new Map(rules.map((rule) => [rule.id, entryOf(rule)]));
}

function entryOf(rule: Rule): RuleEntry {
  const { id, category, severity, summary, sources, standards, presets, fixes = [], options = {}, needs } = rule;
  const severities = typeof severity === "string" ? ([severity] as const) : severity;
  return { id, category, severities, summary, sources, standards, presets, fixes, options, needs };
}

function activate(rule: Rule, setting: RuleSetting, { kubernetes, images }: Settings, schemas: Catalogue): ActiveRule {
  const severity = setting.severity === "off" ? undefined : setting.severity;
  return { rule, severity, context: { options: setting.options, kubernetes, images, schemas } };
}
