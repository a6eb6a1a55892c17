// Reads one chart into a snapshot of its own, so that it can be forgotten when it has been checked.

import { dirname, isWithin } from "../base/path.ts";
import { isRefused, type Disk } from "../host/disk.ts";
import { walk } from "../host/walk.ts";
import type { Profile } from "../policy/profile.ts";
import { apply, createSnapshot, type Change, type Config, type Snapshot } from "../workspace/snapshot.ts";
import { valuesCandidates, valuesSetsOf, type ValuesSet } from "../workspace/values-sets.ts";
import { dependenciesAround } from "./chart-neighbours.ts";
import type { ChartSetup, ChartTask } from "./chart-task.ts";
import type { Problem } from "./outcome.ts";
import { shown } from "./path.ts";
import { readChartAt } from "./read-chart.ts";
import { gunzip } from "./render-files.ts";

export interface LoadedChart {
  readonly snapshot: Snapshot;
  readonly problems: readonly Problem[];
  /** The names of all its values sets. */
  readonly profiles: readonly string[];
}

/** Reads the charts of one check, one after the other. */
export class ChartLoader {
  /** Which files lie below the folders of policies. */
  readonly #listings = new Map<string, readonly string[]>();

  constructor(
    readonly disk: Disk,
    /** The current folder. */
    readonly cwd: string,
    readonly config: Config,
    readonly setup: ChartSetup,
  ) {}

  /** Policies and values files from anywhere come with it, and the charts around it that it depends on. */
  load({ folder, root, neighbours }: ChartTask): LoadedChart {
    const problems: Problem[] = [];
    const read = (chart: string) => {
      const result = readChartAt(this.disk, chart, isWithin(root, chart) ? root : chart);
      for (const { path, problem } of result.problems)
        problems.push({ file: shown(this.cwd, path), severity: "error", message: problem });
      return result.files;
    };
    const { given, piped } = this.setup;
    const files = new Map([...read(folder), ...(given?.texts ?? [])]);
    if (piped && (isWithin(folder, piped.path) || files.has(piped.path))) files.set(piped.path, piped.text);
    const config = { ...this.config, gunzip, ...(given && { valuesSet: given.set }) };
    let snapshot = this.#apply(createSnapshot(config), { files, roots: [root], charts: [folder] });
    const beside = this.#profileFiles(snapshot, folder);
    if (beside.size > 0) snapshot = this.#apply(snapshot, { files: beside });
    for (const chart of dependenciesAround(this.disk, read, folder, files, neighbours)) {
      const roots = [commonFolder(snapshot.roots[0] ?? root, chart.folder)];
      snapshot = this.#apply(snapshot, { files: chart.files, roots, charts: [chart.folder] });
    }
    return { snapshot, problems, profiles: setsOf(snapshot, folder, []).map(({ name }) => name) };
  }

  /** With all the single files that it would like to see. */
  #apply(start: Snapshot, change: Change): Snapshot {
    const asked = new Set<string>();
    let { snapshot, wants } = apply(start, change);
    for (;;) {
      const paths = wants.filter((path) => !path.endsWith("/") && !asked.has(path));
      if (paths.length === 0) return snapshot;
      for (const path of paths) asked.add(path);
      ({ snapshot, wants } = apply(snapshot, { files: new Map(paths.map((path) => [path, this.#textAt(path)])) }));
    }
  }

  /** The values files of profiles outside of the chart: who names them is known only when the policy has been read. */
  #profileFiles(snapshot: Snapshot, folder: string): ReadonlyMap<string, string> {
    const profiles = profilesFor(snapshot, folder);
    const globs = profiles.filter(({ values }) => values.some((value) => /[*?[{]/.test(value)));
    const paths = [
      ...valuesCandidates(folder, profiles).filter((path) => this.disk.kindOf(path) === "file"),
      ...[...new Set(globs.map((profile) => profile.folder))].flatMap((base) => this.#listing(base)),
    ];
    const wanted = setsOf(snapshot, folder, paths).flatMap(({ files }) => files);
    return new Map(
      wanted.flatMap((path) => {
        const text = snapshot.files.has(path) ? undefined : this.#textAt(path);
        return text === undefined ? [] : [[path, text] as const];
      }),
    );
  }

  #listing(folder: string): readonly string[] {
    let paths = this.#listings.get(folder);
    if (!paths) this.#listings.set(folder, (paths = [...walk(this.disk, folder)].flatMap(({ files }) => files)));
    return paths;
  }

  #textAt(path: string): string | undefined {
    const read = this.disk.read(path);
    return read === undefined || isRefused(read) || read.invalidAt !== undefined ? undefined : read.text;
  }
}

function profilesFor(snapshot: Snapshot, folder: string): readonly Profile[] {
  return snapshot.policyFor(`${folder}/Chart.yaml`)?.profiles ?? [];
}

function setsOf(snapshot: Snapshot, folder: string, more: readonly string[]): readonly ValuesSet[] {
  return valuesSetsOf(folder, [...snapshot.files.keys(), ...more], profilesFor(snapshot, folder)).sets;
}

function commonFolder(a: string, b: string): string {
  let folder = a;
  while (!isWithin(folder, b) && folder !== "/") folder = dirname(folder);
  return folder;
}
