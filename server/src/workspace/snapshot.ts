// One immutable state of all files that are known, and what follows from them together: policies, units, kinds of files.

import { ancestors, basename, dirname, isWithin, join } from "../base/path.ts";
import { memo } from "../base/memo.ts";
import type { Gunzip } from "../helm/chart.ts";
import { gunzip } from "../helm/gunzip.ts";
import { parseCache } from "../helm/render.ts";
import { factsOf } from "../kube/facts.ts";
import type { Policy } from "../policy/load.ts";
import { defaultSettings } from "../policy/defaults.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import { applySelection, type Selection } from "../policy/select.ts";
import type { Settings } from "../policy/settings.ts";
import type { Catalogue } from "../schema/schema.ts";
import type { ChartSource, RenderMemory } from "./chart.ts";
import { chartSource } from "./chart-source.ts";
import { readFile, type SourceFile } from "./file.ts";
import { kustomizationNames } from "./kustomization.ts";
import { Policies, policyNames } from "./policies.ts";
import { divide, type RootUnits } from "./root.ts";
import { createUnit, type Unit } from "./unit.ts";
import { valuesCandidates, type ValuesSet } from "./values-sets.ts";

export interface Config {
  readonly index: RuleIndex;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** What the command line selects beside or instead of the policy. */
  readonly selection?: Selection;
  /** The path of a policy that replaces the search for the nearest; "none": there is to be none. */
  readonly policy?: string;
  /** A policy is not looked for above the root that holds the file, and may not reach out of it. */
  readonly policyWithinRoot?: boolean;
  /** Settings of the editor that count where no policy governs. */
  readonly kubernetesVersion?: readonly string[];
  /** The kinds that are shipped; without them nothing is judged by its schema. */
  readonly schemas?: Catalogue;
  /** Unpacks archives of charts; by default without help of the platform. */
  readonly gunzip?: Gunzip;
  /** Just this values set of every chart. */
  readonly valuesSet?: ValuesSet;
  /** Just the values sets of this name. */
  readonly profile?: string;
}

export interface Change {
  /** Path → text, or bytes where it is none; undefined: known not to exist. */
  readonly files?: ReadonlyMap<string, string | Uint8Array | undefined>;
  /** The folders that are looked at; replaces the former ones. */
  readonly roots?: readonly string[];
  /** Roots that have been read whole. */
  readonly complete?: readonly string[];
  /** Folders of charts that have been read whole, with files that are no YAML. */
  readonly charts?: readonly string[];
}

export type FileKind = "manifest" | "kustomization" | "policy" | "chart" | "other";

interface State {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Files that are no text. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** Charts that have been read whole. */
  readonly charts: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly roots: readonly string[];
  readonly complete: ReadonlySet<string>;
}

export class Snapshot {
  readonly config: Config;
  readonly #state: State;
  /** Derived on demand; carried over by `apply` where nothing that they were made of changed. */
  readonly #units: Map<string, RootUnits>;
  readonly #policies: Policies;
  /** Units that no longer hold, for what of them still does. */
  readonly #oldUnits: ReadonlyMap<string, RootUnits>;
  /** Carried over while no Chart.yaml comes or goes. */
  #chartFolders: readonly string[] | undefined;
  readonly #sources: Map<string, ChartSource>;
  /** What renders of charts leave behind for the next one. */
  readonly renders: RenderMemory;

  constructor(
    config: Config,
    state: State,
    units: Map<string, RootUnits>,
    policies: Policies | undefined,
    oldUnits: ReadonlyMap<string, RootUnits>,
    sources: Map<string, ChartSource>,
    renders: RenderMemory,
  ) {
    this.config = config;
    this.#state = state;
    this.#units = units;
    this.#policies = new Policies(config, this, policies);
    this.#oldUnits = oldUnits;
    this.#sources = sources;
    this.renders = renders;
  }

  get files(): ReadonlyMap<string, SourceFile> {
    return this.#state.files;
  }

  get roots(): readonly string[] {
    return this.#state.roots;
  }

