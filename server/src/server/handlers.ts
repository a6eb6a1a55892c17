// Connects the protocol's messages to the session and the features, a line each.

import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver";
import { codeActionKinds, codeActions, resolveAction } from "../features/code-actions.ts";
import { pathOf } from "../features/convert.ts";
import { SOURCE } from "../features/diagnostics.ts";
import { hover } from "../features/hover.ts";
import { completePolicyFile, hoverPolicyFile } from "../features/policy-file.ts";
import { suppressEdit } from "../features/suppress.ts";
import { documentSymbols } from "../features/symbols.ts";
import { starterPolicy } from "../policy/starter.ts";
import { rules } from "../rules/index.ts";
import { indexFolder } from "./index-folder.ts";
import { starterPolicyRequest, suppressRequest, settingsSection, type InitializationOptions, type Suppress } from "./protocol.ts";
import { withProgress } from "./progress.ts";
import { Publisher } from "./publisher.ts";
import { Session, type Abilities } from "./session.ts";
import { readSettings } from "./settings.ts";
import type { World } from "./world.ts";

/** Serves one connection until it closes. `makeWorld` learns whether the client reads files for us. */
export function serve(connection: Connection, version: string, makeWorld: (options: InitializationOptions) => World): void {
  connection.onInitialize((params): InitializeResult => {
    // Every member may be absent, and other editors send null.
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    const world = makeWorld(options);
    const session = new Session(world, rules, abilitiesOf(params, options));
    const roots = rootsOf(params);
    session.change({ roots });
    session.configure(readSettings(options.settings));
    handle(connection, params, session, world, roots);
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
): void {
  const { capabilities: client } = params;
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const publisher = new Publisher(connection, session, {
    pulls: client.textDocument?.diagnostic !== undefined,
    refreshes: client.workspace?.diagnostics?.refreshSupport === true,
    showsStatus: options.showsStatus === true,
  });
  const indexed = new Set<string>();
  const indexRoots = async () => {
    for (const root of session.snapshot.roots) {
      if (indexed.has(root)) continue;
      indexed.add(root);
      const isSupported = client.window?.workDoneProgress === true;
      await withProgress(connection, isSupported, "kube-clinic reads the workspace", () => indexFolder(session, world, root));
      publisher.refresh();
    }
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
        watchers: [{ globPattern: "**/*.{yaml,yml,json}" }],
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
    // What a policy says is found in other files.
    if (session.snapshot.kindOf(pathOf(uri)) === "policy") publisher.refresh();
  });
  connection.onDidCloseTextDocument(async ({ textDocument: { uri } }) => {
    await session.close(uri);
    publisher.closed(uri);
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    await session.reread(changes.map(({ uri }) => pathOf(uri)));
    if (changes.some(({ uri, type }) => type !== FileChangeType.Changed || !session.isOpen(pathOf(uri)))) publisher.refresh();
  });

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    await session.settled();
    const { id, diagnostics } = publisher.report(pathOf(uri));
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
  connection.onHover(({ textDocument: { uri }, position }) =>
    off(uri) || !session.settings.hover
      ? null
      : (hoverPolicyFile(session.engine, pathOf(uri), position) ?? hover(session.engine, pathOf(uri), position) ?? null),
  );
  connection.onCompletion(({ textDocument: { uri }, position }) => completePolicyFile(session.engine, pathOf(uri), position));
  connection.onCodeAction(({ textDocument: { uri }, range, context }) =>
    off(uri) ? [] : codeActions(session.engine, pathOf(uri), range, context),
  );
  connection.onCodeActionResolve((action) => resolveAction(session.engine, action));
  connection.onDocumentSymbol(({ textDocument: { uri } }) => documentSymbols(session.snapshot, pathOf(uri)));
  connection.onRequest(suppressRequest, ({ uri, version, rule, position, reason }: Suppress) =>
    version === session.versionOf(pathOf(uri))
      ? (suppressEdit(session.engine, pathOf(uri), position, rule, reason) ?? null)
      : null,
  );
  connection.onRequest(starterPolicyRequest, () => starterPolicy(session.index));
}

function capabilities({ capabilities: client }: InitializeParams): InitializeResult["capabilities"] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [":", " ", "-"] },
    documentSymbolProvider: true,
    codeActionProvider: { codeActionKinds, resolveProvider: true },
    ...(client.textDocument?.diagnostic && {
      diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true },
    }),
    ...(client.workspace?.workspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}

function abilitiesOf({ capabilities: { workspace, textDocument } }: InitializeParams, options: InitializationOptions): Abilities {
  return {
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    explainCommand: options.explainCommand,
    pageScheme: options.pageScheme,
    suppressCommand: options.suppressCommand,
  };
}

function rootsOf({ workspaceFolders, rootUri }: InitializeParams & { rootUri?: string | null }): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.map(folderPath);
}

/** Without a slash at its end, but for the top. */
function folderPath(uri: string): string {
  const path = pathOf(uri);
  return path.length > 1 && path.endsWith("/") && !path.endsWith("://") ? path.slice(0, -1) : path;
}
