// The long run of random edits: `npm run fuzz -- [EDITS] [SEED]`. What breaks is kept in out/fuzz.

import { mkdirSync, writeFileSync } from "node:fs";
import { fuzzEdits, FuzzError } from "./edit-fuzz.ts";

const [edits = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const start = performance.now();
try {
  const { comparisons, findings, slowest } = fuzzEdits({ edits, seed, every: 50, limit: 5000 });
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${edits} edits (seed ${seed}) in ${seconds.toFixed(0)} s, ${(findings / edits).toFixed(0)} findings after an edit`,
  );
  console.log(`${comparisons} comparisons with a start from scratch: all equal`);
  console.log(`the slowest: ${slowest.milliseconds.toFixed(1)} ms, edit ${slowest.edit}, ${slowest.characters} characters`);
} catch (error) {
  process.exitCode = 1;
  console.error(error);
  if (error instanceof FuzzError) {
    mkdirSync("out/fuzz", { recursive: true });
    writeFileSync("out/fuzz/before.yaml", error.before);
    writeFileSync("out/fuzz/after.yaml", error.after);
    console.error("The file before and after that edit: out/fuzz/before.yaml, out/fuzz/after.yaml");
  }
}
