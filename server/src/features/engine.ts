// What every feature is handed: the files, the rules, and what the editor can do.

import type { Rule } from "../lint/rule.ts";
import { ruleUrl } from "../lint/rule-url.ts";
import type { Severity } from "../policy/rule-index.ts";
import type { Catalogue } from "../schema/schema.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SnippetFile } from "./complete-skeletons.ts";

/** What an editor can do beyond the basics, and its names for commands. */
export interface Client {
  /** LSP 3.18 `SnippetTextEdit`. */
  readonly snippetEdits: boolean;
  /** `WorkspaceEdit.documentChanges` with versions. */
  readonly documentChanges: boolean;
  /** Edits of code actions are asked for when one is chosen. */
  readonly resolvesActions: boolean;
  /** `changeAnnotations` in workspace edits: what is annotated is shown before it is made. */
  readonly changeAnnotations: boolean;
  /** `CreateFile` in workspace edits. */
  readonly createsFiles: boolean;
  readonly explainCommand: string | undefined;
  /** Rule pages can be opened as `<scheme>:/<id>.md`. */
  readonly pageScheme: string | undefined;
  readonly suppressCommand: string | undefined;
  readonly completion: CompletionAbilities;
  /** How each severity is shown. */
  readonly severity: Readonly<Record<Severity, "error" | "warning" | "information" | "hint" | "off">>;
  /** The URI under which the editor knows a path. */
  uriOf(path: string): string;
  /** The version of an open document. */
  versionOf(path: string): number | undefined;
}

/** How an editor takes completions. */
export interface CompletionAbilities {
  readonly snippets: boolean;
  /** The word may be replaced up to the cursor or whole. */
  readonly insertReplace: boolean;
  /** Inserted lines keep the indentation that they come with. */
  readonly asIs: boolean;
  readonly labelDetails: boolean;
  readonly tags: boolean;
  /** The command that opens the suggestions again, at the cursor that an insertion leaves. */
  readonly suggestCommand: string | undefined;
}

export interface Engine {
  readonly snapshot: Snapshot;
  readonly rules: readonly Rule[];
  readonly client: Client;
  /** The kinds that are shipped: Kubernetes' own, then operators'. `catalogueOf` adds the workspace's. */
  readonly schemas: Catalogue;
  /** The secure templates of snippets/. */
  readonly snippets: SnippetFile;
}

/** Where a rule's page can be read, for a link in a hover: through the editor's command where it has one. */
export function helpUri(engine: Engine, rule: string): string {
  const { explainCommand } = engine.client;
  return explainCommand ? `command:${explainCommand}?${encodeURIComponent(JSON.stringify([rule]))}` : pageUri(engine, rule);
}

/** The same for a diagnostic's code, where VS Code follows no commands. */
export function pageUri({ client, snapshot }: Engine, rule: string): string {
  if (client.pageScheme) return `${client.pageScheme}:/${rule}.md`;
  return ruleUrl(rule, snapshot.config.index.get(rule)?.category ?? "");
}
