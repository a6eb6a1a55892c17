// Changes values of the laid-out charts and looks what changes in their renders: `npm run fuzz:traces -- [SCALARS OF EACH CASE] [PART OF A NAME]`.

import { readChartFiles } from "../../server/src/cli/render-files.ts";
import { FileTree, fileOfText } from "../../server/src/base/file-tree.ts";
import { readFileSync } from "node:fs";
import { laidOutCases } from "../bench/render-cases.ts";
import { Random } from "./random.ts";
import { checkTraces } from "./render-traces.ts";

const [most = "12", part = ""] = process.argv.slice(2);
const total = { cases: 0, changed: 0, deciding: 0, failing: 0, traced: 0, unmoved: 0, faults: 0 };
const start = performance.now();
for (const { name, folder, values } of laidOutCases() ?? []) {
  const files = readChartFiles(folder);
  if (!name.includes(part) || "problem" in files) continue;
  // The user's files stand beside the chart's: nothing else is called so.
  const given = values.map((file, i) => [`user-${i}.yaml`, fileOfText(readFileSync(file, "utf8"))] as const);
  const all = new FileTree([...files.tree.files, ...given]);
  const result = checkTraces({ files: all, root: "", values: given.map(([file]) => file) }, new Random(1), Number(most));
  if (!result) continue;
  total.cases++;
  for (const key of ["changed", "deciding", "failing", "traced", "unmoved"] as const) total[key] += result[key];
  total.faults += result.faults.length;
  for (const fault of result.faults) console.log(`${name}: ${fault}`);
}
const { cases, changed, deciding, failing, traced, unmoved, faults } = total;
console.log(
  `${cases} cases in ${((performance.now() - start) / 1000).toFixed(0)} s: ${changed} scalars changed, and ${traced} stretches that are traced to them`,
);
console.log(`${deciding} were left alone because a condition reads them, ${failing} because the chart fails with another value`);
console.log(`${faults} times something else changed; ${unmoved} stretches stayed as they were`);
if (cases === 0 || faults > 0) process.exitCode = 1;
