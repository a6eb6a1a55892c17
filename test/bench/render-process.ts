// Measures `kube-clinic render` as a whole process, beside `helm template` of the same chart.

import { rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { commandBundles } from "../../server/src/tools/command-bundles.ts";
import { median, milliseconds, printTable, ratio, takeTurns } from "./measure.ts";
import { helmArguments, renderArguments, type RenderCase } from "./render-cases.ts";
import { timed, type Helm } from "./render-helm.ts";

const charts = 25;
const rounds = 9;

/** By turns, so that a slow moment of the machine meets both. The charts are spread over all by how long Helm takes. */
export async function measureRenderProcess(cases: readonly RenderCase[] | undefined, helm: Helm | undefined): Promise<void> {
  if (!cases || !helm) return console.log("\nRenders as whole processes are measured beside helm, on laid-out charts: not here");
  const cli = await bundled();
  const bare = median(takeTurns([() => timed(process.execPath, ["-e", "0"])], rounds, 1)[0] ?? []);
  const rows = spread(cases, helm).map((one) => {
    const ours = () => timed(process.execPath, [cli, ...renderArguments(one)]);
    const [our = [], helms = []] = takeTurns([ours, () => helm.run(helmArguments(one))], rounds, 1);
    return { name: one.name, ours: median(our), least: Math.min(...our), helm: median(helms), helmLeast: Math.min(...helms) };
  });
  printTable(
    `render as a whole process, ${rows.length} laid-out cases (median of ${rounds}, by turns, and the least); node -e 0 takes ${milliseconds(bare)}`,
    ["", "kube-clinic", "least", "helm", "least", "more than helm", "ratio"],
    rows.map(({ name, ours, least, helm, helmLeast }) => [
      name.slice(-60),
      ...[ours, least, helm, helmLeast, ours - helm].map((time) => milliseconds(time)),
      ratio(ours, helm),
    ]),
  );
  const quick = rows.filter(({ helm }) => helm < 200).map(({ ours, helm }) => ours - helm);
  const slow = rows.filter(({ helm }) => helm >= 300).map(({ ours, helm }) => ours / helm);
  console.log(
    `  where helm takes less than 200 ms (${quick.length}): ${milliseconds(median(quick))} more (median), at most ${milliseconds(Math.max(...quick))}`,
  );
  if (slow.length > 0)
    console.log(
      `  where helm takes 300 ms or more (${slow.length}): ${median(slow).toFixed(2)}× (median), at most ${Math.max(...slow).toFixed(2)}×`,
    );
}

async function bundled(): Promise<string> {
  const folder = "out/bench/cli";
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(commandBundles(folder).map((options) => build(options)));
  return path.resolve(folder, "cli.js");
}

/** The fastest, the slowest and those between, by one run of helm for each chart. */
function spread(cases: readonly RenderCase[], helm: Helm): readonly RenderCase[] {
  const byFolder = new Map(cases.filter(({ isGood }) => isGood).map((one) => [one.folder, one]));
  const timedOnes = [...byFolder.values()].map((one) => ({ one, time: helm.run(helmArguments(one)) }));
  const sorted = timedOnes.toSorted((a, b) => a.time - b.time);
  const count = Math.min(charts, sorted.length);
  return Array.from({ length: count }, (_, i) => sorted[Math.round((i * (sorted.length - 1)) / Math.max(1, count - 1))]!.one);
}
