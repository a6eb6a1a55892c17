// Writes a rule's page and what else is known of the rule, in the terminal.

import type { RuleEntry, RuleIndex } from "../policy/rule-index.ts";
import { writePage } from "./page.ts";
import { refuse } from "./refuse.ts";
import { padTo, styleFor, type Style } from "./style.ts";
import type { Status, World } from "./world.ts";

/** `name` is what was asked for, `ids` the rules that go by it: at least one. */
export function explainRules(name: string, ids: readonly string[], index: RuleIndex, world: World): Status {
  const style = styleFor(world.stdout, world.env);
  const [entry, ...more] = ids.flatMap((id) => index.get(id) ?? []);
  if (more.length > 0 || !entry) {
    world.stdout.write(`${style.message(`\`${name}\` is what several rules look at:`)}\n\n${list(ids, index)}`);
    return 0;
  }
  const page = world.page(entry.id, entry.category);
  if (page === undefined) return refuse(world, [`The page of \`${entry.id}\` is not installed`]);
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
