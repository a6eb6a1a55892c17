// The commands and options of the command line, as a table that the parser and the help read.

import { renderOptions } from "./render-options.ts";

export interface Option {
  /** With its dashes. */
  readonly name: string;
  readonly short?: string;
  /** What its value is called; a switch where absent. */
  readonly value?: string;
  /** The value may be left out, and is then this; a value is written behind `=`. */
  readonly implied?: string;
  readonly choices?: readonly string[];
  /** Choices that the documentation names but that come with a later version. */
  readonly laterChoices?: readonly string[];
  /** May be given several times. */
  readonly many?: true;
  readonly doc: string;
  /** Belongs to the contract, comes with a later version. */
  readonly later?: true;
}

export interface Command {
  readonly name: string;
  /** What stands behind the name. */
  readonly operands: string;
  readonly doc: string;
  readonly options: readonly Option[];
  readonly later?: true;
}

export const failLevels = ["error", "warning", "info", "never"] as const;
export const fixLevels = ["safe", "confirm", "template"] as const;
export const formats = ["text", "json"] as const;
export const laterFormats: readonly string[] = ["sarif", "github", "gitlab", "junit", "markdown"];

const help: Option = { name: "--help", short: "-h", doc: "Show this help" };

const checkOptions: readonly Option[] = [
  { name: "--policy", value: "FILE", doc: "Use this policy file instead of the nearest kube-clinic.yaml" },
  { name: "--no-policy", doc: "Use no policy file" },
  { name: "--select", value: "X,…", many: true, doc: "Only these: rule ids, categories, standards, other tools' ids, or `all`" },
  { name: "--extend-select", value: "X,…", many: true, doc: "These too" },
  { name: "--ignore", value: "X,…", many: true, doc: "Without these" },
  { name: "--kubernetes", value: "VERSION,…", many: true, doc: "The minors to judge by, such as 1.33,1.34" },
  {
    name: "--fix",
    value: "LEVEL",
    implied: "safe",
    choices: fixLevels,
    doc: "Write fixes: safe (default), confirm (those that can change behaviour too), template (those with placeholders too)",
  },
  { name: "--diff", doc: "Write nothing, print the fixes as a patch; exit 1 if there is one" },
  { name: "--format", value: "FORMAT", choices: formats, laterChoices: laterFormats, doc: "text (default) or json" },
  { name: "--output", short: "-o", value: "[FORMAT=]FILE", many: true, doc: "Write the report to a file" },
  {
    name: "--fail-on",
    value: "LEVEL",
    choices: failLevels,
    doc: "Exit 1 from this severity on: error, warning (default), info or never",
  },
  { name: "--max-warnings", value: "N", doc: "With --fail-on error: exit 1 for more warnings than these, too" },
  { name: "--values", short: "-f", value: "FILE", many: true, doc: "Charts: these values over the chart's own, as in Helm" },
  { name: "--set", value: "K=V", many: true, doc: "Charts: values over those of the files: a.b[0]=x,c={1,2}" },
  { name: "--set-string", value: "K=V", many: true, doc: "The same, as strings" },
  { name: "--set-json", value: "K=JSON", many: true, doc: "The same, as JSON" },
  { name: "--set-file", value: "K=FILE", many: true, doc: "The same, as the text of a file" },
  { name: "--profile", value: "NAME", doc: "Charts: just the values of this profile" },
  { name: "--no-suppressions", doc: "Report what comments and annotations suppress" },
  { name: "--show-suppressed", doc: "List what is suppressed, marked as such" },
  { name: "--stdin-filename", value: "FILE", doc: "The file that standard input (`-`) stands for" },
  { name: "--timing", doc: "Say on stderr where the time went" },
  { name: "--quiet", short: "-q", doc: "Print findings only, no summary" },
  { name: "--no-progress", doc: "Show no progress on the terminal" },
  { name: "--pod-security", value: "LEVEL[@VERSION]", doc: "The checks of Pod Security admission", later: true },
  { name: "--baseline", value: "FILE", doc: "Known findings do not count", later: true },
  { name: "--write-baseline", value: "FILE", doc: "Write the findings down as known", later: true },
  { name: "--prune", doc: "Drop known findings that are gone", later: true },
  { name: "--changed", value: "FILE", doc: "Only findings on the changed lines of a diff", later: true },
  help,
];

/** The first is what runs where no command is named. */
export const commands: readonly [Command, ...Command[]] = [
  {
    name: "check",
    operands: "[PATH…]",
    doc: "Analyse files, folders, charts, or `-` for standard input (default: the current folder)",
    options: checkOptions,
  },
  {
    name: "explain",
    operands: "RULE|FIELD",
    doc: "Show what a rule is about (other tools' ids work too), or a field such as Deployment.spec.strategy",
    options: [
      { name: "--kubernetes", value: "VERSION,…", many: true, doc: "Of a field: only what these minors have, such as 1.33,1.34" },
      {
        name: "--crds",
        value: "PATH,…",
        many: true,
        doc: "Also the kinds that CustomResourceDefinitions in these files or folders define",
      },
      { name: "--recursive", doc: "Of a field: all fields below, not the next ones alone" },
      help,
    ],
  },
  {
    name: "rules",
    operands: "",
    doc: "List all rules",
    options: [
      { name: "--format", value: "FORMAT", choices: ["text", "json", "markdown"], doc: "text (default), json or markdown" },
      help,
    ],
  },
  { name: "init", operands: "", doc: "Write a commented starter kube-clinic.yaml", options: [help] },
  {
    name: "lsp",
    operands: "--stdio",
    doc: "Run the language server for an editor",
    options: [
      { name: "--stdio", doc: "Speak over standard input and output" },
      { name: "--clientProcessId", value: "ID", doc: "End with this process" },
      help,
    ],
  },
  { name: "render", operands: "CHART", doc: "Print what `helm template` prints", options: [...renderOptions, help] },
  { name: "report", operands: "[PATH…]", doc: "Write the posture as one page", options: [], later: true },
  {
    name: "export",
    operands: "admission",
    doc: "Write the policy as ValidatingAdmissionPolicy objects",
    options: [],
    later: true,
  },
];
