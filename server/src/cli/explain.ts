// The command `explain`: a rule's page in the terminal.

import { didYouMean } from "../base/nearest.ts";
import { indexRules } from "../lint/rule-set.ts";
import type { Rule } from "../lint/rule.ts";
import type { RuleEntry, RuleIndex } from "../policy/rule-index.ts";
import { foreignIds, rulesOfForeignId } from "../policy/sources.ts";
import type { Arguments } from "./args.ts";
import { writePage } from "./page.ts";
import { refuse } from "./refuse.ts";
import { padTo, styleFor, type Style } from "./style.ts";
import type { Status, World } from "./world.ts";

export function explain({ operands }: Arguments, world: World, rules: readonly Rule[]): Status {
  const [name, ...others] = operands;
  if (name === undefined || others.length > 0) return refuse(world, ["`explain` takes the id of one rule"], "explain");
  const index = indexRules(rules);
  const ids = index.has(name) ? [name] : rulesOfForeignId(index, name);
  const [id, ...more] = ids;
  if (id === undefined)
    return refuse(world, [`Unknown rule \`${name}\`${didYouMean(name, [...index.keys(), ...foreignIds(index)])}`]);
  const style = styleFor(world.stdout, world.env);
  if (more.length > 0) {
    world.stdout.write(`${style.message(`\`${name}\` is what several rules look at:`)}\n\n${list(ids, index)}`);
    return 0;
  }
  // Found by its own id, so it is there.
  const entry = index.get(id) as RuleEntry;
  const page = world.page(id, entry.category);
  if (page === undefined) return refuse(world, [`The page of \`${id}\` is not installed`]);
  world.stdout.write(`${writePage(page, style, world.stdout.columns)}\n${facts(entry, style)}`);
  return 0;
}

function list(ids: readonly string[], index: RuleIndex): string {
  const width = Math.max(...ids.map((id) => id.length));
  return ids.map((id) => `  ${padTo(id, width)}  ${index.get(id)?.summary ?? ""}\n`).join("");
}

function facts({ category, severities, fixes, presets, standards, sources, options }: RuleEntry, style: Style): string {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["category", [category]],
    ["severity", severities],
    ["fix", fixes],
    ["presets", presets],
    ["options", Object.entries(options).map(([name, spec]) => `${name} (${JSON.stringify(spec.default)})`)],
    ["standards", standards],
    ["elsewhere", sources],
  ];
  const filled = rows.filter(([, values]) => values.length > 0);
  return filled
    .map(([name, values]) => `${style.paint("dim", padTo(name, "elsewhere".length))}  ${values.join(", ")}\n`)
    .join("");
}
