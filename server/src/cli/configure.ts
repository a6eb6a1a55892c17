// Makes what the engine is told out of the options of a check.

import { isRefused } from "../host/disk.ts";
import { fromNative } from "../host/native-path.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import { parseSelection } from "../policy/select.ts";
import type { Config } from "../workspace/snapshot.ts";
import type { CheckOptions } from "./check-options.ts";
import type { World } from "./world.ts";

/** Also a sentence for each option that can't be used. */
export function configure(
  { words, policy, profile }: CheckOptions,
  { disk, folder, today, schemas }: Pick<World, "disk" | "folder" | "today" | "schemas">,
  index: RuleIndex,
): { config: Config; problems: readonly string[] } {
  const { selection, problems } = parseSelection(words, index);
  const path = policy === undefined || policy === "none" ? policy : fromNative(folder, policy);
  const read = path === undefined || path === "none" ? { text: "" } : disk.read(path);
  const refused = isRefused(read) ? read.problem : read ? undefined : "No such file";
  return {
    config: {
      index,
      today,
      selection,
      schemas,
      ...(path !== undefined && { policy: path }),
      ...(profile !== undefined && { profile }),
    },
    problems: refused === undefined ? problems : [...problems, `\`--policy ${policy}\`: ${refused}`],
  };
}
