// Measures how long an editor waits for completions and hovers in a large file that is being typed into: ours beside YAML's language server.

import { writeFileSync } from "node:fs";
import path from "node:path";
import type { CompletionItem, CompletionList, Hover, Position } from "vscode-languageserver-types";
import { uriOf, type LanguageClient } from "../lsp/client.ts";
import { OpenDocument } from "../lsp/open-document.ts";
import { withFolder, withServer } from "../lsp/scratch.ts";
import { makeManifests } from "./manifests.ts";
import { milliseconds, printTable, quantile, ratio } from "./measure.ts";
import { peerName, startOurs, startPeer } from "./servers.ts";

const documents = 1600;
const rounds = 120;
/** A peer that needs seconds gets no more rounds than fit in this many ms. */
const peerBudget = 60_000;

interface Times {
  readonly completion: number[];
  /** Right after a keystroke, and while nobody types. */
  readonly hover: number[];
  readonly rest: number[];
  /** Completions that offered what was meant. */
  found: number;
}

export async function measureComplete(): Promise<void> {
  await withFolder(async (folder) => {
    const text = makeManifests(documents).join("");
    const file = path.join(folder, "all.yaml");
    writeFileSync(file, text);
    const ours = await withServer(startOurs(folder, "pull"), (client) => ask(client, file, text));
    const peer = await withServer(startPeer(folder), (client) => ask(client, file, text, peerBudget));
    printTable(
      `A key typed into ${rounds} containers of ${text.split("\n").length.toLocaleString("en")} lines: from the keystroke to the answer`,
      ["request and server", "p50", "p95", "most", "asked", "offered"],
      [
        describe("completion: ours", ours.completion, ours.found),
        describe(`completion: ${peerName}`, peer.completion, peer.found),
        describe("hover: ours", ours.hover),
        describe("hover, nobody typing: ours", ours.rest),
        describe(`hover: ${peerName}`, peer.hover),
      ],
    );
    const times = (part: "completion" | "hover") => ratio(quantile(peer[part], 0.95), quantile(ours[part], 0.95));
    console.log(`  p95 of ${peerName} over ours: completion ${times("completion")}, hover ${times("hover")}`);
  });
}

async function ask(client: LanguageClient, file: string, text: string, budget = Infinity): Promise<Times> {
  const document = new OpenDocument(client, uriOf(file), text);
  const lines = text.split("\n");
  const images = lines.flatMap((line, i) => (/^ +image: /.test(line) ? [i] : []));
  const times: Times = { completion: [], hover: [], rest: [], found: 0 };
  const begin = performance.now();
  // What is made ready once is not what is measured.
  await completeAt(document, { line: images[0]!, character: lines[images[0]!]!.indexOf("image") + 2 });
  for (let i = 0; i < rounds && performance.now() - begin < budget; i++) {
    const line = images[Math.floor((((i * 47) % rounds) / rounds) * images.length)]!;
    const column = lines[line]!.indexOf("image");
    const at = { line: line + 1, character: 0 };
    const typed = `${" ".repeat(column)}termin\n`;
    const start = performance.now();
    document.change({ range: { start: at, end: at }, text: typed });
    const labels = await completeAt(document, { line: line + 1, character: column + "termin".length });
    times.completion.push(performance.now() - start);
    if (labels.includes("terminationMessagePath")) times.found++;
    document.change({ range: { start: at, end: { line: line + 2, character: 0 } }, text: "" });
    const again = performance.now();
    await document.client.request<Hover | null>("textDocument/hover", params(document, { line, character: column + 1 }));
    times.hover.push(performance.now() - again);
    const rest = performance.now();
    await document.client.request<Hover | null>("textDocument/hover", params(document, { line, character: column + 2 }));
    times.rest.push(performance.now() - rest);
  }
  return times;
}

async function completeAt(document: OpenDocument, position: Position): Promise<readonly string[]> {
  const answer = await document.client.request<CompletionItem[] | CompletionList | null>(
    "textDocument/completion",
    params(document, position),
  );
  return (Array.isArray(answer) ? answer : (answer?.items ?? [])).map(({ label }) => label);
}

function params({ uri }: OpenDocument, position: Position): object {
  return { textDocument: { uri }, position };
}

function describe(name: string, times: readonly number[], found?: number): string[] {
  return [
    name,
    milliseconds(quantile(times, 0.5)),
    milliseconds(quantile(times, 0.95)),
    milliseconds(Math.max(...times)),
    String(times.length),
    found === undefined ? "" : String(found),
  ];
}
