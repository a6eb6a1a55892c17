// Measures how long an editor waits in a chart: from a keystroke in a template or in its values to the report, beside `helm template`.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { uriOf, type LanguageClient } from "../lsp/client.ts";
import { OpenDocument, type ContentChange } from "../lsp/open-document.ts";
import { processMemory } from "../lsp/process-memory.ts";
import { withFolder, withServer } from "../lsp/scratch.ts";
import { byPull, timeEdit, timeOpen } from "./await-report.ts";
import { makeChart, templatesOfComponent, type MadeChart } from "./chart-files.ts";
import { megabytes, milliseconds, printTable, quantile } from "./measure.ts";
import { findHelm } from "./render-helm.ts";
import { startOurs } from "./servers.ts";

const templates = 40;
const edits = 200;
const warmUp = 10;
const neighbours = 100; // charts of the large workspace

export async function measureCharts(): Promise<void> {
  await withFolder(async (folder) => {
    const chart = makeChart("shop", templates);
    writeChart(path.join(folder, "shop"), chart);
    await withServer(startOurs(folder, "pull"), (client) => measureEdits(client, path.join(folder, "shop"), chart));
    measureHelm(path.join(folder, "shop"));
  });
  await withFolder(async (folder) => {
    for (let i = 0; i < neighbours; i++) writeChart(path.join(folder, `chart${i}`), makeChart(`chart${i}`, templates));
    await withServer(startOurs(folder, "pull"), (client) => measureWorkspace(client, folder));
  });
}

async function measureEdits(client: LanguageClient, folder: string, { files, components }: MadeChart): Promise<void> {
  const open = (name: string) => timeOpen(client, uriOf(path.join(folder, name)), files[name]!, byPull);
  const first = await open("templates/part3-deployment.yaml");
  const { document: values } = await open("values.yaml");
  const template = first.document;
  const rows: string[][] = [
    ["first report of the chart, with the server's own start behind it", milliseconds(first.took), "", "", "1"],
  ];
  const add = (name: string, times: readonly number[]) =>
    rows.push([
      name,
      ...[quantile(times, 0.5), quantile(times, 0.95), Math.max(...times)].map(milliseconds),
      String(times.length),
    ]);
  const inTemplate = await type(template, edits / 2, (i) => inLine(template, "- name: part3", i % 2 === 0 ? "x" : ""));
  const inValues = await type(values, edits / 2, (i) => {
    const component = components[i % components.length]!;
    return valueOf(values, values.text.indexOf(`${component}:`), i % 3 === 0 ? "port" : "replicas", String(8000 + i));
  });
  add("a keystroke in a template", inTemplate);
  add(`a value that at most ${templatesOfComponent} templates read`, inValues);
  add("both", [...inTemplate, ...inValues]);
  add("a value that every template reads", await type(values, 50, (i) => valueOf(values, 0, "team", `shop${i}`)));
  printTable(
    `A chart of ${templates} templates with 3 values sets: from the edit to the report`,
    ["edit", "p50", "p95", "most", "edits"],
    rows,
  );
  console.log(`  RSS of the server at the end: ${megabytes(processMemory(client.pid)?.now)}`);
}

/** Milliseconds of each edit, without the first ones. */
async function type(document: OpenDocument, count: number, change: (i: number) => ContentChange): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < count + warmUp; i++) times.push((await timeEdit(document, change(i), byPull)).took);
  return times.slice(warmUp);
}

/** A letter more at the end of a line, or one less. */
function inLine(document: OpenDocument, line: string, letter: string): ContentChange {
  const at = document.text.indexOf(line) + line.length;
  return { range: { start: document.positionAt(at), end: document.positionAt(letter ? at : at + 1) }, text: letter };
}

function valueOf(document: OpenDocument, from: number, key: string, value: string): ContentChange {
  const start = document.text.indexOf(`${key}: `, from) + key.length + 2;
  const end = document.text.indexOf("\n", start);
  return { range: { start: document.positionAt(start), end: document.positionAt(end) }, text: value };
}

function measureHelm(folder: string): void {
  const helm = findHelm();
  if (!helm) return console.log("  There is no helm to measure beside.");
  const sets = [[], ["-f", path.join(folder, "values-prod.yaml")], ["-f", path.join(folder, "values-staging.yaml")]];
  const rounds = Array.from({ length: 7 }, () =>
    sets.reduce((sum, set) => sum + helm.run(["template", "shop", folder, ...set]), 0),
  );
  console.log(
    `  helm ${helm.version}: \`helm template\` once per values set, ${milliseconds(quantile(rounds, 0.5))} for the three (no rule is asked)`,
  );
}

/** While a hundred charts are still being read, somebody opens one and types. */
async function measureWorkspace(client: LanguageClient, folder: string): Promise<void> {
  const start = performance.now();
  const name = "chart50/templates/part3-deployment.yaml";
  const { files } = makeChart("chart50", templates);
  const { document, took } = await timeOpen(
    client,
    uriOf(path.join(folder, name)),
    files["templates/part3-deployment.yaml"]!,
    byPull,
  );
  const times: number[] = [];
  // It says so once when it has read the settings, and again when it has read the folder.
  const isIndexed = () => client.arrived("workspace/codeLens/refresh").length > 1;
  for (let i = 0; !isIndexed() || i < 20; i++)
    times.push((await timeEdit(document, inLine(document, "- name: part3", i % 2 === 0 ? "x" : ""), byPull)).took);
  const untilRead = performance.now() - start;
  const later = await timeOpen(
    client,
    uriOf(path.join(folder, "chart70/templates/part3-deployment.yaml")),
    files["templates/part3-deployment.yaml"]!,
    byPull,
  );
  printTable(
    `A workspace of ${neighbours} such charts that has just been opened: one of them is typed into while the others are read`,
    ["what", "time"],
    [
      ["the first report", milliseconds(took)],
      ["the first keystroke's report", milliseconds(times[0]!)],
      ["p95 of the keystrokes until all is read", milliseconds(quantile(times, 0.95))],
      ["the slowest", milliseconds(Math.max(...times))],
      [`keystrokes`, String(times.length)],
      ["until all is read", milliseconds(untilRead)],
      ["the first report of a chart that is opened then", milliseconds(later.took)],
      ["RSS of the server", megabytes(processMemory(client.pid)?.now)],
    ],
  );
}

function writeChart(folder: string, { files }: MadeChart): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
