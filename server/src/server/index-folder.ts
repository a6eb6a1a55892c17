// Reads a workspace folder in the background, in slices short enough that typing is never felt.

import { basename } from "../base/path.ts";
import { factsOf } from "../kube/facts.ts";
import { mayMatter } from "../workspace/relevance.ts";
import type { Session } from "./session.ts";
import type { World } from "./world.ts";

/** Milliseconds of work between two pauses. */
const SLICE = 10;

/** When it is done, the folder counts as read whole, unless it holds more files than the settings allow. */
export async function indexFolder(session: Session, world: World, root: string): Promise<void> {
  const most = session.settings.maxFiles;
  let count = 0;
  let started = world.now();
  let files = new Map<string, string | undefined>();
  const flush = async () => {
    if (files.size > 0) session.change({ files });
    // What others may know of a document is asked of all at once when the folder is complete: have it ready by then.
    for (const path of files.keys()) {
      if (session.snapshot.chartOf(path) !== undefined) continue;
      for (const { document } of session.snapshot.files.get(path)?.parts ?? []) factsOf(document);
      if (world.now() - started > SLICE) await rest();
    }
    files = new Map();
    await rest();
  };
  const rest = async () => {
    do await world.pause();
    while (session.isAnswering);
    started = world.now();
  };
  for await (const batch of world.listFiles(root, most)) {
    for (const path of batch) {
      count++;
      if (session.isOpen(path) || isReadWithChart(session, path)) continue;
      const text = await world.readText(path);
      if (session.isOpen(path) || text === undefined || !mayMatter(path, text)) continue;
      files.set(path, text);
      // A chart brings all its files with it.
      if (basename(path) === "Chart.yaml" || world.now() - started > SLICE) await flush();
    }
  }
  await flush();
  if (count < most) session.change({ complete: [root] });
  else session.leaveIncomplete(root);
}

/** A chart's files are read at once. */
function isReadWithChart({ snapshot }: Session, path: string): boolean {
  return snapshot.files.has(path) && snapshot.chartOf(path) !== undefined;
}
