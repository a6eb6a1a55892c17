// Says why a command can't be carried out.

import type { Status, World } from "./world.ts";

/** A line for each problem on standard error; `command` is the one whose help tells more. */
export function refuse({ stderr }: World, problems: readonly string[], command?: string): Status {
  for (const problem of problems) stderr.write(`kube-clinic: ${problem}\n`);
  if (command !== undefined) stderr.write(`Try: kube-clinic ${command} --help\n`);
  return 2;
}
