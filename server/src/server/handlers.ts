// Connects the protocol's messages to the session and the features, a line each.

import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  LSPErrorCodes,
  ResponseError,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver";
import { chartActions } from "../features/chart-actions.ts";
import { completeInChart } from "../features/chart-complete.ts";
import { chartDefinition } from "../features/chart-definition.ts";
import { chartHover } from "../features/chart-hover.ts";
import { chartHighlights, chartReferences } from "../features/chart-references.ts";
import { prepareChartRename } from "../features/chart-rename.ts";
import { chartFolderOf, chartReportAt } from "../features/chart-view.ts";
import { codeActions, resolveAction } from "../features/code-actions.ts";
import { codeLenses, resolveLens } from "../features/code-lens.ts";
import { complete } from "../features/complete.ts";
import { resolveCompletion } from "../features/complete-item.ts";
import { pathOf } from "../features/convert.ts";
import { definition } from "../features/definition.ts";
import { hover } from "../features/hover.ts";
import { documentLinks } from "../features/links.ts";
import { completePolicyFile, hoverPolicyFile } from "../features/policy-file.ts";
import { highlights, references } from "../features/references.ts";
import { preview } from "../features/preview.ts";
import { renderedRanges, sourceLocations } from "../features/preview-places.ts";
import { previewText } from "../features/preview-text.ts";
import { prepareRename, rename, type Refusal } from "../features/rename.ts";
import { suppressEdit } from "../features/suppress.ts";
import { documentSymbols } from "../features/symbols.ts";
import { workspaceSymbols } from "../features/workspace-symbols.ts";
import { starterPolicy } from "../policy/starter.ts";
import { rules } from "../rules/index.ts";
import { ChartRequests } from "./chart-requests.ts";
import { abilitiesOf, capabilities, folderPath, rootsOf } from "./capabilities.ts";
import { indexFolder } from "./index-folder.ts";
import {
  previewRequest,
  renderedRequest,
  settingsSection,
  sourcesRequest,
  starterPolicyRequest,
  suppressRequest,
  type AskPreview,
  type AskRendered,
  type AskSources,
  type InitializationOptions,
  type Preview,
  type RenderedRanges,
  type SourceLocations,
  type Suppress,
} from "./protocol.ts";
import { withProgress } from "./progress.ts";
import { Publisher } from "./publisher.ts";
import { Session } from "./session.ts";
import { analyseChart, isSameChart, runSliced } from "./slices.ts";
import { readSettings } from "./settings.ts";
import type { World } from "./world.ts";

/** Serves one connection until it closes. `makeWorld` learns whether the client reads files for us. */
export function serve(connection: Connection, version: string, makeWorld: (options: InitializationOptions) => World): void {
  connection.onInitialize((params): InitializeResult => {
    // Every member may be absent, and other editors send null.
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    const world = makeWorld(options);
    const schemasCame = () => publisher.refresh();
    const session = new Session(world, rules, abilitiesOf(params, options), schemasCame);
    const roots = rootsOf(params);
    session.change({ roots });
    session.configure(readSettings(options.settings));
    const publisher = handle(connection, params, session, world, roots);
    return { capabilities: capabilities(params), serverInfo: { name: "kube-clinic", version } };
  });
  connection.listen();
}

