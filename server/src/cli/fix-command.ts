// Writes the command that fixes what was found.

import type { CheckOptions } from "./check-options.ts";
import type { fixLevels } from "./options.ts";

/** The same check with `--fix`, ready for a shell. */
export function fixCommand({ paths, policy, words }: CheckOptions, level: (typeof fixLevels)[number]): string {
  const lists = {
    "--select": words.select,
    "--extend-select": words.extendSelect,
    "--ignore": words.ignore,
    "--kubernetes": words.kubernetes,
  };
  const parts = [
    "kube-clinic",
    "check",
    level === "safe" ? "--fix" : `--fix=${level}`,
    ...(policy === "none" ? ["--no-policy"] : policy === undefined ? [] : ["--policy", policy]),
    ...Object.entries(lists).flatMap(([name, list]) => (list ? [name, list.join(",")] : [])),
    ...(paths.some((path) => path.startsWith("-") && path !== "-") ? ["--"] : []),
    ...(paths.length === 1 && paths[0] === "." ? [] : paths),
  ];
  return parts.map(quote).join(" ");
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
