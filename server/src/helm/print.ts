// Writes a rendered chart as `helm template` prints it.

import type { ActiveChart } from "./active-chart.ts";
import type { ChartFile } from "./chart.ts";
import { isGoSpace, splitManifests } from "./manifest.ts";
import type { Hook, SortedManifests } from "./manifest.ts";
import { matchPath } from "./path-match.ts";

export interface PrintOptions {
  readonly includeCrds?: boolean;
  readonly noHooks?: boolean;
  readonly skipTests?: boolean;
  /** Globs of templates below the chart; all where there are none. */
  readonly showOnly?: readonly string[];
}

/** The text, or why Helm would not print it. */
export function printRender(
  chart: ActiveChart,
  sorted: SortedManifests,
  options: PrintOptions,
): string | { readonly refused: string } {
  const crds = options.includeCrds ? crdsOf(chart, chart.name) : [];
  const manifests = [
    ...crds.map(({ path, file }) => block(path, file.file.text)),
    ...sorted.manifests.map(({ source, content }) => block(source, content)),
  ];
  const hooks = options.noHooks ? [] : sorted.hooks.filter((hook) => !(options.skipTests && isTest(hook)));
  const text = `${trim(manifests.join(""))}\n${hooks.map(({ source, content }) => block(source, content)).join("")}`;
  return options.showOnly && options.showOnly.length > 0 ? only(text, options.showOnly) : text;
}

function block(source: string, content: string): string {
  return `---\n# Source: ${source}\n${content}\n`;
}

function isTest({ events }: Hook): boolean {
  return events.includes("test");
}

/** Go's TrimSpace. */
function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isGoSpace(text.charCodeAt(start))) start++;
  while (end > start && isGoSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The chart's, then its subcharts'. */
function crdsOf(chart: ActiveChart, path: string): readonly { readonly path: string; readonly file: ChartFile }[] {
  const own = chart.chart.files.filter(({ name }) => name.startsWith("crds/") && /\.(?:ya?ml|json)$/i.test(name));
  return [
    ...own.map((file) => ({ path: `${path}/${file.name}`, file })),
    ...chart.dependencies.flatMap((inner) => crdsOf(inner, `${path}/charts/${inner.name}`)),
  ];
}

function only(text: string, patterns: readonly string[]): string | { readonly refused: string } {
  const documents = splitManifests(text).map(({ content }) => content);
  const out: string[] = [];
  for (const pattern of patterns) {
    const found = documents.filter((content) => {
      const path = /# Source: [^/\n]+\/(.+)/.exec(content)?.[1];
      return path !== undefined && matchPath(pattern, path);
    });
    if (found.length === 0) return { refused: `could not find template ${pattern} in chart` };
    out.push(...found);
  }
  return out.map((content) => `---\n${content}\n`).join("");
}