function handle(
  connection: Connection,
  params: InitializeParams,
  session: Session,
  world: World,
  roots: readonly string[],
): Publisher {
  const { capabilities: client } = params;
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const publisher = new Publisher(connection, session, world, {
    pulls: client.textDocument?.diagnostic !== undefined,
    refreshes: client.workspace?.diagnostics?.refreshSupport === true,
    showsStatus: options.showsStatus === true,
    showsPreviews: options.showsPreviews === true,
  });
  const charts = new ChartRequests(session, world);
  charts.listen(connection);
  const indexed = new Set<string>();
  const indexRoots = async () => {
    for (const root of session.snapshot.roots) {
      if (indexed.has(root)) continue;
      indexed.add(root);
      const isSupported = client.window?.workDoneProgress === true;
      await withProgress(connection, isSupported, "kube-clinic reads the workspace", () => indexFolder(session, world, root));
      publisher.refresh();
      refreshLenses();
    }
  };
  const refreshLenses = () => {
    if (client.workspace?.codeLens?.refreshSupport)
      void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  };
  const configure = async (pushed?: unknown) => {
    const answered: unknown = client.workspace?.configuration
      ? await connection.workspace.getConfiguration(settingsSection).catch(() => undefined)
      : undefined;
    const section =
      typeof pushed === "object" && pushed !== null && settingsSection in pushed
        ? (pushed as Record<string, unknown>)[settingsSection]
        : undefined;
    const settings = answered ?? section;
    if (settings !== undefined && settings !== null) session.configure(readSettings(settings));
    publisher.refresh();
    refreshLenses();
    charts.refreshHints(connection, client);
  };

  connection.onInitialized(async () => {
    if (client.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => folderPath(uri)));
        session.change({
          roots: [...session.snapshot.roots.filter((root) => !gone.has(root)), ...added.map(({ uri }) => folderPath(uri))],
        });
        void indexRoots();
      });
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration && !options.showsStatus)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration && !options.showsStatus)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: "**/*.{yaml,yml,json,tpl,txt,tgz,lock}" }],
      });
    await configure();
    await publisher.firstReport();
    if (roots.length > 0) await indexRoots();
  });
  connection.onDidChangeConfiguration(({ settings }) => configure(settings));

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    session.open(uri, languageId, version, text);
    publisher.changed(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    session.edit(uri, version, contentChanges);
    publisher.changed(uri);
    // What a policy says is found in other files, and so is what a chart's file does.
    const path = pathOf(uri);
    if (session.snapshot.kindOf(path) === "policy") publisher.refresh();
    const chart = chartFolderOf(session.snapshot, path);
    if (
      chart !== undefined &&
      session.openPaths.some((other) => other !== path && chartFolderOf(session.snapshot, other) === chart)
    )
      publisher.othersChanged();
    if (chart !== undefined && session.settings.inlayHints) charts.refreshHints(connection, client);
  });
  connection.onDidCloseTextDocument(async ({ textDocument: { uri } }) => {
    const before = session.snapshot.files.get(pathOf(uri))?.text;
    await session.close(uri);
    publisher.closed(uri);
    // What was typed and not saved no longer counts for other files.
    if (session.snapshot.files.get(pathOf(uri))?.text !== before) publisher.refresh();
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const concerned = changes
      .map(({ uri, type }) => ({
        path: pathOf(uri),
        isDeleted: type === FileChangeType.Deleted,
        isCreated: type === FileChangeType.Created,
      }))
      .filter((change) => session.concerns(change));
    await session.reread(concerned);
    if (concerned.some(({ path, isDeleted, isCreated }) => isDeleted || isCreated || !session.isOpen(path))) publisher.refresh();
  });

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    await session.settled();
    const { id, diagnostics } = await publisher.report(pathOf(uri));
    return id === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
      : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: diagnostics };
  });
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    await session.settled();
    return {
      items:
        session.settings.diagnostics === "workspace" ? await publisher.workspaceReports(previousResultIds, token, world) : [],
    };
  });

  const off = (uri: string) => session.offReason(pathOf(uri)) !== undefined;
  connection.onHover(async ({ textDocument: { uri }, position }) => {
    if (off(uri) || !session.settings.hover) return null;
    const path = pathOf(uri);
    if (session.snapshot.kindOf(path) === "policy") return hoverPolicyFile(session.engine, path, position) ?? null;
    const chart = charts.isInChart(path) ? await charts.report(path) : undefined;
    if (chart) return chartHover(chart.engine, chart.report, path, position) ?? null;
    return hover(session.engine, path, position, session.leavesSchemasToOthers(path)) ?? null;
  });
  connection.onCompletion(({ textDocument: { uri }, position, context }) => {
    const path = pathOf(uri);
    if (session.snapshot.kindOf(path) === "policy") return completePolicyFile(session.engine, path, position);
    if (off(uri) || session.settings.completion === "off") return [];
    const trigger = context?.triggerCharacter;
    const inChart = completeInChart(session.engine, path, position, trigger);
    // These are typed in manifests without a name to follow.
    if (inChart || trigger === "." || trigger === "$" || trigger === "(") return inChart ?? [];
    return complete(session.engine, path, position, session.leavesSchemasToOthers(path));
  });
  connection.onCompletionResolve((item) => resolveCompletion(session.engine, item));
  connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
    if (off(uri)) return [];
    while (!token.isCancellationRequested) {
      const chart = await analyseChart(session, world, pathOf(uri));
      const { engine } = session;
      if (chart === undefined) return codeActions(engine, pathOf(uri), range, context);
      const work = chartActions(engine, chartReportAt(engine, chart), pathOf(uri), range, context);
      const isStale = () => token.isCancellationRequested || !isSameChart(session, engine.snapshot, chart);
      const done = await runSliced(work, world, isStale);
      if (done) return done.result;
    }
    return [];
  });
  connection.onCodeActionResolve((action) => resolveAction(session.engine, action));
  connection.onDocumentSymbol(
    async ({ textDocument: { uri } }) => (await charts.symbols(pathOf(uri))) ?? documentSymbols(session.snapshot, pathOf(uri)),
  );
  const linkSupport = client.textDocument?.definition?.linkSupport === true;
  connection.onDefinition(({ textDocument: { uri }, position }) => {
    const path = pathOf(uri);
    const links = off(uri) ? [] : (chartDefinition(session.engine, path, position) ?? definition(session.engine, path, position));
    return linkSupport ? links : links.map(({ targetUri, targetSelectionRange: range }) => ({ uri: targetUri, range }));
  });
  connection.onReferences(({ textDocument: { uri }, position, context: { includeDeclaration } }) => {
    const path = pathOf(uri);
    if (off(uri)) return [];
    const inChart = chartReferences(session.engine, path, position, includeDeclaration);
    return inChart ?? references(session.engine, path, position, includeDeclaration);
  });
  connection.onDocumentHighlight(({ textDocument: { uri }, position }) => {
    const path = pathOf(uri);
    if (off(uri)) return null;
    return chartHighlights(session.engine, path, position) ?? highlights(session.engine, path, position) ?? null;
  });
  connection.onPrepareRename(({ textDocument: { uri }, position }) => {
    const path = pathOf(uri);
    if (off(uri)) return null;
    return unlessRefused(prepareChartRename(session.engine, path, position) ?? prepareRename(session.engine, path, position));
  });
  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    const path = pathOf(uri);
    if (off(uri)) return null;
    return unlessRefused((await charts.rename(path, position, newName)) ?? rename(session.engine, path, position, newName));
  });
  connection.onDocumentLinks(({ textDocument: { uri } }) => (off(uri) ? [] : documentLinks(session.engine, pathOf(uri))));
  connection.onWorkspaceSymbol(({ query }) => (session.settings.enable ? workspaceSymbols(session.engine, query) : []));
  connection.onCodeLens(({ textDocument: { uri } }) =>
    off(uri) || !session.settings.codeLens ? [] : codeLenses(session.engine, pathOf(uri)),
  );
  connection.onCodeLensResolve((lens) => resolveLens(session.engine, lens, options.showPlacesCommand));
  connection.onRequest(suppressRequest, ({ uri, version, rule, position, reason }: Suppress) =>
    version === session.versionOf(pathOf(uri))
      ? (suppressEdit(session.engine, pathOf(uri), position, rule, reason) ?? null)
      : null,
  );
  connection.onRequest(previewRequest, async ({ uri, set }: AskPreview): Promise<Preview | null> => {
    const chart = await charts.report(pathOf(uri));
    const shown = chart && preview(chart.engine, chart.report, pathOf(uri), set);
    return shown ? { ...shown, diagnostics: off(uri) ? [] : shown.diagnostics } : null;
  });
  connection.onRequest(renderedRequest, async ({ of, uri, position }: AskRendered): Promise<RenderedRanges> => {
    const chart = await charts.report(pathOf(of.uri));
    const shown = chart && previewText(chart.engine.snapshot, chart.report, pathOf(of.uri), of.set);
    return shown ? renderedRanges(chart.engine, shown, pathOf(uri), position) : [];
  });
  connection.onRequest(sourcesRequest, async ({ of, position }: AskSources): Promise<SourceLocations> => {
    const chart = await charts.report(pathOf(of.uri));
    const shown = chart && previewText(chart.engine.snapshot, chart.report, pathOf(of.uri), of.set);
    return shown ? sourceLocations(chart.engine, chart.report, shown, position) : [];
  });
  connection.onRequest(starterPolicyRequest, () => starterPolicy(session.index));
  return publisher;
}

/** The reason is what the editor shows. */
function unlessRefused<T extends object>(result: T | Refusal): T | ResponseError {
  return "refused" in result ? new ResponseError(LSPErrorCodes.RequestFailed, result.refused) : result;
}
