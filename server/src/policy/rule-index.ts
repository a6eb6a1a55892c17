// What the policy knows of rules: their names, severities, presets and options, as plain data.

export const severities = ["error", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/** One per section of the catalogue; `security` selects the first five. */
export const categories = [
  "pod-security",
  "secrets",
  "access",
  "network",
  "supply-chain",
  "reliability",
  "efficiency",
  "correctness",
  "lifecycle",
  "hygiene",
  "chart",
] as const;
export type Category = (typeof categories)[number];

/** Presets that can be extended today; others of the contract are known by name only (see presets.ts). */
export const presets = ["recommended", "strict"] as const;
export type Preset = (typeof presets)[number];

/** A rule's parameter: its default gives the type, `doc` is one sentence for the policy file's completion. */
export type OptionSpec =
  | { readonly type: "strings"; readonly default: readonly string[]; readonly doc: string }
  | { readonly type: "string"; readonly default: string; readonly doc: string }
  | { readonly type: "integer"; readonly default: number; readonly minimum?: number; readonly doc: string }
  | { readonly type: "boolean"; readonly default: boolean; readonly doc: string }
  | { readonly type: "choice"; readonly default: string; readonly choices: readonly string[]; readonly doc: string };

export type OptionValue<O extends OptionSpec> = O extends { type: "strings" }
  ? readonly string[]
  : O extends { type: "integer" }
    ? number
    : O extends { type: "boolean" }
      ? boolean
      : O extends { type: "choice"; choices: readonly (infer C)[] }
        ? C
        : string;

/** One rule, as far as a policy, a report or a completion list needs it. */
export interface RuleEntry {
  readonly id: string;
  readonly category: Category;
  /** The default first. */
  readonly severities: readonly [Severity, ...Severity[]];
  readonly summary: string;
  readonly sources: readonly string[];
  readonly standards: readonly string[];
  readonly presets: readonly Preset[];
  readonly fixes: readonly ("safe" | "confirm" | "template")[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly needs: "images.trusted" | "images.blocked" | undefined;
}

export type RuleIndex = ReadonlyMap<string, RuleEntry>;
