// Makes settings out of presets and of what was said of single rules.

import type { Level } from "./policy-shape.ts";
import type { Preset, RuleEntry, RuleIndex } from "./rule-index.ts";
import type { Images, RuleSetting, Settings } from "./settings.ts";

/** Everything that policy files say, merged. */
export interface Wishes {
  readonly presets: ReadonlySet<Preset>;
  readonly levels: ReadonlyMap<string, Level>;
  readonly options: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Rules that some override gives a level other than `off`. */
  readonly inOverrides: ReadonlySet<string>;
  readonly kubernetes: readonly string[];
  readonly images: Images;
}

export function settingsOf(wishes: Wishes, index: RuleIndex): Settings {
  const { kubernetes, images, options } = wishes;
  const rules = new Map<string, RuleSetting>();
  const dormant = new Map<string, RuleSetting>();
  for (const entry of index.values()) {
    const severity = severityOf(entry, wishes);
    const setting = {
      severity: severity === "own" ? undefined : severity,
      options: { ...defaultOptions(entry), ...options.get(entry.id) },
    };
    if (severity !== "off" || wishes.inOverrides.has(entry.id)) {
      if (isServed(entry, images)) rules.set(entry.id, setting);
    } else if (options.has(entry.id)) dormant.set(entry.id, { ...setting, severity: undefined });
  }
  return { rules, dormant, kubernetes, images };
}

/** Whether presets, `images` or `rules` switch the rule on everywhere. */
export function isOn(entry: RuleEntry, wishes: Wishes): boolean {
  return severityOf(entry, wishes) !== "off" && isServed(entry, wishes.images);
}

/** Whether the policy gives the rule the list that it needs, if it needs one. */
export function isServed(entry: RuleEntry, images: Images): boolean {
  return entry.needs === undefined || listOf(entry.needs, images).length > 0;
}

export function defaultOptions(entry: RuleEntry): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(entry.options).map(([name, spec]) => [name, spec.default]));
}

/** `own`: on, with the severity that the rule itself picks. */
function severityOf(entry: RuleEntry, { levels, presets, images }: Wishes): Level | "own" {
  const inForce = entry.presets.some((preset) => presets.has(preset) || (preset === "recommended" && presets.has("strict")));
  const named = entry.needs !== undefined && isServed(entry, images);
  return levels.get(entry.id) ?? (inForce || named ? "own" : "off");
}

function listOf(needs: NonNullable<RuleEntry["needs"]>, images: Images): readonly string[] {
  return needs === "images.trusted" ? images.trusted : images.blocked;
}
