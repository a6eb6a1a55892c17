// Answers what editors ask in the files of charts: at once from their texts, or when the chart has been rendered.

import {
  InlayHintRefreshRequest,
  type ClientCapabilities,
  type Connection,
  type DocumentSymbol,
  type FoldingRange,
  type InlayHint,
  type ServerCapabilities,
  type SignatureHelp,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { chartFolding } from "../features/chart-folding.ts";
import { chartInlayHints } from "../features/chart-inlay.ts";
import { chartRename } from "../features/chart-rename.ts";
import { chartSignature } from "../features/chart-signature.ts";
import { chartSymbols } from "../features/chart-symbols.ts";
import { chartTokens, tokenTypes } from "../features/chart-tokens.ts";
import { chartFolderOf, chartReportAt } from "../features/chart-view.ts";
import { pathOf } from "../features/convert.ts";
import type { Engine } from "../features/engine.ts";
import type { Refusal } from "../features/rename.ts";
import type { ChartReport } from "../place/chart-report.ts";
import type { Session } from "./session.ts";
import { analyseChart, runSliced } from "./slices.ts";
import type { World } from "./world.ts";

export const chartCapabilities: ServerCapabilities = {
  signatureHelpProvider: { triggerCharacters: ["(", " "] },
  foldingRangeProvider: true,
  inlayHintProvider: true,
  semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, full: true },
};

export class ChartRequests {
  readonly #session: Session;
  readonly #world: World;

  constructor(session: Session, world: World) {
    this.#session = session;
    this.#world = world;
  }

  /** Those that only files of charts have answers to. */
  listen(connection: Connection): void {
    const isOff = (uri: string) => this.#session.offReason(pathOf(uri)) !== undefined;
    connection.onSignatureHelp(({ textDocument: { uri }, position }): SignatureHelp | null =>
      isOff(uri) || this.#session.settings.completion === "off"
        ? null
        : chartSignature(this.#session.engine, pathOf(uri), position),
    );
    connection.onFoldingRanges(({ textDocument: { uri } }): FoldingRange[] | null =>
      this.#session.settings.enable ? (chartFolding(this.#session.engine, pathOf(uri)) ?? null) : null,
    );
    connection.languages.semanticTokens.on(({ textDocument: { uri } }) => ({
      data: this.#session.settings.enable ? (chartTokens(this.#session.engine, pathOf(uri)) ?? []) : [],
    }));
    connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }): Promise<InlayHint[]> => {
      if (isOff(uri) || !this.#session.settings.inlayHints) return [];
      const chart = await this.report(pathOf(uri));
      return chart ? chartInlayHints(chart.engine, chart.report, pathOf(uri), range) : [];
    });
  }

  /** What hints show may have changed, or whether they are to be shown. */
  refreshHints(connection: Connection, client: ClientCapabilities): void {
    if (client.workspace?.inlayHint?.refreshSupport)
      void connection.sendRequest(InlayHintRefreshRequest.type).catch(() => undefined);
  }

  isInChart(path: string): boolean {
    return chartFolderOf(this.#session.snapshot, path) !== undefined;
  }

  /** The chart that holds the file, rendered; undefined where there is none. */
  async report(path: string): Promise<{ readonly engine: Engine; readonly report: ChartReport } | undefined> {
    await this.#session.settled();
    const folder = await analyseChart(this.#session, this.#world, path);
    const { engine } = this.#session;
    return folder === undefined ? undefined : { engine, report: chartReportAt(engine, folder) };
  }

  /** Undefined where the file belongs to no chart. */
  async symbols(path: string): Promise<DocumentSymbol[] | undefined> {
    if (!this.isInChart(path)) return undefined;
    const chart = await this.report(path);
    return chart && chartSymbols(chart.engine, chart.report, path);
  }

  async rename(
    path: string,
    position: { readonly line: number; readonly character: number },
    newName: string,
  ): Promise<WorkspaceEdit | Refusal | undefined> {
    if (!this.isInChart(path)) return undefined;
    await this.#session.settled();
    const { engine } = this.#session;
    const isStale = () => this.#session.snapshot !== engine.snapshot;
    const done = await runSliced(chartRename(engine, path, position, newName), this.#world, isStale);
    return done ? done.result : { refused: "Files changed meanwhile" };
  }
}
