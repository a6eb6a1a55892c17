// Carries out one command line.

import type { Rule } from "../lint/rule.ts";
import { parseArguments } from "./args.ts";
import { writeHelp, writeOverview } from "./help.ts";
import { refuse } from "./refuse.ts";
import { styleFor } from "./style.ts";
import type { Status, World } from "./world.ts";

/** `words` are the arguments without node and script; `rules` are those that are shipped where none are given. Never throws. */
export async function run(words: readonly string[], world: World, rules?: readonly Rule[]): Promise<Status> {
  try {
    return await dispatch(words, world, rules);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(world, [`Internal error, please report it: ${reason.split("\n", 1)[0]}`]);
  }
}

/** What a command needs is loaded when it is clear which one it is: the rules alone take longer than a small chart to render. */
async function dispatch(words: readonly string[], world: World, rules: readonly Rule[] | undefined): Promise<Status> {
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
  // `check` says what is wrong with its options itself, with what is wrong in them.
  if (args.problems.length > 0 && command.name !== "check") return refuse(world, args.problems, command.name);
  switch (command.name) {
    case "render":
      return (await import("./render.ts")).renderCommand(args, world);
    case "lsp":
      return serve(world, args.values.has("--stdio"));
    default:
      return (await import("./with-rules.ts")).carryOut(args, world, rules);
  }
}

async function serve(world: World, isStdio: boolean): Promise<Status> {
  if (!isStdio)
    return refuse(world, ["The language server speaks over standard input and output only: `kube-clinic lsp --stdio`"], "lsp");
  await world.serve();
  return 0;
}
