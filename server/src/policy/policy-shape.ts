// The shape of a policy file.

import { GLOB_LIMIT } from "../base/glob.ts";
import { memo } from "../base/memo.ts";
import { didYouMean } from "../base/nearest.ts";
import { dateProblem } from "./date.ts";
import { minorProblem, supportedMinors } from "./minors.ts";
import { isLaterPreset, isPolicyPath, isPreset, presetDocs } from "./presets.ts";
import type { OptionSpec, RuleEntry, RuleIndex } from "./rule-index.ts";
import type { EitherShape, Field, MapShape, Shape, TextShape, WordShape } from "./shape.ts";

export const levels = ["off", "info", "warning", "error"] as const;
export type Level = (typeof levels)[number];

export const policyShape: (index: RuleIndex) => MapShape = memo((index) => ({
  kind: "map",
  noun: "key",
  later: new Set(["custom"]),
  fields: fields({
    extends: {
      doc: "What this policy builds on: presets and other policy files, later ones over earlier ones. Without it `recommended` holds; `[]` is no preset at all.",
      shape: list(presetOrFile),
    },
    kubernetes: {
      doc: "The Kubernetes minors that the team runs. Rules judge by each of them, and a finding says which it concerns.",
      shape: list(minor),
    },
    images: { doc: "Where images may come from.", shape: images },
    rules: {
      doc: "Levels and options of single rules; they win over `extends`.",
      shape: {
        kind: "map",
        noun: "rule",
        fields: new Map([...index.values()].map((entry) => [entry.id, ruleField(entry, ruleSetting(entry))])),
      },
    },
    profiles: {
      doc: "Values sets of charts beside their defaults, by name: what `helm install -f` is given in each environment.",
      shape: { kind: "dictionary", value: profileShape },
    },
    overrides: {
      doc: "Other levels for some files or resources. The last one that matches wins.",
      shape: list(override(index)),
    },
  }),
}));

/** What a list or a hover says of a rule. */
export function ruleDoc(entry: RuleEntry): string {
  const facts = [
    `\`${entry.category}\`, ${entry.severities.join(" or ")}`,
    entry.presets.length > 0 ? `in ${entry.presets.map((preset) => `\`${preset}\``).join(" and ")}` : "in no preset",
    ...(entry.needs ? [`needs \`${entry.needs}\``] : []),
  ];
  const names = [...entry.standards, ...entry.sources].map((name) => `\`${name}\``);
  const options = Object.entries(entry.options).map(([name, spec]) => `- \`${name}\`: ${optionDoc(spec)}`);
  return [`${entry.summary}.`, facts.join(" · "), names.join(" "), options.join("\n")].filter(Boolean).join("\n\n");
}

export const level: WordShape = {
  kind: "word",
  forFalse: "off" satisfies Level,
  words: new Map<Level, string>([
    ["off", "The rule does not run."],
    ["info", "Worth knowing."],
    ["warning", "Widely agreed to be a fault; `check` fails on it by default."],
    ["error", "Cannot work, or compromises host or cluster."],
  ]),
  problem: (text) => unknownWord("level", text, levels),
};

const presetOrFile: WordShape = {
  kind: "word",
  pattern: "\\.ya?ml$|^\\.{1,2}/",
  words: new Map(Object.entries(presetDocs).map(([name, doc]) => [name, `${doc}.`])),
  problem: (text) => {
    if (isPreset(text) || isPolicyPath(text)) return undefined;
    if (isLaterPreset(text)) return `Preset \`${text}\` is not available yet`;
    return `Unknown preset \`${text}\`${didYouMean(text, Object.keys(presetDocs)) || ", and a file is named as `./team.yaml`"}`;
  },
};

const minor: WordShape = {
  kind: "word",
  quoted: true,
  words: new Map(supportedMinors.map((name) => [name, `Kubernetes ${name}`])),
  problem: minorProblem,
};

const glob: TextShape = {
  kind: "text",
  noun: "a glob",
  problem: (text) => {
    if (text === "") return "A glob must not be empty";
    return text.length > GLOB_LIMIT ? `A glob must not be longer than ${GLOB_LIMIT} characters` : undefined;
  },
};

const text: TextShape = { kind: "text", noun: "a text" };

const images: MapShape = {
  kind: "map",
  noun: "key",
  later: new Set(["blocked"]),
  fields: fields({
    trusted: {
      doc: "Globs over image references, such as `registry.example.com/*`; here `*` crosses `/`. Naming it switches `image-registry-not-allowed` on.",
      shape: list(glob),
    },
  }),
};

