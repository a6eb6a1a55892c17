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
import { reportFile } from "../lint/report.ts";
import { statusNotification, type Status } from "./protocol.ts";
import type { Session } from "./session.ts";
import type { World } from "./world.ts";

interface Manner {
  /** The client asks for diagnostics. */
  readonly pulls: boolean;
  /** It can be told to ask again. */
  readonly refreshes: boolean;
  readonly showsStatus: boolean;
}

interface Report {
  /** Equal for equal diagnostics of one file. */
  readonly id: string;
  readonly diagnostics: Diagnostic[];
}

const nothing: Diagnosis = { diagnostics: [], content: "" };

export class Publisher {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #manner: Manner;
  /** The last report of each file: its content, to tell a new one from the same again. */
  readonly #last = new Map<string, { readonly content: string; readonly id: string }>();
  readonly #lastStatus = new Map<string, string>();
  readonly #logged = new Set<string>();
  #ids = 0;
  #dirty = new Set<string>();
  #scheduled = false;
  #reported: (() => void) | undefined;

  constructor(connection: Connection, session: Session, manner: Manner) {
    this.#connection = connection;
    this.#session = session;
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

  report(path: string): Report {
    const engine = this.#session.engine;
    const off = this.#session.offReason(path) !== undefined;
    const { diagnostics, content } = off ? nothing : diagnose(engine, path, this.#session.lastEdit(path));
    if (!off) this.#logCrashes(path);
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

  /** Anything may be found differently now. */
  refresh(): void {
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
      const { id, diagnostics } = this.report(path);
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
      const { id, diagnostics } = this.report(path);
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
  #logCrashes(path: string): void {
    const { snapshot, rules } = this.#session.engine;
    for (const { rule, error } of reportFile(snapshot, path, rules).crashes) {
      if (this.#logged.has(rule)) continue;
      this.#logged.add(rule);
      this.#connection.console.error(
        `The rule ${rule} failed on ${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
}
