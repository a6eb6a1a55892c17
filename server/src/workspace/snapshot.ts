// One immutable state of all files that are known, and what follows from them together: policies, units, kinds of files.

import { ancestors, basename, dirname, isWithin } from "../base/path.ts";
import { memo } from "../base/memo.ts";
import { factsOf } from "../kube/facts.ts";
import { loadPolicy, type Policy } from "../policy/load.ts";
import { defaultSettings } from "../policy/defaults.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import { applySelection, type Selection } from "../policy/select.ts";
import type { Settings } from "../policy/settings.ts";
import { readFile, type SourceFile } from "./file.ts";
import { kustomizationNames } from "./kustomization.ts";
import { divide, type RootUnits } from "./root.ts";
import { createUnit, type Unit } from "./unit.ts";

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
}

export interface Change {
  /** Path → text; undefined: known not to exist. */
  readonly files?: ReadonlyMap<string, string | undefined>;
  /** The folders that are looked at; replaces the former ones. */
  readonly roots?: readonly string[];
  /** Roots that have been read whole. */
  readonly complete?: readonly string[];
}

export type FileKind = "manifest" | "kustomization" | "policy" | "chart" | "other";

export const policyNames = ["kube-clinic.yaml", ".kube-clinic.yaml"];

interface State {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly absent: ReadonlySet<string>;
  readonly roots: readonly string[];
  readonly complete: ReadonlySet<string>;
}

interface LoadedPolicy {
  readonly policy: Policy;
  readonly inputs: readonly (readonly [string, SourceFile | undefined])[];
}

export class Snapshot {
  readonly config: Config;
  readonly #state: State;
  /** Derived on demand; carried over by `apply` where nothing that they were made of changed. */
  readonly #units: Map<string, RootUnits>;
  readonly #policies: Map<string, LoadedPolicy>;
  /** Units that no longer hold, for what of them still does. */
  readonly #oldUnits: ReadonlyMap<string, RootUnits>;
  readonly #nearest = new Map<string, string | undefined>();

  constructor(
    config: Config,
    state: State,
    units: Map<string, RootUnits>,
    policies: Map<string, LoadedPolicy>,
    oldUnits: ReadonlyMap<string, RootUnits>,
  ) {
    this.config = config;
    this.#state = state;
    this.#units = units;
    this.#policies = policies;
    this.#oldUnits = oldUnits;
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

  /** The folder of the chart that the file is part of. */
  chartOf(path: string): string | undefined {
    const root = this.rootOf(path);
    for (const folder of ancestors(dirname(path), root)) if (this.files.has(`${folder}/Chart.yaml`)) return folder;
    return undefined;
  }

  /** The policy of the file at this path, whatever it governs. */
  policyAt(path: string): Policy {
    return this.#load(path);
  }

  /** The policy that governs the file: the nearest at or above it. */
  policyFor(path: string): Policy | undefined {
    const at = this.#policyPath(path);
    return at === undefined ? undefined : this.#load(at);
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

  /** The paths that it would like to see for the sake of `paths` and has not been told of. */
  wants(paths: Iterable<string>): string[] {
    const wanted = new Set<string>();
    const want = (path: string) => {
      if (!this.#isKnown(path)) wanted.add(path);
    };
    const seen = new Set<string>();
    for (const path of paths) {
      if (!path.includes("/") || seen.has(dirname(path))) continue;
      seen.add(dirname(path));
      for (const folder of this.#policyFolders(path)) for (const name of policyNames) want(join(folder, name));
      for (const folder of ancestors(dirname(path), this.rootOf(path)))
        for (const name of ["Chart.yaml", ...kustomizationNames]) want(join(folder, name));
      for (const file of this.policyFor(path)?.files ?? []) want(file);
    }
    return [...wanted];
  }

  /** The state after a change, and the paths wanted for the sake of the files that came. */
  with(change: Change): Snapshot {
    const state = { ...this.#state, roots: change.roots ?? this.#state.roots };
    const complete = change.complete ? new Set([...state.complete, ...change.complete]) : state.complete;
    const files = new Map(state.files);
    const absent = new Set(state.absent);
    const units = new Map(change.roots || change.complete ? [] : this.#units);
    for (const [path, text] of change.files ?? []) {
      const old = files.get(path);
      if (text === undefined) files.delete(path);
      else files.set(path, readFile(path, text, old));
      if (text === undefined) absent.add(path);
      else absent.delete(path);
      if (!sameForOthers(old, files.get(path))) units.delete(this.rootOf(path));
    }
    const oldUnits = new Map([...this.#oldUnits, ...this.#units]);
    return new Snapshot(this.config, { ...state, files, absent, complete }, units, new Map(this.#policies), oldUnits);
  }

  #isKnown(path: string): boolean {
    if (this.files.has(path) || this.#state.absent.has(path)) return true;
    return this.isComplete(this.rootOf(path));
  }

  #policyFolders(path: string): Iterable<string> {
    const { policy, policyWithinRoot } = this.config;
    if (policy !== undefined || !path.includes("/")) return [];
    const root = this.rootOf(path);
    return policyWithinRoot && root !== path ? ancestors(dirname(path), root) : ancestors(dirname(path));
  }

  #policyPath(path: string): string | undefined {
    const { policy } = this.config;
    if (policy !== undefined) return policy === "none" ? undefined : policy;
    const folder = dirname(path);
    if (!this.#nearest.has(folder)) this.#nearest.set(folder, this.#findPolicy(path));
    return this.#nearest.get(folder);
  }

  #findPolicy(path: string): string | undefined {
    for (const folder of this.#policyFolders(path))
      for (const name of policyNames) if (this.files.has(join(folder, name))) return join(folder, name);
    return undefined;
  }

  #load(path: string): Policy {
    const known = this.#policies.get(path);
    if (known && known.inputs.every(([input, file]) => this.files.get(input) === file)) return known.policy;
    const inputs: [string, SourceFile | undefined][] = [];
    const read = (input: string) => {
      const file = this.files.get(input);
      inputs.push([input, file]);
      return file?.text;
    };
    const root = this.rootOf(path);
    const boundary = this.config.policyWithinRoot && root !== path ? root : undefined;
    const policy = loadPolicy(path, read, this.config.index, this.config.today, boundary);
    this.#policies.set(path, { policy, inputs });
    return policy;
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
    { files: new Map(), absent: new Set(), roots: [], complete: new Set() },
    new Map(),
    new Map(),
    new Map(),
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

function isShared(path: string): boolean {
  return kustomizationNames.includes(basename(path)) || basename(path) === "Chart.yaml";
}

function join(folder: string, name: string): string {
  return folder === "/" ? `/${name}` : `${folder}/${name}`;
}
