// The command `init`: a policy file to start from.

import { join } from "../base/path.ts";
import { isRefused } from "../host/disk.ts";
import { indexRules } from "../lint/rule-set.ts";
import type { Rule } from "../lint/rule.ts";
import { starterPolicy } from "../policy/starter.ts";
import { policyNames } from "../workspace/policies.ts";
import type { Arguments } from "./args.ts";
import { refuse } from "./refuse.ts";
import type { Status, World } from "./world.ts";

export function init({ operands }: Arguments, world: World, rules: readonly Rule[]): Status {
  const { disk, folder, stdout } = world;
  if (operands.length > 0) return refuse(world, ["`init` takes no arguments: it writes to the current folder"], "init");
  for (const name of policyNames)
    if (disk.kindOf(join(folder, name)) !== undefined) return refuse(world, [`${name} is there already and stays as it is`]);
  const refused = disk.write(join(folder, "kube-clinic.yaml"), starterPolicy(indexRules(rules)), false);
  if (isRefused(refused)) return refuse(world, [`kube-clinic.yaml was not written: ${refused.problem}`]);
  stdout.write("Wrote kube-clinic.yaml. It changes nothing yet: what can be set stands in its comments.\n");
  return 0;
}
