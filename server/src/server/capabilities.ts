// What client and server can do: read from the client's announcement, and announced to it.

import { InsertTextMode, TextDocumentSyncKind, type InitializeParams, type InitializeResult } from "vscode-languageserver";
import { codeActionKinds } from "../features/code-actions.ts";
import { pathOf } from "../features/convert.ts";
import { SOURCE } from "../features/diagnostics.ts";
import { chartCapabilities } from "./chart-requests.ts";
import type { InitializationOptions } from "./protocol.ts";
import type { Abilities } from "./session.ts";

export function capabilities({ capabilities: client }: InitializeParams): InitializeResult["capabilities"] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [":", " ", "-", '"', ".", "$", "("], resolveProvider: true },
    ...chartCapabilities,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    documentLinkProvider: {},
    codeLensProvider: { resolveProvider: true },
    codeActionProvider: { codeActionKinds, resolveProvider: true },
    ...(client.textDocument?.diagnostic && {
      diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true },
    }),
    ...(client.workspace?.workspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}

export function abilitiesOf(
  { capabilities: { workspace, textDocument } }: InitializeParams,
  options: InitializationOptions,
): Abilities {
  return {
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    completion: completionAbilities(textDocument?.completion?.completionItem, options),
    explainCommand: options.explainCommand,
    pageScheme: options.pageScheme,
    suppressCommand: options.suppressCommand,
  };
}

function completionAbilities(
  item: NonNullable<NonNullable<InitializeParams["capabilities"]["textDocument"]>["completion"]>["completionItem"],
  { suggestCommand }: InitializationOptions,
): Abilities["completion"] {
  return {
    snippets: item?.snippetSupport === true,
    insertReplace: item?.insertReplaceSupport === true,
    asIs: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) === true,
    labelDetails: item?.labelDetailsSupport === true,
    tags: item?.tagSupport !== undefined,
    suggestCommand,
  };
}

export function rootsOf({ workspaceFolders, rootUri }: InitializeParams & { rootUri?: string | null }): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.map(folderPath);
}

/** Without a slash at its end, but for the top. */
export function folderPath(uri: string): string {
  const path = pathOf(uri);
  return path.length > 1 && path.endsWith("/") && !path.endsWith("://") ? path.slice(0, -1) : path;
}
