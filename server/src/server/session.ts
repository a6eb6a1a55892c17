// The state of one connection: the snapshot, the open documents, and how changes come in.

import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { pathGlob } from "../base/glob.ts";
import { basename, isWithin, relativeTo } from "../base/path.ts";
import { pathOf, uriOf } from "../features/convert.ts";
import type { Client, Engine } from "../features/engine.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import type { Rule } from "../lint/rule.ts";
import { indexRules } from "../lint/rule-set.ts";
import snippets from "../../../snippets/kubernetes.json";
import { apply, createSnapshot, type Change, type Config, type Snapshot } from "../workspace/snapshot.ts";
import type { Settings } from "./protocol.ts";
import { Schemas } from "./schemas.ts";
import { defaultSettings } from "./settings.ts";
import type { World } from "./world.ts";

interface OpenDocument {
  readonly text: TextDocument;
  /** The offset of the last edit in the file. */
  readonly lastEdit: number;
}

/** What the editor saw happen to a file or a folder. */
export interface DiskChange {
  readonly path: string;
  readonly isDeleted: boolean;
  readonly isCreated: boolean;
}

export type Abilities = Omit<Client, "severity" | "uriOf" | "versionOf">;

/** A file of this size is not judged: the editor has given up on it, too. */
const LARGEST = 20_000_000;

export class Session {
  readonly #world: World;
  readonly #rules: readonly Rule[];
  readonly #index: RuleIndex;
  readonly #open = new Map<string, OpenDocument>();
  readonly #abilities: Abilities;
  readonly #incomplete = new Set<string>();
  readonly #schemas: Schemas;
  #answers = 0;
  #settings = defaultSettings;
  #snapshot: Snapshot;
  /** Reads that a report has to wait for. */
  #pending: Promise<void> | undefined;

