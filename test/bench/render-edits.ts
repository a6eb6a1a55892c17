// Measures what an edit of a chart costs, in a template and in its values, beside one `helm template` of the chart.

import { FileTree, fileOfText } from "../../server/src/base/file-tree.ts";
import type { TreeFile } from "../../server/src/base/file-tree.ts";
import { readChartFiles } from "../../server/src/cli/render-files.ts";
import { loadChart } from "../../server/src/helm/chart.ts";
import { ChartError } from "../../server/src/helm/metadata.ts";
import { parseCache, renderChartNow, type ChartRender } from "../../server/src/helm/render.ts";
import { mergeValues } from "../../server/src/helm/values.ts";
import { parseDocument } from "../../server/src/yaml/parse.ts";
import type { YamlNode, YamlScalar } from "../../server/src/yaml/tree.ts";
import { share } from "./render-batch.ts";
import { caseRelease, helmArguments, ownCharts, unzip, valuesOf, type RenderCase } from "./render-cases.ts";
import type { Helm } from "./render-helm.ts";
import { median, milliseconds, printTable, quantile } from "./measure.ts";

const rounds = 50;
/** A chart of ordinary size. */
const [fewest, most] = [30, 60];

/** A chart that can be edited, and its render before any edit. */
interface Subject {
  readonly name: string;
  readonly files: ReadonlyMap<string, TreeFile>;
  readonly render: (files: ReadonlyMap<string, TreeFile>, before?: ChartRender) => ChartRender;
  readonly start: ChartRender;
  readonly case?: RenderCase;
}

interface Edit {
  readonly path: string;
  readonly text: string;
}

/** A scalar of values.yaml that stands in one line. */
interface Scalar {
  readonly node: YamlScalar;
  readonly key: string;
  /** How many templates an edit of it has rendered again. */
  readonly reached: number;
}

/** The time is of making the tree of files, loading the chart from it and rendering it, the render before the edit at hand. */
export function measureChartEdits(cases: readonly RenderCase[] | undefined, helm: Helm | undefined): void {
  const subject = cases ? ordinary(cases) : ownSubject();
  if (!subject) return console.log(`\nNo chart has ${fewest} to ${most} templates`);
  const scalars = scalarsOf(subject);
  const few = scalars.filter(({ reached }) => reached >= 1 && reached <= 5);
  const [widest] = scalars.toSorted((a, b) => b.reached - a.reached);
  const templates = [...subject.start.templates.values()].map(({ template }) => template.file.path);
  const rows = [
    row(subject, `one template, ${templates.length} by turns`, (round) =>
      editTemplate(subject, templates[round % templates.length]!, round),
    ),
    ...(few.length === 0
      ? []
      : [
          row(subject, `a value that 1 to 5 templates read, ${few.length} by turns`, (round) =>
            editScalar(subject, few[round % few.length]!.node, round),
          ),
        ]),
    ...(widest
      ? [
          row(subject, `${widest.key}, which ${widest.reached} templates read`, (round) =>
            editScalar(subject, widest.node, round),
          ),
        ]
      : []),
  ];
  const helms = helm && subject.case ? Array.from({ length: 15 }, () => helm.run(helmArguments(subject.case!))) : [];
  const whole = median(helms);
  const beside = (times: readonly number[]) => (helms.length > 0 ? [share(median(times), whole)] : []);
  printTable(
    `${subject.name}, ${templates.length} templates: from an edit to the new render (median of ${rounds})`,
    ["edit of", "median", "9 of 10", ...(helms.length > 0 ? ["of helm's"] : [])],
    [
      ...rows.map(({ label, times }) => [
        label,
        milliseconds(median(times)),
        milliseconds(quantile(times, 0.9)),
        ...beside(times),
      ]),
      ...(helms.length > 0
        ? [[`helm template (median of ${helms.length})`, milliseconds(whole), milliseconds(quantile(helms, 0.9)), ""]]
        : []),
    ],
  );
}

