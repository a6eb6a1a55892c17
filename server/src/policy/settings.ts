// What a policy comes to: which rules are on, how severe, with which options, for which Kubernetes minors.

import type { Severity } from "./rule-index.ts";

/** The team's image lists; patterns are exact unless they hold a glob, in which `*` crosses `/` (textGlob of base/glob.ts). */
export interface Images {
  readonly trusted: readonly string[];
  readonly blocked: readonly string[];
}

export interface RuleSetting {
  /**
   * Replaces every severity that the rule itself picks; undefined leaves the rule its own. `off`: the rule runs only since an
   * override gives it a level in some place; elsewhere its findings are dropped (see `settingFor`).
   */
  readonly severity: Severity | "off" | undefined;
  /** Every declared option, defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Immutable, and the same object for as long as the policy's text and the command line are the same: derived things hang on it. */
export interface Settings {
  /** The rules that are on, by id, in the order of the index. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Options that the policy sets for rules that are off; the command line may select such a rule. */
  readonly dormant: ReadonlyMap<string, RuleSetting>;
  /** Ascending minors such as "1.34"; never empty. */
  readonly kubernetes: readonly string[];
  readonly images: Images;
}
