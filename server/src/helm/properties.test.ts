// What holds for every render, on our own charts: where each byte comes from, and that both modes say the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ownCharts, unzip, caseRelease } from "../../../test/bench/render-cases.ts";
import { Random } from "../../../test/fuzz/random.ts";
import { fuzzRender } from "../../../test/fuzz/render-fuzz.ts";
import { tilingFault, toleranceFault } from "../../../test/fuzz/render-properties.ts";
import { checkTraces } from "../../../test/fuzz/render-traces.ts";
import { loadChart } from "./chart.ts";
import { parseCache, renderChartNow } from "./render.ts";
import { mergeValues } from "./values.ts";

const cases = ownCharts().flatMap(({ name, files, cases }) => {
  const sets = new Map(cases.map((values) => [values.join(), values]));
  return [...sets.values()].map((values) => ({ title: [name, ...values].join(" "), files, values }));
});
const parses = parseCache();

for (const { title, files, values } of cases) {
  const chart = tryLoad(() => loadChart(files, "chart", unzip));
  if (!chart) continue;
  const given = () => mergeValues({ files: values.map((path) => ({ path, text: files.get(path)?.text ?? "" })) });
  test(`${title}: segments and modes`, (t) => {
    const user = tryLoad(given);
    if (!user) return t.diagnostic("its values are refused");
    const strict = renderChartNow(chart, user, { release: caseRelease, mode: "strict", parses });
    const tolerant = renderChartNow(chart, user, { release: caseRelease, mode: "tolerant", parses });
    assert.equal(tilingFault(strict), undefined);
    assert.equal(tilingFault(tolerant), undefined);
    assert.equal(toleranceFault(strict, tolerant), undefined);
  });
}

test("a scalar that no condition reads changes what is traced to it, and nothing else", () => {
  let [changed, traced] = [0, 0];
  for (const { title, files, values } of cases) {
    const result = checkTraces({ files, root: "chart", values }, new Random(1));
    assert.deepEqual(result?.faults ?? [], [], title);
    changed += result?.changed ?? 0;
    traced += result?.traced ?? 0;
  }
  assert.ok(changed > 30 && traced > 30, `${changed} scalars, ${traced} stretches`);
});

test("random templates and values bring nothing down", () => {
  const { rendered, failed } = fuzzRender({ seed: 42, first: 0, count: 300, time: 5000, memory: 1000 });
  assert.ok(rendered > 20 && failed > 100);
});

function tryLoad<T>(load: () => T): T | undefined {
  try {
    return load();
  } catch {
    return undefined;
  }
}