/** The laid-out chart with most templates among those of ordinary size. */
function ordinary(cases: readonly RenderCase[]): Subject | undefined {
  const byFolder = new Map(cases.filter(({ isGood }) => isGood).map((one) => [one.folder, one]));
  let found: Subject | undefined;
  for (const one of byFolder.values()) {
    const files = readChartFiles(one.folder);
    if ("problem" in files) continue;
    const subject = subjectOf(one.name, files.tree.files, "", one);
    const count = subject.start.templates.size;
    if (count >= fewest && count <= most && count > (found?.start.templates.size ?? 0)) found = subject;
  }
  return found;
}

function ownSubject(): Subject | undefined {
  const subjects = ownCharts().flatMap(({ name, files }) => {
    try {
      return [subjectOf(name, files.files, "chart")];
    } catch (error) {
      if (error instanceof ChartError) return [];
      throw error;
    }
  });
  return subjects.toSorted((a, b) => b.start.templates.size - a.start.templates.size)[0];
}

function subjectOf(name: string, files: ReadonlyMap<string, TreeFile>, root: string, one?: RenderCase): Subject {
  const values = mergeValues(one ? valuesOf(one) : {});
  const options = { release: caseRelease, mode: "tolerant", parses: parseCache() } as const;
  const render = (files: ReadonlyMap<string, TreeFile>, before?: ChartRender) =>
    renderChartNow(loadChart(new FileTree(files), root, unzip), values, options, before);
  return { name, files, render, start: render(files), ...(one && { case: one }) };
}

/** Those that an edit of leaves the chart as sound as it was. */
function scalarsOf(subject: Subject): readonly Scalar[] {
  const [path] = [...subject.files.keys()].filter((path) => path === "values.yaml" || path === "chart/values.yaml");
  const { root } = parseDocument(subject.files.get(path ?? "")?.text ?? "");
  return scalarsIn(root, "").flatMap(({ node, key }) => {
    const render = subject.render(edited(subject, editScalar(subject, node, 0)), subject.start);
    if (render.problems.length > subject.start.problems.length) return [];
    const again = [...render.templates].filter(([name, { result }]) => result !== subject.start.templates.get(name)?.result);
    return [{ node, key, reached: again.length }];
  });
}

function scalarsIn(node: YamlNode | undefined, key: string): readonly { readonly node: YamlScalar; readonly key: string }[] {
  if (node?.kind === "scalar") {
    const isLine = node.style !== "literal" && node.style !== "folded" && node.end > node.start;
    return isLine && !["true", "false", "null", "~"].includes(node.value) ? [{ node, key }] : [];
  }
  if (node?.kind !== "map") return [];
  return node.pairs.flatMap((pair) => scalarsIn(pair.value, `${key}.${pair.key.kind === "scalar" ? pair.key.value : "?"}`));
}

function row({ files, render, start }: Subject, label: string, edit: (round: number) => Edit) {
  const times = Array.from({ length: rounds }, (_, round) => {
    const { path, text } = edit(round);
    const begun = performance.now();
    render(new Map(files).set(path, fileOfText(text)), start);
    return performance.now() - begun;
  });
  return { label, times };
}

function edited({ files }: Subject, { path, text }: Edit): ReadonlyMap<string, TreeFile> {
  return new Map(files).set(path, fileOfText(text));
}

/** A comment more: nothing else changes, but nobody knows before. */
function editTemplate({ files }: Subject, path: string, round: number): Edit {
  return { path, text: `${files.get(path)?.text}\n# ${round}\n` };
}

/** Another number, or a letter more. */
function editScalar({ files }: Subject, { start, end, value, style }: YamlScalar, round: number): Edit {
  const path = files.has("values.yaml") ? "values.yaml" : "chart/values.yaml";
  const text = files.get(path)?.text ?? "";
  const at = style === "plain" ? end : end - 1;
  const more = /^\d+$/.test(value) ? `${(round % 9) + 1}` : `x${round}`;
  return { path, text: text.slice(0, at) + more + text.slice(Math.max(at, start)) };
}