  /** The root that holds the file: the innermost; a file outside of all is a root of its own. */
  rootOf(path: string): string {
    let best = path;
    for (const root of this.#state.roots) if (isWithin(root, path) && (best === path || root.length > best.length)) best = root;
    return best;
  }

  isComplete(root: string): boolean {
    return this.#state.complete.has(root);
  }

  kindOf(path: string): FileKind {
    const name = basename(path);
    if (policyNames.includes(name) || path === this.config.policy) return "policy";
    if (kustomizationNames.includes(name)) return "kustomization";
    if (this.chartOf(path) !== undefined) return "chart";
    const file = this.files.get(path);
    return file && holdsResources(file) ? "manifest" : "other";
  }

  /** The folder of the chart that the file is part of: the outermost, where it lies in a copy of a subchart. */
  chartOf(path: string): string | undefined {
    const root = this.rootOf(path);
    const has = (folder: string) => this.files.has(`${folder}/Chart.yaml`);
    let chart: string | undefined;
    for (const folder of ancestors(dirname(path), root)) {
      if (chart === undefined) chart = has(folder) ? folder : undefined;
      else if (chart.startsWith(`${folder}/charts/`) && dirname(dirname(chart)) === folder && has(folder)) chart = folder;
    }
    return chart;
  }

  /** The folders of all charts, those of subcharts not among them. */
  get chartFolders(): readonly string[] {
    return (this.#chartFolders ??= this.#findCharts());
  }

  #findCharts(): readonly string[] {
    const folders = new Set<string>();
    for (const path of this.files.keys()) if (basename(path) === "Chart.yaml") folders.add(this.chartOf(path) ?? dirname(path));
    return [...folders].sort();
  }

  /** The chart in a folder, as far as it is known. */
  chartAt(folder: string): ChartSource {
    const known = this.#sources.get(folder);
    if (known) return known;
    const source = this.#chartSource(folder);
    this.#sources.set(folder, source);
    return source;
  }

  /** The policy of the file at this path, whatever it governs. */
  policyAt(path: string): Policy {
    return this.#policies.at(path);
  }

  /** The policy that governs the file: the nearest at or above it. */
  policyFor(path: string): Policy | undefined {
    return this.#policies.for(path);
  }

  settingsFor(path: string): Settings {
    const policy = this.policyFor(path);
    const base = policy?.settings ?? defaults(this.config);
    return this.config.selection ? selected(this.config)(base) : base;
  }

  /** The resources that the file's are looked up among. */
  unitFor(path: string): Unit {
    return this.#unitsOf(this.rootOf(path)).unitOf(path);
  }

  /** A kustomization names the file as a patch. */
  isPatch(path: string): boolean {
    return this.#unitsOf(this.rootOf(path)).isPatch(path);
  }

  /**
   * The paths that it would like to see for the sake of `paths` and has not been told of. One that ends with a slash is a chart's
   * folder: all files that lie in it are wanted, and then to be told that it was read whole (`Change.charts`).
   */
  wants(paths: Iterable<string>): string[] {
    const wanted = new Set<string>();
    const want = (path: string) => {
      if (!this.#isKnown(path)) wanted.add(path);
    };
    const seen = new Set<string>();
    for (const path of paths) {
      if (!path.includes("/") || seen.has(dirname(path))) continue;
      seen.add(dirname(path));
      for (const folder of this.#policies.foldersAbove(path)) for (const name of policyNames) want(join(folder, name));
      for (const folder of ancestors(dirname(path), this.rootOf(path)))
        for (const name of ["Chart.yaml", ...kustomizationNames]) want(join(folder, name));
      const chart = this.chartOf(path);
      if (chart !== undefined && !this.#state.charts.has(chart)) wanted.add(`${chart}/`);
      // The profiles of a policy name values files of charts below it.
      const governed = isPolicy(path) ? this.chartFolders.filter((folder) => isWithin(dirname(path), folder)) : [];
      for (const one of chart === undefined ? governed : [chart, ...governed]) this.#valuesFiles(one).forEach(want);
      for (const file of this.policyFor(path)?.files ?? []) want(file);
    }
    return [...wanted];
  }

  /** The same files under another configuration. */
  configured(config: Config): Snapshot {
    const renders = { ...this.renders, last: new Map() };
    return new Snapshot(config, this.#state, new Map(), undefined, new Map(), new Map(), renders);
  }

  /** The state after a change that may never be made: what its renders leave behind does not get into those of this one. */
  speculate(change: Change): Snapshot {
    return this.#with(change, { ...this.renders, last: new Map(this.renders.last) });
  }

  /** The state after a change. */
  with(change: Change): Snapshot {
    return this.#with(change, this.renders);
  }

  #with(change: Change, renders: RenderMemory): Snapshot {
    const state = { ...this.#state, roots: change.roots ?? this.#state.roots };
    const complete = change.complete ? new Set([...state.complete, ...change.complete]) : state.complete;
    const files = new Map(state.files);
    const absent = new Set(state.absent);
    let { blobs } = state;
    const units = new Map(change.roots || change.complete ? [] : this.#units);
    const changed = [...(change.files ?? [])];
    for (const [path, content] of changed) {
      const old = files.get(path);
      if (typeof content === "string") files.set(path, readFile(path, content, old));
      else files.delete(path);
      if (content === undefined) absent.add(path);
      else absent.delete(path);
      if (content instanceof Uint8Array) blobs = new Map([...blobs, [path, content]]);
      else if (blobs.has(path)) blobs = new Map([...blobs].filter(([other]) => other !== path));
      const isOwn = this.chartOf(path) !== undefined && !isShared(path);
      if (!isOwn && !sameForOthers(old, files.get(path))) units.delete(this.rootOf(path));
    }
    const charts = change.charts ? new Set([...state.charts, ...change.charts]) : state.charts;
    const sources = new Map(
      change.roots
        ? []
        : [...this.#sources].filter(
            ([folder, { values, needsNeighbours: looksAround }]) =>
              !change.charts?.includes(folder) &&
              !changed.some(([path]) => isWithin(folder, path) || values.has(path) || this.#mayGovern(path)) &&
              !(looksAround && changed.some(([path]) => isShared(path) || this.chartOf(path) !== undefined)),
          ),
    );
    const oldUnits = new Map([...this.#oldUnits, ...this.#units]);
    const next = { ...state, files, absent, complete, blobs, charts };
    const snapshot = new Snapshot(this.config, next, units, this.#policies, oldUnits, sources, renders);
    if (!change.roots && !changed.some(([path]) => isShared(path))) snapshot.#chartFolders = this.#chartFolders;
    return snapshot;
  }

  #chartSource(folder: string): ChartSource {
    const path = `${folder}/Chart.yaml`;
    const root = this.rootOf(path);
    return chartSource(folder, this.#state, {
      profiles: this.policyFor(path)?.profiles ?? [],
      kubernetes: this.settingsFor(path).kubernetes,
      valuesSet: this.config.valuesSet,
      profile: this.config.profile,
      isWhole: this.#state.charts.has(folder),
      beside: () => this.chartFolders.filter((chart) => isWithin(root, chart) && chart !== folder),
    });
  }

  /** The values files that the profiles of its policy may name for a chart. */
  #valuesFiles(chart: string): readonly string[] {
    const path = `${chart}/Chart.yaml`;
    const root = this.rootOf(path);
    const candidates = valuesCandidates(chart, this.policyFor(path)?.profiles ?? []);
    return this.config.policyWithinRoot ? candidates.filter((file) => isWithin(root, file)) : candidates;
  }

  #isKnown(path: string): boolean {
    if (this.files.has(path) || this.#state.absent.has(path) || this.#state.blobs.has(path)) return true;
    return this.isComplete(this.rootOf(path));
  }

  /** Whether charts' values sets or minors can depend on the file. */
  #mayGovern(path: string): boolean {
    return isPolicy(path) || this.#policies.isPartOfOne(path);
  }

  #unitsOf(root: string): RootUnits {
    let units = this.#units.get(root);
    if (!units) this.#units.set(root, (units = this.#divide(root)));
    return units;
  }

  #divide(root: string): RootUnits {
    const inside = [...this.files.values()].filter(({ path }) => this.rootOf(path) === root);
    if (inside.length === 0) return { unitOf: () => createUnit([], true), isPatch: () => false };
    const kinds = new Map(inside.map((file) => [file, this.kindOf(file.path)]));
    const of = (kind: FileKind) => inside.filter((file) => kinds.get(file) === kind).sort((a, b) => (a.path < b.path ? -1 : 1));
    return divide(
      of("manifest"),
      of("kustomization"),
      this.isComplete(root) || !this.roots.includes(root),
      this.#oldUnits.get(root),
    );
  }
}

export function createSnapshot(config: Config): Snapshot {
  return new Snapshot(
    config,
    { files: new Map(), absent: new Set(), roots: [], complete: new Set(), blobs: new Map(), charts: new Set() },
    new Map(),
    undefined,
    new Map(),
    new Map(),
    { gunzip: config.gunzip ?? gunzip, parses: parseCache(), last: new Map() },
  );
}

/** The snapshot after the change, and the paths it would like to see next: answer with another `apply`, undefined for those that are not there. */
export function apply(snapshot: Snapshot, change: Change): { snapshot: Snapshot; wants: readonly string[] } {
  const next = snapshot.with(change);
  const came = [...(change.files ?? [])].filter(([, text]) => text !== undefined).map(([path]) => path);
  return { snapshot: next, wants: next.wants(came) };
}

/** Whether some document of the file is a Kubernetes object, or is on its way to be one. */
const holdsResources = memo((file: SourceFile) => file.parts.some(({ document }) => factsOf(document).resources.length > 0));

const defaults = memo((config: Config) => defaultSettings(config.index, config.kubernetesVersion));

const selected = memo((config: Config) =>
  memo((settings: Settings) => applySelection(settings, config.index, config.selection!)),
);

/** Whether a file, and all that other files may know of it, is what it was. */
function sameForOthers(a: SourceFile | undefined, b: SourceFile | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.parts.length !== b.parts.length || isShared(a.path)) return false;
  return a.parts.every(({ document }, i) => {
    const other = b.parts[i]!.document;
    return document === other || factsOf(document).key === factsOf(other).key;
  });
}

function isPolicy(path: string): boolean {
  return policyNames.includes(basename(path));
}

function isShared(path: string): boolean {
  return kustomizationNames.includes(basename(path)) || basename(path) === "Chart.yaml";
}
