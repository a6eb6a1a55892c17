// Measures renders of many charts in one process, each once, beside a `helm template` for each.

import { ChartError } from "../../server/src/helm/metadata.ts";
import { printRender } from "../../server/src/helm/print.ts";
import { loadChart } from "../../server/src/helm/chart.ts";
import { parseCache, renderChartNow } from "../../server/src/helm/render.ts";
import { mergeValues, ValuesError, type ValuesInput } from "../../server/src/helm/values.ts";
import type { Chart } from "../../server/src/helm/chart.ts";
import type { ParseCache } from "../../server/src/template/templates.ts";
import { median, milliseconds, printTable, quantile, ratio } from "./measure.ts";
import { caseRelease, helmArguments, ownCharts, readChart, unzip, valuesOf, type RenderCase } from "./render-cases.ts";
import type { Helm } from "./render-helm.ts";

const warmUps = 10;

/**
 * Each case once, by turns with helm, in a process that has rendered ten other charts: our own, which are small, so most code is
 * still cold. Reading files and printing are inside; nothing is remembered from case to case but templates of equal text.
 */
export function measureBatch(cases: readonly RenderCase[] | undefined, helm: Helm | undefined): void {
  const own = ownCharts().flatMap(({ files, cases: [values = []] }) => [
    {
      chart: () => loadChart(files, "chart", unzip),
      values: { files: values.map((file) => ({ path: file, text: files.get(file)?.text ?? "" })) },
    },
  ]);
  for (const { chart, values } of own.slice(0, warmUps)) renderOnce(chart, () => values, parseCache());
  const parses = parseCache();
  const ours: number[] = [];
  const helms: number[] = [];
  if (!cases) {
    for (const { chart, values } of own.slice(warmUps)) ours.push(timeOf(() => renderOnce(chart, () => values, parses)));
  } else
    for (const one of cases) {
      if (helm) helms.push(helm.run(helmArguments(one)));
      ours.push(
        timeOf(() =>
          renderOnce(
            () => readChart(one.folder),
            () => valuesOf(one),
            parses,
          ),
        ),
      );
    }
  printTable(
    `${ours.length} ${cases ? "laid-out cases" : "of our own test charts (no laid-out ones)"}, each once, one process`,
    ["", "sum", "a case", "median", "9 of 10", "largest"],
    [row("kube-clinic", ours), ...(helms.length > 0 ? [row("helm template", helms)] : [])],
  );
  if (helms.length > 0) console.log(`  ours / helm: ${share(sum(ours), sum(helms))}`);
}

/** Whether the chart was rendered; what Helm refuses is refused. */
function renderOnce(chart: () => Chart | undefined, values: () => ValuesInput, parses: ParseCache): boolean {
  try {
    const loaded = chart();
    if (!loaded) return false;
    const render = renderChartNow(loaded, mergeValues(values()), { release: caseRelease, mode: "strict", parses });
    return render.chart !== undefined && render.sorted !== undefined && printRender(render.chart, render.sorted, {}) !== "";
  } catch (error) {
    if (error instanceof ChartError || error instanceof ValuesError) return false;
    throw error;
  }
}

function timeOf(task: () => void): number {
  const start = performance.now();
  task();
  return performance.now() - start;
}

function row(name: string, times: readonly number[]): readonly string[] {
  const values = [sum(times), sum(times) / times.length, median(times), quantile(times, 0.9), Math.max(...times)];
  return [name, ...values.map(milliseconds)];
}

function sum(times: readonly number[]): number {
  return times.reduce((total, time) => total + time, 0);
}

/** `0.14×, a 7.1th`: a part, and which one. */
export function share(part: number, whole: number): string {
  return `${ratio(part, whole)} (1/${(whole / part).toFixed(1)})`;
}
