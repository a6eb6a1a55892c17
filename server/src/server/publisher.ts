// Hands reports over: on request with an id to compare, or by itself to editors that do not ask.

import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type PreviousResultId,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { diagnose, type Diagnosis } from "../features/diagnostics.ts";
import { pathOf } from "../features/convert.ts";
import { fileStatus } from "../features/file-status.ts";
import { chartReportAt } from "../features/chart-view.ts";
import { diagnoseInChart } from "../features/chart-diagnostics.ts";
import type { FileReport } from "../lint/finding.ts";
import { reportFile } from "../lint/report.ts";
import { previewsChangedNotification, statusNotification, type Status } from "./protocol.ts";
import type { Session } from "./session.ts";
import { analyseChart } from "./slices.ts";
import type { World } from "./world.ts";

interface Manner {
  /** The client asks for diagnostics. */
  readonly pulls: boolean;
  /** It can be told to ask again. */
  readonly refreshes: boolean;
  readonly showsStatus: boolean;
  readonly showsPreviews: boolean;
}

interface Report {
  /** Equal for equal diagnostics of one file. */
  readonly id: string;
  readonly diagnostics: Diagnostic[];
}

/** Milliseconds without a keystroke. */
const REST = 100;

const nothing: Diagnosis = { diagnostics: [], content: "" };

export class Publisher {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #world: World;
  readonly #manner: Manner;
  /** The last report of each file: its content, to tell a new one from the same again. */
  readonly #last = new Map<string, { readonly content: string; readonly id: string }>();
  readonly #lastStatus = new Map<string, string>();
  readonly #logged = new Set<string>();
  #ids = 0;
  #dirty = new Set<string>();
  #scheduled = false;
  #others: ReturnType<typeof setTimeout> | undefined;
  #reported: (() => void) | undefined;

  constructor(connection: Connection, session: Session, world: World, manner: Manner) {
    this.#connection = connection;
    this.#session = session;
    this.#world = world;
    this.#manner = manner;
  }

  /** Resolves when a first open file was reported, at once where there is none to report. */
  firstReport(): Promise<void> {
    if (this.#last.size > 0 || this.#session.openPaths.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#reported = resolve;
      // A client that asks only for what is visible may never ask.
      setTimeout(resolve, 1000);
    });
  }

  async report(path: string): Promise<Report> {
    const off = this.#session.offReason(path) !== undefined;
    const chart = off ? undefined : await analyseChart(this.#session, this.#world, path);
    const engine = this.#session.engine;
    const report = chart === undefined ? undefined : chartReportAt(engine, chart);
    const { diagnostics, content } = off
      ? nothing
      : report
        ? diagnoseInChart(engine, report, path)
        : diagnose(engine, path, this.#session.lastEdit(path));
    if (!off) this.#logCrashes(path, report?.crashes ?? reportFile(engine.snapshot, path, engine.rules).crashes);
    const last = this.#last.get(path);
    const id = last?.content === content ? last.id : String(++this.#ids);
    this.#last.set(path, { content, id });
    this.#reported?.();
    if (this.#session.isOpen(path)) this.#showStatus(path);
    return { id, diagnostics };
  }

  /** An open file has another text; others may be found differently for it. */
  changed(uri: string): void {
    if (this.#manner.pulls) return;
    this.#dirty.add(pathOf(uri));
    this.#schedule();
  }

  closed(uri: string): void {
    const path = pathOf(uri);
    this.#last.delete(path);
    this.#lastStatus.delete(path);
    if (!this.#manner.pulls) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    if (!this.#manner.pulls) this.refresh();
  }

  /** Findings of other files than the one that is typed in may have changed: they are asked for again when the typing rests. */
  othersChanged(): void {
    clearTimeout(this.#others);
    if (!this.#manner.pulls || !this.#manner.refreshes) return;
    this.#others = setTimeout(() => this.#connection.languages.diagnostics.refresh(), REST);
  }

  /** Anything may be found differently now. */
  refresh(): void {
    if (this.#manner.showsPreviews) void this.#connection.sendNotification(previewsChangedNotification);
    if (this.#manner.pulls) {
      if (this.#manner.refreshes) this.#connection.languages.diagnostics.refresh();
      for (const path of this.#session.openPaths) this.#showStatus(path);
      return;
    }
    this.#schedule();
  }

  async workspaceReports(
    known: readonly PreviousResultId[],
    token: CancellationToken,
    world: World,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const ids = new Map(known.map(({ uri, value }) => [pathOf(uri), value]));
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    let started = world.now();
    for (const path of this.#session.snapshot.files.keys()) {
      if (token.isCancellationRequested) break;
      if (this.#session.isOpen(path)) continue;
      const { id, diagnostics } = await this.report(path);
      const uri = this.#session.engine.client.uriOf(path);
      if (ids.get(path) !== id)
        reports.push({ uri, version: null, kind: DocumentDiagnosticReportKind.Full, resultId: id, items: diagnostics });
      ids.delete(path);
      if (world.now() - started > 10) {
        await world.pause();
        started = world.now();
      }
    }
    return reports;
  }

  /** After all messages that are waiting: of several keystrokes only the last is reported. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      void this.#publish();
    }, 0);
  }

  async #publish(): Promise<void> {
    await this.#session.settled();
    const first = this.#dirty;
    this.#dirty = new Set();
    for (const path of new Set([...first, ...this.#session.openPaths])) {
      const version = this.#session.versionOf(path);
      if (version === undefined) continue;
      const before = this.#last.get(path)?.id;
      const { id, diagnostics } = await this.report(path);
      if (version !== this.#session.versionOf(path)) {
        this.#dirty.add(path);
        this.#schedule();
        continue;
      }
      if (id === before && !first.has(path)) continue;
      void this.#connection.sendDiagnostics({ uri: this.#session.engine.client.uriOf(path), version, diagnostics });
    }
  }

  #showStatus(path: string): void {
    if (!this.#manner.showsStatus) return;
    const uri = this.#session.engine.client.uriOf(path);
    const status: Status = {
      uri,
      ...fileStatus(this.#session.engine, path, this.#session.offReason(path), this.#session.isLeftIncomplete(path)),
    };
    const content = JSON.stringify(status);
    if (this.#lastStatus.get(path) === content) return;
    this.#lastStatus.set(path, content);
    void this.#connection.sendNotification(statusNotification, status);
  }

  /** Once a rule: the same fault comes with every keystroke. */
  #logCrashes(path: string, crashes: FileReport["crashes"]): void {
    for (const { rule, error } of crashes) {
      if (this.#logged.has(rule)) continue;
      this.#logged.add(rule);
      this.#connection.console.error(
        `The rule ${rule} failed on ${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
}
