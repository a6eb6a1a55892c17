// Reads the values of charts that the command line gives.

import { mergeValues, ValuesError } from "../helm/values.ts";
import { FILE_LIMIT, isRefused } from "../host/disk.ts";
import { fromNative } from "../host/native-path.ts";
import type { ValuesSet } from "../workspace/values-sets.ts";
import type { GivenValues } from "./check-options.ts";
import { stdinFolder } from "./path.ts";
import type { World } from "./world.ts";

/** Plain data: threads hand it on. */
export interface Given {
  readonly set: ValuesSet;
  /** The files that the set names, by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What findings are said to show with. */
const NAME = "command line";

/** The one values set, or a sentence for each part that can't be used. Whether files are YAML is left to whoever renders with them. */
export async function readGivenValues(values: GivenValues, world: World): Promise<Given | readonly string[]> {
  const { files, ...assignments } = values;
  const problems: string[] = [];
  const texts = new Map<string, string>();
  for (const file of files) {
    const path = file === "-" ? `${stdinFolder(world.folder)}/values.yaml` : fromNative(world.folder, file);
    const text = file === "-" ? await stdinText(world) : readText(world, path);
    if (typeof text === "string") texts.set(path, text);
    else problems.push(`\`--values ${file}\`: ${text.problem}`);
  }
  const assigned = new Map<string, string>();
  const readFile = (file: string) => {
    const text = readText(world, fromNative(world.folder, file));
    if (typeof text !== "string") throw new Error(`open ${file}: ${text.problem}`);
    assigned.set(file, text);
    return text;
  };
  try {
    mergeValues({ ...assignments, readFile });
  } catch (error) {
    if (!(error instanceof ValuesError)) throw error;
    problems.push(error.message);
  }
  if (problems.length > 0) return problems;
  return {
    set: { name: NAME, files: [...texts.keys()], isNamed: true, assignments: { ...assignments, texts: assigned } },
    texts,
  };
}

function readText({ disk }: World, path: string): string | { readonly problem: string } {
  const read = disk.read(path);
  if (read === undefined) return { problem: "No such file" };
  if (isRefused(read)) return read;
  return read.invalidAt === undefined ? read.text.replace(/^\ufeff/, "") : { problem: "The file is not valid UTF-8" };
}

async function stdinText(world: World): Promise<string | { readonly problem: string }> {
  const bytes = await world.readStdin(FILE_LIMIT);
  return bytes ? bytes.toString("utf8") : { problem: `Standard input is larger than ${FILE_LIMIT / 1_000_000} MB` };
}
