// Runs long work in slices, so that what is asked in between is answered first.

import { chartFolderOf } from "../features/chart-view.ts";
import { reportChart } from "../place/chart-report.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Session } from "./session.ts";
import type { World } from "./world.ts";

/** Milliseconds of work between two pauses. */
const SLICE = 10;

/** What the work comes to; undefined where `isStale` said in between that nobody needs it any more. */
export async function runSliced<T>(
  work: Generator<void, T>,
  world: Pick<World, "now" | "pause">,
  isStale: () => boolean,
): Promise<{ readonly result: T } | undefined> {
  let started = world.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return { result: step.value };
    if (world.now() - started < SLICE) continue;
    await world.pause();
    if (isStale()) return undefined;
    started = world.now();
  }
}

/** Makes the report of the chart that holds the file and gives the chart's folder; begins again when the chart changes meanwhile. */
export function analyseChart(session: Session, world: World, path: string): Promise<string | undefined> {
  return session.answer(() => analyse(session, world, path));
}

async function analyse(session: Session, world: World, path: string): Promise<string | undefined> {
  for (;;) {
    const { snapshot, rules } = session.engine;
    const folder = chartFolderOf(snapshot, path);
    if (folder === undefined) return undefined;
    const isStale = () => !isSameChart(session, snapshot, folder);
    if (await runSliced(reportChart(snapshot, folder, rules), world, isStale)) return folder;
  }
}

/** Whether the chart is still what it was in a snapshot: while a workspace is being read, everything around it changes all the time. */
export function isSameChart(session: Session, snapshot: Snapshot, folder: string): boolean {
  return session.snapshot === snapshot || session.snapshot.chartAt(folder) === snapshot.chartAt(folder);
}
