// Measures what the size of a file costs: the same edit in a small and a large one, and the server's memory.

import { uriOf } from "../lsp/client.ts";
import { processMemory } from "../lsp/process-memory.ts";
import type { ContentChange, OpenDocument } from "../lsp/open-document.ts";
import { byPull, timeEdit, timeOpen } from "./await-report.ts";
import { makeManifests } from "./manifests.ts";
import { median, megabytes, milliseconds, printTable, quantile } from "./measure.ts";
import { withFolder, withServer } from "../lsp/scratch.ts";
import { startOurs } from "./servers.ts";

const small = 100; // documents
const large = 1600;
const rounds = 60;
const warmUp = 10;

export async function measureGrowth(): Promise<void> {
  await withFolder(async (folder) => {
    const before = await timeSameEdit(folder, small);
    const after = await timeSameEdit(folder, large);
    printTable(
      `The same edit in a small and a large file (${rounds - warmUp} times the tag of the 21st image, pull)`,
      ["", "p50", "p95"],
      [
        [`${small} documents`, milliseconds(median(before)), milliseconds(quantile(before, 0.95))],
        [`${large} documents`, milliseconds(median(after)), milliseconds(quantile(after, 0.95))],
        [
          "difference",
          milliseconds(median(after) - median(before)),
          milliseconds(quantile(after, 0.95) - quantile(before, 0.95)),
        ],
      ],
    );
    await measureMemory(folder);
  });
}

function timeSameEdit(folder: string, size: number): Promise<readonly number[]> {
  return withServer(startOurs(folder, "pull"), async (client) => {
    const { document } = await timeOpen(client, uriOf(`${folder}/${size}.yaml`), makeManifests(size).join(""), byPull);
    const { line } = document.rangeOf("image: ", 20).start;
    const start = document.text.split("\n")[line]!.indexOf("image: ") + "image: ".length;
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const end = document.text.split("\n", line + 1)[line]!.length;
      const change = replaceInLine(line, start, end, `nginx:1.${i}`);
      times.push((await timeEdit(document, change, byPull)).took);
    }
    return times.slice(warmUp);
  });
}

async function measureMemory(folder: string): Promise<void> {
  const documents = makeManifests(large);
  const text = documents.join("");
  await withServer(startOurs(folder, "pull"), async (client) => {
    const started = processMemory(client.pid)?.now;
    const { document } = await timeOpen(client, uriOf(`${folder}/memory.yaml`), text, byPull);
    const opened = processMemory(client.pid)?.now;
    await editEveryDocument(document, documents);
    const memory = processMemory(client.pid);
    printTable(
      `Memory of the server (RSS) with ${(text.split("\n").length - 1).toLocaleString("en")} lines in ${large} documents`,
      ["started", "file open", "after one edit in each document", "most"],
      [[megabytes(started), megabytes(opened), megabytes(memory?.now), megabytes(memory?.peak)]],
    );
  });
}

/** Writes behind each document's `kind:` line, in an order that looks arbitrary, and asks for the report each time. */
async function editEveryDocument(document: OpenDocument, documents: readonly string[]): Promise<void> {
  const ends: { line: number; character: number }[] = [];
  let line = 0;
  for (const text of documents) {
    const lines = text.split("\n");
    const kind = lines.findIndex((one) => one.startsWith("kind: "));
    ends.push({ line: line + kind, character: lines[kind]!.length });
    line += lines.length - 1;
  }
  for (let i = 0; i < ends.length; i++) {
    const end = ends[(i * 991) % ends.length]!; // 991 is prime to the number of documents
    document.change({ range: { start: end, end }, text: ` # edit ${i}` });
    await document.pull();
  }
}

function replaceInLine(line: number, start: number, end: number, text: string): ContentChange {
  return { range: { start: { line, character: start }, end: { line, character: end } }, text };
}
