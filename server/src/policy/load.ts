// Loads the policy that a file and those it extends come to.

import { readChain, type Chain } from "./extend.ts";
import { minorsOf } from "./minors.ts";
import type { Override } from "./overrides.ts";
import type { Profile } from "./profile.ts";
import type { Level } from "./policy-shape.ts";
import type { PolicyFile, PolicyProblem, RuleWish, WrittenOverride } from "./read-file.ts";
import { isOn, isServed, settingsOf, type Wishes } from "./resolve.ts";
import type { Preset, RuleEntry, RuleIndex, Severity } from "./rule-index.ts";
import type { Settings } from "./settings.ts";

export type { PolicyProblem } from "./read-file.ts";

/** Immutable. A policy with problems is what could be understood of it. */
export interface Policy {
  readonly path: string;
  readonly settings: Settings;
  /** In the order of precedence, the strongest last; expired ones are not among them. */
  readonly overrides: readonly Override[];
  readonly presets: readonly Preset[];
  /** In the order they are written. */
  readonly profiles: readonly Profile[];
  readonly problems: readonly PolicyProblem[];
  /** The paths that were read, or would have been if they were there: a change to any of them makes another policy. */
  readonly files: readonly string[];
}

/**
 * The policy of the file at `path`. `read` gives the text of a path, undefined where there is none; `today` is YYYY-MM-DD;
 * `boundary` is a folder that `extends` may not lead out of. Never throws.
 */
export function loadPolicy(
  path: string,
  read: (path: string) => string | undefined,
  index: RuleIndex,
  today: string,
  boundary?: string,
): Policy {
  const chain = readChain(path, { read, index, boundary });
  const written = [...new Set(chain.files.flatMap((file) => file.overrides))];
  const { current, expired } = sortOut(written, today);
  const rules = mergeRules(chain.files);
  const wishes = wishesOf(chain, rules, current);
  const problems = [
    ...chain.problems,
    ...expired,
    ...current.flatMap((one) => weakened(one, wishes, index)),
    ...idle(rules, wishes, index),
  ];
  return {
    path,
    settings: settingsOf(wishes, index),
    overrides: current.map(({ override }) => override),
    presets: [...wishes.presets],
    profiles: [...new Map(chain.files.flatMap((file) => file.profiles).map((profile) => [profile.name, profile])).values()],
    problems: inOrder(problems, chain.paths),
    files: chain.paths,
  };
}

function wishesOf(
  { files, presets }: Chain,
  rules: ReadonlyMap<string, RuleWish>,
  overrides: readonly WrittenOverride[],
): Wishes {
  const levels = new Map<string, Level>();
  for (const [id, { level }] of rules) if (level !== undefined) levels.set(id, level);
  const awake = overrides.flatMap(({ override }) => [...override.rules].filter(([, level]) => level !== "off").map(([id]) => id));
  return {
    // A policy that could not be read is not the same as one that wants nothing.
    presets: files.length > 0 ? presets : new Set(["recommended"]),
    levels,
    options: new Map(
      [...rules].filter(([, wish]) => Object.keys(wish.options).length > 0).map(([id, wish]) => [id, wish.options]),
    ),
    inOverrides: new Set(awake),
    kubernetes: minorsOf(files.findLast((file) => file.kubernetes.length > 0)?.kubernetes ?? []),
    images: { trusted: [...new Set(files.flatMap((file) => file.trusted))], blocked: [] },
  };
}

/** By rule, and in it by key: a file that gives only a level keeps the options of the one it extends. */
function mergeRules(files: readonly PolicyFile[]): ReadonlyMap<string, RuleWish> {
  const merged = new Map<string, RuleWish>();
  for (const [id, wish] of files.flatMap((file) => [...file.rules])) {
    const before = merged.get(id);
    merged.set(id, { ...wish, level: wish.level ?? before?.level, options: { ...before?.options, ...wish.options } });
  }
  return merged;
}

function sortOut(written: readonly WrittenOverride[], today: string): { current: WrittenOverride[]; expired: PolicyProblem[] } {
  const isOver = ({ override }: WrittenOverride) => override.until !== undefined && override.until < today;
  const expired = written.filter(isOver).flatMap(({ override, until }): PolicyProblem[] => {
    const message = `This override ended on \`${override.until}\` and no longer applies`;
    return until ? [{ ...until, severity: "warning", message }] : [];
  });
  return { current: written.filter((one) => !isOver(one)), expired };
}

/** The error of an override that lowers or switches off a rule and does not say why. */
function weakened({ override, places }: WrittenOverride, wishes: Wishes, index: RuleIndex): readonly PolicyProblem[] {
  if (override.reason !== undefined) return [];
  for (const [id, level] of override.rules) {
    const entry = index.get(id);
    const place = places.get(id);
    if (!entry || !place || !isOn(entry, wishes) || rank(level) >= holding(entry, wishes)) continue;
    return [{ ...place, severity: "error", message: `\`reason\` is missing: this override weakens \`${id}\`` }];
  }
  return [];
}

/** How severe a rule's findings can be without overrides. */
function holding(entry: RuleEntry, wishes: Wishes): number {
  const level = wishes.levels.get(entry.id);
  return level === undefined ? Math.max(...entry.severities.map(rank)) : rank(level);
}

/** Warnings where `rules` speaks of a rule and nothing comes of it. */
function idle(rules: ReadonlyMap<string, RuleWish>, wishes: Wishes, index: RuleIndex): readonly PolicyProblem[] {
  return [...rules].flatMap(([id, { level, options, place }]): PolicyProblem[] => {
    const entry = index.get(id);
    if (!entry || level === "off") return [];
    if (!isServed(entry, wishes.images))
      return [{ ...place, severity: "warning", message: `\`${id}\` finds nothing without \`${entry.needs}\`` }];
    if (isOn(entry, wishes) || wishes.inOverrides.has(id) || Object.keys(options).length === 0) return [];
    return [{ ...place, severity: "warning", message: `\`${id}\` has options but is off: give it a \`severity\`` }];
  });
}

function rank(level: Severity | Level): number {
  return ["off", "info", "warning", "error"].indexOf(level);
}

/** By file, the policy's own first, and place. */
function inOrder(problems: readonly PolicyProblem[], paths: readonly string[]): readonly PolicyProblem[] {
  return problems.toSorted((a, b) => paths.indexOf(a.path) - paths.indexOf(b.path) || a.start - b.start || a.end - b.end);
}
