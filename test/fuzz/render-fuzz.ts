// Renders random charts and values in both modes, and says what is not as it must be.

import { FileTree, fileOfText } from "../../server/src/base/file-tree.ts";
import { writeOrigins } from "../../server/src/cli/render-origins.ts";
import { loadChart } from "../../server/src/helm/chart.ts";
import { ChartError } from "../../server/src/helm/metadata.ts";
import { printRender } from "../../server/src/helm/print.ts";
import { parseCache, renderChartNow, type ChartRender } from "../../server/src/helm/render.ts";
import { mergeValues, ValuesError } from "../../server/src/helm/values.ts";
import { caseRelease, ownCharts, unzip, type OwnChart } from "../bench/render-cases.ts";
import { mutate } from "./mutate.ts";
import { Random } from "./random.ts";
import { makeTemplate, makeValues } from "./render-grammar.ts";
import { mutateTemplate } from "./render-mutate.ts";
import { tilingFault, toleranceFault } from "./render-properties.ts";

export interface RenderFuzzOptions {
  readonly seed: number;
  /** Numbers of cases: each is made from the seed and its number alone. */
  readonly first: number;
  readonly count: number;
  /** Milliseconds of this process that one case may take. */
  readonly time: number;
  /** Megabytes that the process may have more than at the start. */
  readonly memory: number;
}

export interface RenderFuzzOutcome {
  readonly cases: number;
  /** How many charts were refused before anything was rendered, failed in strict mode, and rendered as Helm would. */
  readonly refused: number;
  readonly failed: number;
  readonly rendered: number;
  readonly problems: number;
  readonly characters: number;
  readonly slowest: { readonly milliseconds: number; readonly case: number };
  readonly memory: number;
}

/** Thrown where something is wrong: which case it is, and its files. */
export class RenderFuzzError extends Error {
  readonly files: ReadonlyMap<string, string>;

  constructor(number: number, files: ReadonlyMap<string, string>, cause: unknown) {
    super(`case ${number}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.files = files;
  }
}

const limits = { steps: 300_000, output: 2_000_000 };
const userValues = "user.yaml";

/** Throws a RenderFuzzError at the first thing that is not as it must be. */
export function fuzzRender({ seed, first, count, time, memory }: RenderFuzzOptions): RenderFuzzOutcome {
  const own = ownCharts();
  const start = process.memoryUsage().rss;
  const outcome = { cases: count, refused: 0, failed: 0, rendered: 0, problems: 0, characters: 0, memory: 0 };
  let slowest = { milliseconds: 0, case: first };
  for (let number = first; number < first + count; number++) {
    const files = fuzzCase(seed, number, own);
    try {
      const before = process.cpuUsage();
      const result = tryRender(files);
      const { user, system } = process.cpuUsage(before);
      const milliseconds = (user + system) / 1000;
      if (milliseconds > slowest.milliseconds) slowest = { milliseconds, case: number };
      if (milliseconds > time) throw new Error(`took ${milliseconds.toFixed(0)} ms`);
      outcome.memory = Math.max(outcome.memory, (process.memoryUsage().rss - start) / 1e6);
      if (outcome.memory > memory) throw new Error(`the process has ${outcome.memory.toFixed(0)} MB more than at the start`);
      if (result === "refused") outcome.refused++;
      else {
        outcome[result.isGood ? "rendered" : "failed"]++;
        outcome.problems += result.problems;
        outcome.characters += result.characters;
      }
    } catch (error) {
      throw new RenderFuzzError(number, files, error);
    }
  }
  return { ...outcome, slowest };
}

/** The files of one case; `user.yaml` holds the values that a user gives. */
export function fuzzCase(seed: number, number: number, own = ownCharts()): ReadonlyMap<string, string> {
  return makeChart(new Random(Math.imul(seed, 0x9e3779b1) + number), own);
}

/** By the grammar, or one of our own charts with something broken in it. */
function makeChart(random: Random, own: readonly OwnChart[]): ReadonlyMap<string, string> {
  return random.oneIn(3) ? mutated(random, random.pick(own)) : grown(random);
}

function grown(random: Random): ReadonlyMap<string, string> {
  const template = () => (random.oneIn(8) ? mutateTemplate(makeTemplate(random), random) : makeTemplate(random));
  const files = new Map([
    ["chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.2.3\nappVersion: 4.5.6\n"],
    ["chart/values.yaml", makeValues(random)],
    ["chart/a.txt", "text\nof two lines"],
    ["chart/templates/_helpers.tpl", template()],
    // Notes may be anything; a manifest must be YAML.
    [`chart/templates/${random.oneIn(3) ? "a.yaml" : "NOTES.txt"}`, template()],
    [userValues, random.oneIn(2) ? makeValues(random) : ""],
  ]);
  if (!random.oneIn(3)) return files;
  return new Map([
    ...files,
    ["chart/charts/child/Chart.yaml", "apiVersion: v2\nname: child\nversion: 0.1.0\n"],
    ["chart/charts/child/values.yaml", makeValues(random)],
    ["chart/charts/child/templates/c.yaml", template()],
  ]);
}

function mutated(random: Random, { files }: OwnChart): ReadonlyMap<string, string> {
  const texts = new Map([...files.files].map(([path, file]) => [path, file.text]));
  for (let edits = 1 + random.below(4); edits > 0; edits--) {
    const path = random.pick([...texts.keys()]);
    const text = texts.get(path)!;
    const scene = { random, original: text, before: text };
    texts.set(path, path.includes("/templates/") ? mutateTemplate(text, random) : mutate(text, scene));
  }
  return texts.set(userValues, random.oneIn(3) ? makeValues(random) : "");
}

/** Renders strictly and tolerantly, prints, and holds the two against each other. */
function tryRender(files: ReadonlyMap<string, string>): "refused" | { isGood: boolean; problems: number; characters: number } {
  const tree = new FileTree([...files].filter(([path]) => path !== userValues).map(([path, text]) => [path, fileOfText(text)]));
  try {
    const values = mergeValues({ files: [{ path: userValues, text: files.get(userValues) ?? "" }] });
    const chart = loadChart(tree, "chart", unzip);
    const options = { release: caseRelease, limits, parses: parseCache() };
    const strict = renderChartNow(chart, values, { ...options, mode: "strict" });
    const tolerant = renderChartNow(chart, values, { ...options, mode: "tolerant" });
    if (strict.problems.length > 1) throw new Error("a strict render goes on after its first problem");
    const fault = tilingFault(strict) ?? tilingFault(tolerant) ?? toleranceFault(strict, tolerant);
    if (fault !== undefined) throw new Error(fault);
    print(strict);
    const characters = [...tolerant.templates.values()].reduce((sum, { text }) => sum + text.value.length, 0);
    return { isGood: strict.problems.length === 0, problems: tolerant.problems.length, characters };
  } catch (error) {
    if (error instanceof ChartError || error instanceof ValuesError) return "refused";
    throw error;
  }
}

function print(render: ChartRender): void {
  if (!render.chart || !render.sorted) return;
  printRender(render.chart, render.sorted, { includeCrds: true });
  writeOrigins(render, render.sorted, {});
}
