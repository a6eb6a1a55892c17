// Carries out one command line.

import type { Rule } from "../lint/rule.ts";
import { parseArguments, type Arguments } from "./args.ts";
import { check } from "./check.ts";
import { explain } from "./explain.ts";
import { writeHelp, writeOverview } from "./help.ts";
import { init } from "./init.ts";
import { renderCommand } from "./render.ts";
import { listRules } from "./rules.ts";
import { refuse } from "./refuse.ts";
import { styleFor } from "./style.ts";
import type { Status, World } from "./world.ts";

/** `words` are the arguments without node and script. Never throws. */
export async function run(words: readonly string[], world: World, rules: readonly Rule[]): Promise<Status> {
  try {
    return await dispatch(words, world, rules);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(world, [`Internal error, please report it: ${reason.split("\n", 1)[0]}`]);
  }
}

async function dispatch(words: readonly string[], world: World, rules: readonly Rule[]): Promise<Status> {
  const { stdout } = world;
  const end = words.indexOf("--");
  if (words.slice(0, end < 0 ? undefined : end).includes("--version")) {
    stdout.write(`kube-clinic ${world.version}\n`);
    return 0;
  }
  const args = parseArguments(words);
  const { command } = args;
  if (command.later) return refuse(world, [`\`kube-clinic ${command.name}\` is not available yet`]);
  if (args.values.has("--help")) {
    const style = styleFor(stdout, world.env);
    stdout.write(words[0] === command.name ? writeHelp(command, style) : writeOverview(style));
    return 0;
  }
  if (command.name === "check") return check(args, world, rules);
  return args.problems.length > 0 ? refuse(world, args.problems, command.name) : runOther(args, world, rules);
}

async function runOther(args: Arguments, world: World, rules: readonly Rule[]): Promise<Status> {
  switch (args.command.name) {
    case "explain":
      return explain(args, world, rules);
    case "rules":
      return listRules(args, world, rules);
    case "render":
      return renderCommand(args, world);
    case "init":
      return init(args, world, rules);
    default:
      if (!args.values.has("--stdio"))
        return refuse(
          world,
          ["The language server speaks over standard input and output only: `kube-clinic lsp --stdio`"],
          "lsp",
        );
      await world.serve();
      return 0;
  }
}
