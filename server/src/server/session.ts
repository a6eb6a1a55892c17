// The state of one connection: the snapshot, the open documents, and how changes come in.

import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { pathGlob } from "../base/glob.ts";
import { isWithin, relativeTo } from "../base/path.ts";
import { pathOf, uriOf } from "../features/convert.ts";
import type { Client, Engine } from "../features/engine.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import type { Rule } from "../lint/rule.ts";
import { indexRules } from "../lint/rule-set.ts";
import { apply, createSnapshot, type Change, type Snapshot } from "../workspace/snapshot.ts";
import type { Settings } from "./protocol.ts";
import { defaultSettings } from "./settings.ts";
import type { World } from "./world.ts";

interface OpenDocument {
  readonly text: TextDocument;
  /** The offset of the last edit in the file. */
  readonly lastEdit: number;
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
  #settings = defaultSettings;
  #snapshot: Snapshot;
  /** Reads that a report has to wait for. */
  #pending: Promise<void> | undefined;

  constructor(world: World, rules: readonly Rule[], abilities: Abilities) {
    this.#world = world;
    this.#rules = rules;
    this.#index = indexRules(rules);
    this.#abilities = abilities;
    this.#snapshot = this.#emptySnapshot();
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
    return { snapshot: this.#snapshot, rules: this.#rules, client };
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

  /** The folder holds more files than the settings allow: what depends on neighbours will never be known. */
  leaveIncomplete(root: string): void {
    this.#incomplete.add(root);
  }

  isLeftIncomplete(path: string): boolean {
    return this.#incomplete.has(this.#snapshot.rootOf(path));
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

  /** Files changed on the disk; the editor's own text of open ones counts more. */
  async reread(paths: readonly string[]): Promise<void> {
    const files = new Map<string, string | undefined>();
    for (const path of paths) {
      if (this.#open.has(path)) continue;
      const text = await this.#world.readText(path);
      // It can have been opened while it was read.
      if (this.#open.has(path)) continue;
      if (text !== undefined) files.set(path, text);
      else
        for (const known of [path, ...this.#snapshot.files.keys()])
          if (isWithin(path, known) && !this.#open.has(known)) files.set(known, undefined);
    }
    if (files.size > 0) this.change({ files });
  }

  /** Applies a change, and reads what it wants to see: at once where the disk allows it. */
  change(change: Change): void {
    let next = apply(this.#snapshot, change);
    while (next.wants.length > 0 && next.wants.every((path) => this.#world.readsAtOnce(path))) {
      const files = new Map(next.wants.map((path) => [path, this.#readNow(path)]));
      next = apply(next.snapshot, { files });
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
    const { files, roots } = this.#snapshot;
    const complete = roots.filter((root) => this.#snapshot.isComplete(root));
    this.#snapshot = this.#emptySnapshot();
    this.change({ roots, complete, files: new Map([...files].map(([path, { text }]) => [path, text])) });
  }

  #emptySnapshot(): Snapshot {
    const kubernetesVersion = this.#settings.kubernetesVersion;
    return createSnapshot({ index: this.#index, today: this.#world.today(), policyWithinRoot: true, kubernetesVersion });
  }

  #readNow(path: string): string | undefined {
    const text = this.#world.readText(path);
    return typeof text === "string" ? text : undefined;
  }

  #readLater(wants: readonly string[]): void {
    const before = this.#pending;
    const reading = (async () => {
      await before;
      const texts = await Promise.all(
        wants.map(async (path): Promise<[string, string | undefined]> => [path, await this.#world.readText(path)]),
      );
      this.change({ files: new Map(texts.filter(([path]) => !this.#open.has(path))) });
    })();
    const pending: Promise<void> = reading.finally(() => {
      if (this.#pending === pending) this.#pending = undefined;
    });
    this.#pending = pending;
  }
}
