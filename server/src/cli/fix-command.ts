// Writes the command that fixes what was found.

import type { CheckOptions } from "./check-options.ts";
import type { fixLevels } from "./options.ts";

/** The same check with `--fix`, ready for a shell; a trial only shows what it would do. */
export function fixCommand(
  { paths, policy, words, values, profile }: CheckOptions,
  level: (typeof fixLevels)[number],
  isTrial = false,
): string {
  const lists = {
    "--select": words.select,
    "--extend-select": words.extendSelect,
    "--ignore": words.ignore,
    "--kubernetes": words.kubernetes,
  };
  const given = {
    "--values": values?.files,
    "--set-json": values?.setJson,
    "--set": values?.set,
    "--set-string": values?.setString,
    "--set-file": values?.setFile,
    "--profile": profile === undefined ? undefined : [profile],
  };
  const parts = [
    "kube-clinic",
    "check",
    level === "safe" ? "--fix" : `--fix=${level}`,
    ...(isTrial ? ["--diff"] : []),
    ...(policy === "none" ? ["--no-policy"] : policy === undefined ? [] : ["--policy", policy]),
    ...Object.entries(lists).flatMap(([name, list]) => (list ? [name, list.join(",")] : [])),
    ...Object.entries(given).flatMap(([name, list = []]) => list.flatMap((value) => [name, value])),
    ...(paths.some((path) => path.startsWith("-") && path !== "-") ? ["--"] : []),
    ...(paths.length === 1 && paths[0] === "." ? [] : paths),
  ];
  return parts.map(quote).join(" ");
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
