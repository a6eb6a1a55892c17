// The command `rules`: what can be checked, as a table or for other programs.

import { indexRules } from "../lint/rule-set.ts";
import type { Rule } from "../lint/rule.ts";
import type { RuleEntry } from "../policy/rule-index.ts";
import { lastOf, type Arguments } from "./args.ts";
import { ruleUrl } from "../lint/rule-url.ts";
import { refuse } from "./refuse.ts";
import { padTo, styleFor, type Style } from "./style.ts";
import type { Status, World } from "./world.ts";

export function listRules(args: Arguments, world: World, rules: readonly Rule[]): Status {
  if (args.operands.length > 0)
    return refuse(world, ["`rules` takes no arguments; `kube-clinic explain RULE` shows one"], "rules");
  const entries = [...indexRules(rules).values()];
  const format = lastOf(args, "--format");
  if (format === "json") world.stdout.write(writeJson(entries, rules));
  else if (format === "markdown") world.stdout.write(writeMarkdown(entries));
  else world.stdout.write(writeTable(entries, styleFor(world.stdout, world.env)));
  return 0;
}

function writeTable(entries: readonly RuleEntry[], style: Style): string {
  const head = ["RULE", "CATEGORY", "SEVERITY", "FIX", "PRESETS"];
  const rows = entries.map(({ id, category, severities, fixes, presets }) => [
    id,
    category,
    severities.join("/"),
    fixes.join("/") || "-",
    presets.join(", ") || "-",
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const write = (cells: readonly string[]) =>
    cells
      .map((cell, i) => padTo(cell, widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  return `${[style.paint("bold", write(head)), ...rows.map(write)].join("\n")}\n`;
}

/** All that is known of each rule. `reads`: whether it judges a document alone or also what lies beside it. */
function writeJson(entries: readonly RuleEntry[], rules: readonly Rule[]): string {
  const all = entries.map(({ id, category, severities, summary, fixes, presets, standards, sources, options, needs }, i) => ({
    id,
    category,
    severity: severities[0],
    severities,
    summary,
    help: ruleUrl(id, category),
    since: rules[i]?.since,
    fixes,
    presets,
    standards,
    sources,
    reads: rules[i]?.neighbours ? "neighbours" : "document",
    options,
    ...(needs !== undefined && { needs }),
  }));
  return `${JSON.stringify({ version: 1, rules: all }, undefined, 2)}\n`;
}

function writeMarkdown(entries: readonly RuleEntry[]): string {
  const rows = entries.map(({ id, category, severities, summary, fixes, presets, standards, sources }) =>
    [
      `[${id}](${ruleUrl(id, category)})`,
      category,
      severities.join("/"),
      fixes.join("/"),
      presets.join(", "),
      summary,
      standards.join(", "),
      sources.join(", "),
    ]
      .map((cell) => cell.replaceAll("|", "\\|"))
      .join(" | "),
  );
  const head = ["Rule", "Category", "Severity", "Fix", "Presets", "What it finds", "Standards", "In other tools"];
  return [head.join(" | "), head.map(() => "---").join(" | "), ...rows].map((row) => `| ${row} |\n`).join("");
}