  /** `schemasCame` is called when more kinds are known than before. */
  constructor(world: World, rules: readonly Rule[], abilities: Abilities, schemasCame: () => void) {
    this.#world = world;
    this.#rules = rules;
    this.#index = indexRules(rules);
    this.#abilities = abilities;
    this.#schemas = new Schemas(world, () => {
      this.#rebuild();
      schemasCame();
    });
    this.#snapshot = createSnapshot(this.#config);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get index(): RuleIndex {
    return this.#index;
  }

  get openPaths(): readonly string[] {
    return [...this.#open.keys()];
  }

  get engine(): Engine {
    const client: Client = {
      ...this.#abilities,
      severity: this.#settings.severity,
      uriOf: (path) => this.#open.get(path)?.text.uri ?? uriOf(path),
      versionOf: (path) => this.versionOf(path),
    };
    return { snapshot: this.#snapshot, rules: this.#rules, client, schemas: this.#schemas.catalogue, snippets };
  }

  isOpen(path: string): boolean {
    return this.#open.has(path);
  }

  versionOf(path: string): number | undefined {
    return this.#open.get(path)?.text.version;
  }

  lastEdit(path: string): number {
    return this.#open.get(path)?.lastEdit ?? 0;
  }

  /** Why a file is not judged though it could be; undefined where it is. */
  offReason(path: string): string | undefined {
    if (!this.#settings.enable) return "Switched off by the setting `kubeClinic.enable`";
    if ((this.#snapshot.files.get(path)?.text.length ?? 0) > LARGEST) return "The file is too large";
    const root = this.#snapshot.rootOf(path);
    const excluded =
      !this.#snapshot.policyFor(path) && this.#settings.exclude.some((glob) => pathGlob(glob).matches(relativeTo(root, path)));
    return excluded ? "Excluded by the setting `kubeClinic.exclude`" : undefined;
  }

  /** Another extension completes the schema's keys and values of this file, and says what they mean. */
  leavesSchemasToOthers(path: string): boolean {
    const { completion, schemasElsewhere } = this.#settings;
    if (completion === "on") return false;
    const inRoot = relativeTo(this.#snapshot.rootOf(path), path);
    return schemasElsewhere.some((glob) => pathGlob(glob).matches(inRoot) || pathGlob(`**/${glob}`).matches(inRoot));
  }

  /** The folder holds more files than the settings allow: what depends on neighbours will never be known. */
  leaveIncomplete(root: string): void {
    this.#incomplete.add(root);
  }

  isLeftIncomplete(path: string): boolean {
    return this.#incomplete.has(this.#snapshot.rootOf(path));
  }

  /** Somebody waits for an answer: what can wait, waits. */
  get isAnswering(): boolean {
    return this.#answers > 0;
  }

  async answer<T>(work: () => Promise<T>): Promise<T> {
    this.#answers++;
    try {
      return await work();
    } finally {
      this.#answers--;
    }
  }

  /** All that the last changes wanted to see has been read. */
  async settled(): Promise<void> {
    while (this.#pending) await this.#pending;
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    const path = pathOf(uri);
    this.#open.set(path, { text: TextDocument.create(uri, languageId, version, text), lastEdit: 0 });
    this.change({ files: new Map([[path, text]]) });
  }

  edit(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): void {
    const path = pathOf(uri);
    const document = this.#open.get(path);
    if (!document) return;
    const last = changes.at(-1);
    const lastEdit = last && "range" in last ? document.text.offsetAt(last.range.start) : document.lastEdit;
    const text = TextDocument.update(document.text, changes, version);
    this.#open.set(path, { text, lastEdit });
    this.change({ files: new Map([[path, text.getText()]]) });
  }

  /** What is on the disk counts again. */
  async close(uri: string): Promise<void> {
    const path = pathOf(uri);
    this.#open.delete(path);
    const text = await this.#world.readText(path);
    if (!this.#open.has(path)) this.change({ files: new Map([[path, text]]) });
  }

  /** Files and folders changed on the disk; the editor's own text of open ones counts more. */
  async reread(changes: readonly DiskChange[]): Promise<void> {
    const files = new Map<string, string | Uint8Array | undefined>();
    for (const { path, isDeleted } of changes) {
      if (isDeleted) for (const known of this.#knownBelow(path)) files.set(known, undefined);
      else for (const [inner, content] of await this.#contents(path)) files.set(inner, content);
    }
    // One can have been opened while it was read.
    const told = new Map([...files].filter(([path]) => !this.#open.has(path)));
    if (told.size > 0) this.change({ files: told });
  }

  /** Whether a change of a file on the disk can be of any consequence. */
  concerns({ path, isDeleted, isCreated }: DiskChange): boolean {
    if (/\/(?:node_modules|\.git)\//.test(path)) return false;
    const name = basename(path);
    if (/\.(?:ya?ml|json|tpl)$/.test(name) || /^\.(?:git|helm|kube-clinic)ignore$/.test(name)) return true;
    if (this.#snapshot.chartOf(path) !== undefined) return true;
    // Without an ending it may be a folder that came with all that is in it.
    return isDeleted ? this.#knownBelow(path).length > 0 : isCreated && !name.includes(".");
  }

  /** Of a folder those of the files in it. */
  async #contents(path: string): Promise<Iterable<readonly [string, string | Uint8Array | undefined]>> {
    const isOfChart = this.#snapshot.chartOf(path) !== undefined;
    const content = await (isOfChart ? this.#world.readContent(path) : this.#world.readText(path));
    if (content !== undefined) return [[path, content]];
    const found: [string, string | Uint8Array | undefined][] = isOfChart ? [...(await this.#world.readChart(path))] : [];
    if (found.length > 0) return found;
    for await (const batch of this.#world.listFiles(path, this.#settings.maxFiles))
      for (const file of batch) found.push([file, await this.#world.readText(file)]);
    return found.length > 0 ? found : [[path, undefined]];
  }

  /** The path itself, and what lies in it. */
  #knownBelow(path: string): readonly string[] {
    const { files, chartFolders } = this.#snapshot;
    const own = this.#snapshot.chartOf(path);
    const charts = chartFolders.filter((folder) => folder === own || isWithin(path, folder));
    const all = [...files.keys(), ...charts.flatMap((folder) => [...this.#snapshot.chartAt(folder).tree.files.keys()])];
    return [...new Set(all.filter((known) => isWithin(path, known)))];
  }

  /** Applies a change, and reads what it wants to see: at once where the disk allows it. */
  change(change: Change): void {
    let next = apply(this.#snapshot, change);
    while (next.wants.length > 0 && next.wants.every((path) => this.#world.readsAtOnce(path))) {
      next = apply(next.snapshot, this.#readNow(next.wants));
    }
    this.#snapshot = next.snapshot;
    if (next.wants.length > 0) this.#readLater(next.wants);
  }

  /** Settings that change what is found start from a fresh snapshot of the same files. */
  configure(settings: Settings): void {
    const old = this.#settings;
    this.#settings = settings;
    if (old.kubernetesVersion.join() === settings.kubernetesVersion.join()) return;
    this.#rebuild();
  }

  #rebuild(): void {
    this.#snapshot = this.#snapshot.configured(this.#config);
  }

  get #config(): Config {
    const kubernetesVersion = this.#settings.kubernetesVersion;
    const schemas = this.#schemas.catalogue;
    return { index: this.#index, today: this.#world.today(), policyWithinRoot: true, kubernetesVersion, schemas };
  }

  #readNow(wants: readonly string[]): Change {
    const files = new Map<string, string | Uint8Array | undefined>();
    for (const path of wants) {
      const content = isFolder(path) ? this.#world.readChart(folderOf(path)) : this.#world.readText(path);
      if (content instanceof Map) for (const [inner, one] of content) files.set(inner, one);
      else files.set(path, typeof content === "string" ? content : undefined);
    }
    return this.#answer(wants, files);
  }

  /** What is open counts as the editor has it. */
  #answer(wants: readonly string[], files: ReadonlyMap<string, string | Uint8Array | undefined>): Change {
    const isTold = ([path]: readonly [string, unknown]) => !this.#open.has(path) && !isFolder(path);
    return { files: new Map([...files].filter(isTold)), charts: wants.filter(isFolder).map(folderOf) };
  }

  #readLater(wants: readonly string[]): void {
    const before = this.#pending;
    const reading = (async () => {
      await before;
      const files = await Promise.all(
        wants.map(async (path): Promise<readonly (readonly [string, string | Uint8Array | undefined])[]> =>
          isFolder(path) ? [...(await this.#world.readChart(folderOf(path)))] : [[path, await this.#world.readText(path)]],
        ),
      );
      this.change(this.#answer(wants, new Map(files.flat())));
    })();
    const pending: Promise<void> = reading.finally(() => {
      if (this.#pending === pending) this.#pending = undefined;
    });
    this.#pending = pending;
  }
}

/** A chart's folder is wanted with a slash at its end. */
function isFolder(path: string): boolean {
  return path.endsWith("/");
}

function folderOf(path: string): string {
  return path.slice(0, -1);
}