const profileShape: MapShape = {
  kind: "map",
  noun: "key",
  required: ["values"],
  fields: fields({
    charts: {
      doc: "Globs over the folders of charts, such as `charts/*`, relative to this file. Without it the profile is for all.",
      shape: list(glob),
    },
    values: {
      doc: "Values files in the order of `helm -f`, the last one wins; relative to the chart, else to this file. Globs are allowed.",
      shape: list(glob),
    },
  }),
};

export const matchShape: MapShape = {
  kind: "map",
  noun: "key",
  fields: fields({
    files: {
      doc: "Globs relative to this file's folder, such as `legacy/**`; one without a `/` is compared with the file's name in any folder.",
      shape: list(glob),
    },
    kinds: { doc: "Kinds, such as `DaemonSet`; globs are allowed.", shape: list(glob) },
    namespaces: { doc: "Namespaces; globs are allowed.", shape: list(glob) },
    names: { doc: "Names of resources; globs are allowed.", shape: list(glob) },
    labels: {
      doc: "Labels that the resource must all have; globs are allowed in values.",
      shape: { kind: "dictionary", value: glob },
    },
  }),
};

function override(index: RuleIndex): MapShape {
  const setting: EitherShape = {
    kind: "either",
    scalar: level,
    map: { kind: "map", noun: "key", later: new Set(["options"]), fields: fields({ severity: severityField }) },
  };
  return {
    kind: "map",
    noun: "key",
    required: ["match", "rules"],
    fields: fields({
      match: { doc: "Which findings this is for: all that is named here must hold, and one of each list.", shape: matchShape },
      rules: {
        doc: "The levels that hold there.",
        shape: {
          kind: "map",
          noun: "rule",
          fields: new Map([...index.values()].map((entry) => [entry.id, ruleField(entry, setting)])),
        },
      },
      reason: { doc: "Why; required where a rule is weakened.", shape: text },
      until: {
        doc: "The last day on which this holds, as `2027-01-31`. After it the override no longer applies and is reported.",
        shape: { kind: "text", noun: "a date", pattern: "^\\d{4}-\\d{2}-\\d{2}$", problem: dateProblem },
      },
    }),
  };
}

const severityField: Field = { doc: "The level of all findings of this rule.", shape: level };

function ruleSetting(entry: RuleEntry): EitherShape {
  const options = Object.entries(entry.options).map(([name, spec]): [string, Field] => [
    name,
    { doc: optionDoc(spec), detail: JSON.stringify(spec.default), preset: spec.default, shape: optionShape(spec) },
  ]);
  const optionsField: Field = {
    doc: "Options of this rule.",
    shape: { kind: "map", noun: "option", fields: new Map(options) },
  };
  const all = { severity: severityField, ...(options.length > 0 && { options: optionsField }) };
  return { kind: "either", scalar: level, map: { kind: "map", noun: "key", fields: fields(all) } };
}

function ruleField(entry: RuleEntry, shape: Shape): Field {
  return { doc: ruleDoc(entry), detail: entry.summary, shape };
}

function optionDoc(spec: OptionSpec): string {
  const choices = spec.type === "choice" ? ` One of ${quoted(spec.choices)}.` : "";
  return `${spec.doc.replace(/\.?$/, ".")}${choices} Default: \`${JSON.stringify(spec.default)}\`.`;
}

function optionShape(spec: OptionSpec): Shape {
  switch (spec.type) {
    case "strings":
      return list(text);
    case "string":
      return text;
    case "boolean":
      return { kind: "boolean" };
    case "integer":
      return { kind: "integer", ...(spec.minimum !== undefined && { minimum: spec.minimum }) };
    case "choice":
      return {
        kind: "word",
        words: new Map(spec.choices.map((choice) => [choice, ""])),
        problem: (value) => unknownWord("value", value, spec.choices),
      };
  }
}

function list(item: Shape): Shape {
  return { kind: "list", item };
}

function fields(record: Readonly<Record<string, Field>>): ReadonlyMap<string, Field> {
  return new Map(Object.entries(record));
}

function unknownWord(noun: string, text: string, words: readonly string[]): string | undefined {
  if (words.includes(text)) return undefined;
  return `Unknown ${noun} \`${text}\`${didYouMean(text, words) || `, one of ${quoted(words)}`}`;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}
