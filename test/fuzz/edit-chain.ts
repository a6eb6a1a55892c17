// Edits a chart again and again, and compares each render made from the one before with a render from scratch.

import { gunzipSync } from "node:zlib";
import { FileTree, fileOfText } from "../../server/src/base/file-tree.ts";
import type { TreeFile } from "../../server/src/base/file-tree.ts";
import { defaultKubeVersion } from "../../server/src/helm/capabilities.ts";
import { loadChart } from "../../server/src/helm/chart.ts";
import { ChartError } from "../../server/src/helm/metadata.ts";
import { parseCache, renderChartNow } from "../../server/src/helm/render.ts";
import type { ChartRender } from "../../server/src/helm/render.ts";
import { mergeValues, ValuesError } from "../../server/src/helm/values.ts";
import type { Dict, Traced } from "../../server/src/template/value.ts";
import { editChart, USER_VALUES } from "./chart-edits.ts";
import type { ChartTexts } from "./chart-edits.ts";
import { describeRender, difference } from "./describe-render.ts";
import type { Random } from "./random.ts";

export interface ChainResult {
  /** The edits that led to the first difference, the last one last; and the difference. */
  readonly fault: { readonly edits: readonly string[]; readonly mode: Mode; readonly difference: string } | undefined;
  /** Renders that were compared, and how many of their templates were taken over. */
  readonly renders: number;
  readonly templates: number;
  readonly reused: number;
}

type Mode = "strict" | "tolerant";

const gunzip = (bytes: Uint8Array) => gunzipSync(bytes);
const release = { name: "rel", namespace: "ns", isUpgrade: false, kubeVersion: defaultKubeVersion, apiVersions: [] };
const parses = parseCache();

/** `binaries`: files that are not edited, such as archives. */
export function runChain(start: ChartTexts, binaries: ReadonlyMap<string, TreeFile>, edits: number, random: Random): ChainResult {
  let texts = start;
  let files = new Map([...texts].map(([path, text]) => [path, fileOfText(text)]));
  const done: string[] = [];
  const last = new Map<Mode, ChartRender>();
  let user = valuesOf(texts);
  const count = { renders: 0, templates: 0, reused: 0 };
  for (let i = 0; i <= edits; i++) {
    if (i > 0) {
      const next = editChart(texts, random);
      const changed = new Map(
        [...next.texts].map(([path, text]) => [path, texts.get(path) === text ? files.get(path)! : fileOfText(text)]),
      );
      const values = next.texts.get(USER_VALUES) === texts.get(USER_VALUES) ? user : valuesOf(next.texts);
      // What is no chart any more is not rendered; the next edit starts from what was there before. Now and then it stays.
      const isChart = values && load(changed, binaries);
      if (!isChart && !random.oneIn(40)) continue;
      if (!isChart) continue;
      [texts, files, user] = [next.texts, changed, values];
      done.push(next.edit);
    }
    const chart = load(files, binaries);
    const scratchChart = load(new Map([...texts].map(([path, text]) => [path, fileOfText(text)])), binaries);
    const scratchValues = valuesOf(texts);
    if (!chart || !scratchChart || !user || !scratchValues) return { fault: undefined, ...count };
    for (const mode of ["strict", "tolerant"] as const) {
      const before = last.get(mode);
      const now = renderChartNow(chart, user, { release, mode, parses, limits: LIMITS }, before);
      const scratch = renderChartNow(scratchChart, scratchValues, { release, mode, parses, limits: LIMITS });
      const found = difference(describeRender(scratch), describeRender(now));
      if (found !== undefined) return { fault: { edits: done.slice(-8), mode, difference: found }, ...count };
      count.renders++;
      count.templates += now.templates.size;
      const earlier = new Set([...(before?.templates.values() ?? [])].map(({ result }) => result));
      count.reused += [...now.templates.values()].filter(({ result }) => earlier.has(result)).length;
      last.set(mode, now);
    }
  }
  return { fault: undefined, ...count };
}

const LIMITS = { steps: 40_000, output: 200_000 };

function load(files: ReadonlyMap<string, TreeFile>, binaries: ReadonlyMap<string, TreeFile>) {
  const tree = new FileTree(
    [...files, ...binaries].filter(([path]) => path !== USER_VALUES).map(([path, file]) => [`chart/${path}`, file]),
  );
  try {
    return loadChart(tree, "chart", gunzip);
  } catch (error) {
    if (error instanceof ChartError) return undefined;
    throw error;
  }
}

function valuesOf(texts: ChartTexts): Traced<Dict> | undefined {
  try {
    return mergeValues({ files: [{ path: USER_VALUES, text: texts.get(USER_VALUES) ?? "" }] });
  } catch (error) {
    if (error instanceof ValuesError) return undefined;
    throw error;
  }
}
