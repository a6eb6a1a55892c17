// Applies what the command line selects to the settings of a policy.

import { memo } from "../base/memo.ts";
import { didYouMean } from "../base/nearest.ts";
import { minorProblem, minorsOf } from "./minors.ts";
import { defaultOptions, isServed } from "./resolve.ts";
import { categories, type RuleIndex } from "./rule-index.ts";
import type { RuleSetting, Settings } from "./settings.ts";
import { foreignIds, rulesOfForeignId } from "./sources.ts";

/** Rule ids, resolved. Members that are not given leave the policy's word as it is. */
export interface Selection {
  /** Replaces the set of rules that are on. */
  readonly select?: ReadonlySet<string>;
  readonly extendSelect?: ReadonlySet<string>;
  /** Wins over both. */
  readonly ignore?: ReadonlySet<string>;
  readonly kubernetes?: readonly string[];
}

/** The words of the options as they were written, split at commas. */
export interface SelectionWords {
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly ignore?: readonly string[];
  readonly kubernetes?: readonly string[];
}

/** The selection, and a sentence for each word that names nothing. */
export function parseSelection(words: SelectionWords, index: RuleIndex): { selection: Selection; problems: readonly string[] } {
  const problems: string[] = [];
  const rules = (option: string, names: readonly string[] = []) =>
    new Set(
      names.flatMap((name) => {
        const found = rulesOf(name, index);
        if (found.length === 0 && !isCategory(name))
          problems.push(`${option}: unknown rule, category, standard or id \`${name}\`${near(name, index)}`);
        return found;
      }),
    );
  const selection = {
    ...(words.select && { select: rules("--select", words.select) }),
    ...(words.extendSelect && { extendSelect: rules("--extend-select", words.extendSelect) }),
    ...(words.ignore && { ignore: rules("--ignore", words.ignore) }),
    ...(words.kubernetes && { kubernetes: minorsOf(words.kubernetes) }),
  };
  for (const minor of words.kubernetes ?? []) {
    const problem = minorProblem(minor);
    if (problem) problems.push(`--kubernetes: ${problem}`);
  }
  return { selection, problems };
}

/**
 * The ids that a name stands for: a rule, a category (`security`: the first five), a standard by prefix (`CIS-5.2`), a check of
 * another tool (`polaris:runAsPrivileged`, `CKV_K8S_16`), `all`. Empty where it stands for none.
 */
export function rulesOf(name: string, index: RuleIndex): readonly string[] {
  if (index.has(name)) return [name];
  const entries = [...index.values()];
  if (name === "all") return entries.map(({ id }) => id);
  const wanted: readonly string[] = name === "security" ? categories.slice(0, 5) : [name];
  const found = entries.filter(
    ({ category, standards }) => wanted.includes(category) || standards.some((one) => isPrefix(name, one)),
  );
  return found.length > 0 || isCategory(name) ? found.map(({ id }) => id) : rulesOfForeignId(index, name);
}

/**
 * The settings with a selection applied: the same object for the same two. A rule that is selected but off in the policy gets its
 * own severity; one that needs a list of images stays off without it.
 */
export function applySelection(settings: Settings, index: RuleIndex, selection: Selection): Settings {
  return applied(settings)(selection)(index);
}

const applied = memo((settings: Settings) =>
  memo((selection: Selection) =>
    memo((index: RuleIndex): Settings => {
      const rules = new Map<string, RuleSetting>();
      for (const entry of index.values()) {
        const { id } = entry;
        const chosen = selection.select?.has(id) || selection.extendSelect?.has(id);
        const held = selection.select ? undefined : settings.rules.get(id);
        if (selection.ignore?.has(id) || !(chosen || held) || !isServed(entry, settings.images)) continue;
        const known = settings.rules.get(id) ??
          settings.dormant.get(id) ?? { severity: undefined, options: defaultOptions(entry) };
        rules.set(id, chosen && known.severity === "off" ? { ...known, severity: undefined } : known);
      }
      return { ...settings, rules, kubernetes: selection.kubernetes ?? settings.kubernetes };
    }),
  ),
);

/** `CIS-5.2` stands for `CIS-5.2.1`, but not for `CIS-5.20`. */
function isPrefix(name: string, standard: string): boolean {
  return standard === name || (standard.startsWith(name) && /^[-.]/.test(standard.slice(name.length)));
}

function isCategory(name: string): boolean {
  return name === "security" || (categories as readonly string[]).includes(name);
}

function near(name: string, index: RuleIndex): string {
  const standards = [...index.values()].flatMap((entry) => entry.standards);
  return didYouMean(name, [...index.keys(), "all", "security", ...categories, ...standards, ...foreignIds(index)]);
}
