// Measures how long an editor waits, from an edit to the diagnostics of the text that it left: ours beside YAML's language server.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { uriOf, type LanguageClient } from "../lsp/client.ts";
import { processMemory } from "../lsp/process-memory.ts";
import { byFirstPush, byPull, byPush, giveUp, timeEdit, timeOpen, type AwaitReport } from "./await-report.ts";
import { makeEdits } from "./edits.ts";
import { makeManifests } from "./manifests.ts";
import { megabytes, milliseconds, printTable, quantile, ratio } from "./measure.ts";
import { withFolder, withServer } from "../lsp/scratch.ts";
import { peerName, startOurs, startPeer } from "./servers.ts";

const sizes = [3, 150, 1600]; // documents
const editCount = 200;
/** YAML's language server can need up to a minute an edit, so it gets no more edits than fit in this many ms. */
const peerBudget = 45_000;

interface Outcome {
  readonly open: number;
  readonly times: readonly number[];
  readonly gaveUp: boolean;
  readonly diagnostics: number;
  readonly memory: number | undefined;
}

export async function measureEditLatency(): Promise<void> {
  const rows: string[][] = [];
  const ratios: string[] = [];
  await withFolder(async (folder) => {
    for (const size of sizes) {
      const text = makeManifests(size).join("");
      const file = path.join(folder, `${size}.yaml`);
      writeFileSync(file, text);
      const peer = await withServer(startPeer(folder), (client) => typeInto(client, file, text, byFirstPush, peerBudget));
      const pull = await withServer(startOurs(folder, "pull"), (client) => typeInto(client, file, text, byPull));
      const push = await withServer(startOurs(folder, "push"), (client) => typeInto(client, file, text, byPush));
      const name = `${size} documents, ${countLines(text).toLocaleString("en")} lines`;
      rows.push(
        describe(`${name}: ours, pull`, pull),
        describe(`${name}: ours, push`, push),
        describe(`${name}: ${peerName}`, peer),
      );
      ratios.push(`${size} documents ${ratio(p95(peer), p95(pull))} (push ${ratio(p95(peer), p95(push))})`);
    }
  });
  printTable(
    "From edit to report: an image tag and a label that a Service selects by turns; one edit in ten adds or takes a line",
    ["file and server", "p50", "p95", "most", "edits", "open", "diagnostics", "RSS at the end"],
    rows,
  );
  console.log(`  ${peerName} waits 200 ms after an edit before it begins; a case given up after 60 s counts as 60 s (*).`);
  console.log(`  It gets the edits that fit in ${peerBudget / 1000} s, out of the same ${editCount}.`);
  console.log(`  p95 of ${peerName} over ours: ${ratios.join("; ")}`);
}

async function typeInto(
  client: LanguageClient,
  file: string,
  text: string,
  report: AwaitReport,
  budget = Infinity,
): Promise<Outcome> {
  const start = performance.now();
  const times: number[] = [];
  const { document, took, ...opened } = await timeOpen(client, uriOf(file), text, report);
  let diagnostics = opened.diagnostics;
  let gaveUp = false;
  for (const change of makeEdits(text, editCount)) {
    if (gaveUp || performance.now() - start > budget) break; // an answer that comes too late could be taken for the next edit's
    const timed = await timeEdit(document, change, report).catch(() => undefined);
    if (timed) diagnostics = timed.diagnostics;
    gaveUp = timed === undefined;
    times.push(timed?.took ?? giveUp);
  }
  return { open: took, times, gaveUp, diagnostics, memory: processMemory(client.pid)?.now };
}

function describe(name: string, { open, times, gaveUp, diagnostics, memory }: Outcome): string[] {
  return [
    name,
    milliseconds(quantile(times, 0.5)),
    milliseconds(quantile(times, 0.95)),
    milliseconds(Math.max(...times)),
    `${times.length}${gaveUp ? "*" : ""}`,
    milliseconds(open),
    diagnostics.toLocaleString("en"),
    megabytes(memory),
  ];
}

function p95({ times }: Outcome): number {
  return quantile(times, 0.95);
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}
