// The command `explain`: a rule's page or a field of a kind, in the terminal.

import { didYouMean } from "../base/nearest.ts";
import { indexRules } from "../lint/rule-set.ts";
import type { Rule } from "../lint/rule.ts";
import { minorProblem, minorsOf } from "../policy/minors.ts";
import { foreignIds, rulesOfForeignId } from "../policy/sources.ts";
import { lastOf, listOf, type Arguments } from "./args.ts";
import { definedIn } from "./explain-crds.ts";
import { explainField } from "./explain-field.ts";
import { kindNames, readTarget } from "./explain-kinds.ts";
import { explainRules } from "./explain-rule.ts";
import { refuse } from "./refuse.ts";
import type { Status, World } from "./world.ts";

/** A rule's id comes first, then other tools' ids, then kinds. */
export function explain(args: Arguments, world: World, rules: readonly Rule[]): Status {
  const [name, ...others] = args.operands;
  if (name === undefined || others.length > 0)
    return refuse(world, ["`explain` takes the id of one rule, or one field such as `Deployment.spec.strategy`"], "explain");
  const index = indexRules(rules);
  const ids = index.has(name) ? [name] : rulesOfForeignId(index, name);
  if (ids.length > 0) return explainRules(name, ids, index, world);
  const named = listOf(args, "--kubernetes");
  const crds = listOf(args, "--crds");
  const { catalogue, problems } = crds ? definedIn(crds, index, world) : { catalogue: world.schemas, problems: [] };
  const refused = [...(named ?? []).flatMap((minor) => minorProblem(minor) ?? []), ...problems];
  if (refused.length > 0) return refuse(world, refused, "explain");
  const target = readTarget(name, catalogue);
  if (target) {
    const minors = named && minorsOf(named).map((minor) => Number(minor.slice(2)));
    return explainField(target, { minors, isRecursive: lastOf(args, "--recursive") !== undefined }, world, rules);
  }
  return refuse(world, [unknown(name, [...index.keys(), ...foreignIds(index)], kindNames(catalogue))]);
}

/** Ids are words with dashes, so anything else was meant for a kind, unless an id is near. */
function unknown(name: string, ids: readonly string[], kinds: readonly string[]): string {
  const [first = ""] = name.split(".");
  const rule = didYouMean(name, ids);
  const kind = didYouMean(first, kinds);
  const isKind = name.includes(".") || /^[A-Z][A-Za-z\d]*$/.test(name) || (rule === "" && kind !== "");
  return isKind ? `Unknown kind \`${first}\`${kind}` : `Unknown rule \`${name}\`${rule}`;
}
