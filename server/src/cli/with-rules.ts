// The commands that need the rules, which take their time to load.

import type { Rule } from "../lint/rule.ts";
import { rules as shipped } from "../rules/index.ts";
import type { Arguments } from "./args.ts";
import { chartThread, type ThreadMessage } from "./check-charts.ts";
import { check } from "./check.ts";
import { explain } from "./explain.ts";
import { init } from "./init.ts";
import { listRules } from "./rules.ts";
import { answerMessages, threadsOf } from "./thread.ts";
import type { Status, World } from "./world.ts";

export async function carryOut(args: Arguments, world: World, rules: readonly Rule[] = shipped): Promise<Status> {
  switch (args.command.name) {
    case "explain":
      return explain(args, world, rules);
    case "rules":
      return listRules(args, world, rules);
    case "init":
      return init(args, world, rules);
    default:
      return check(args, { ...(world.program !== undefined && { threads: threadsOf(world.program) }), ...world }, rules);
  }
}

/** In a thread, answers what it is asked; on the main thread there is nobody who asks. */
export function serveThread(world: World): boolean {
  const answer = chartThread(world, shipped);
  // Only `checkCharts` asks.
  return answerMessages((message) => answer(message as ThreadMessage));
}
