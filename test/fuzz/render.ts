// The long run of random charts: `npm run fuzz:render -- [CASES] [SEED] [FIRST]`.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fuzzCase, fuzzRender, RenderFuzzError } from "./render-fuzz.ts";

const [count = 20_000, seed = 1, first = 0] = process.argv.slice(2).map(Number);
const start = performance.now();
try {
  const outcome = fuzzRender({ seed, first, count, time: 5000, memory: 1500 });
  const { refused, failed, rendered, problems, characters, slowest, memory } = outcome;
  console.log(
    `${count} cases from ${first} on (seed ${seed}) in ${((performance.now() - start) / 1000).toFixed(0)} s, each strict and tolerant`,
  );
  console.log(
    `${rendered} rendered, ${failed} failed with a located problem, ${refused} refused; ${problems} problems, ${(characters / 1e6).toFixed(1)} million characters`,
  );
  console.log(
    `the slowest: case ${slowest.case}, ${slowest.milliseconds.toFixed(0)} ms; at most ${memory.toFixed(0)} MB more than at the start`,
  );
  keep(fuzzCase(seed, slowest.case));
  console.log("The slowest case is in out/fuzz/render");
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof RenderFuzzError ? (error.cause ?? error) : error);
  if (error instanceof RenderFuzzError) {
    keep(error.files);
    console.error(`${error.message}\nIts files are in out/fuzz/render: a chart, and the values user.yaml`);
  }
}

function keep(files: ReadonlyMap<string, string>): void {
  rmSync("out/fuzz/render", { recursive: true, force: true });
  for (const [file, text] of files) {
    const target = path.join("out/fuzz/render", file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
