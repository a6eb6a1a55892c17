// Tries edits on charts: `npm run fuzz:render -- FOLDER [EDITS] [SEED]`. Each render from the one before must be as from scratch.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileOfBytes } from "../../server/src/base/file-tree.ts";
import type { TreeFile } from "../../server/src/base/file-tree.ts";
import { USER_VALUES } from "./chart-edits.ts";
import { runChain } from "./edit-chain.ts";
import { Random } from "./random.ts";

const root = path.resolve(process.argv[2] ?? ".");
const edits = Number(process.argv[3] ?? 40);
const seed = Number(process.argv[4] ?? 1);

let [faults, renders, templates, reused] = [0, 0, 0, 0];
for (const folder of chartsIn(root)) {
  const { texts, binaries } = readChart(folder);
  const result = runChain(texts, binaries, edits, new Random(seed));
  renders += result.renders;
  templates += result.templates;
  reused += result.reused;
  if (!result.fault) continue;
  faults++;
  const { mode, edits: done, difference } = result.fault;
  console.log(`${path.relative(root, folder)} (${mode}, seed ${seed}), after\n  ${done.join("\n  ")}\n${difference}\n`);
}
console.log(`${renders} renders, ${reused} of ${templates} templates taken over, ${faults} charts differ`);
process.exitCode = faults > 0 ? 1 : 0;

/** Folders with a Chart.yaml, not those inside them. */
function chartsIn(folder: string): readonly string[] {
  if (existsSync(path.join(folder, "Chart.yaml"))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => chartsIn(path.join(folder, name)));
}

function readChart(folder: string): { texts: Map<string, string>; binaries: Map<string, TreeFile> } {
  const texts = new Map([[USER_VALUES, ""]]);
  const binaries = new Map<string, TreeFile>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join("/");
    const bytes = readFileSync(file);
    if (/\.(?:ya?ml|tpl|txt|md|json)$|ignore$/.test(name) && !bytes.includes(0)) texts.set(name, bytes.toString("utf8"));
    else binaries.set(name, fileOfBytes(bytes));
  }
  return { texts, binaries };
}
