// Names what client and server say to each other beyond LSP: message names, their shapes, and the names of commands.

import type { Diagnostic, Location, Range } from "vscode-languageserver-types";

/** Uris are strings as in LSP; lines and characters count from 0, characters in UTF-16 code units. */
type Uri = string;

interface Position {
  readonly line: number;
  readonly character: number;
}

/** Sent as `initializationOptions`. Every member may be absent: other editors send none. */
export interface InitializationOptions {
  /** The settings below `kubeClinic`, for a server whose client does not answer `workspace/configuration`. */
  readonly settings?: Settings;
  /** The client answers `readFileRequest` and `listFilesRequest`: how files that are on no disk of the server's are read. */
  readonly readsFiles?: boolean;
  /** The command that shows a rule's page, taking its id: a link to it is `command:<name>?<encoded JSON array>`. */
  readonly explainCommand?: string;
  /** The scheme under which the client shows rule pages as documents, `<scheme>:/<id>.md`: links that may be no commands lead there. */
  readonly pageScheme?: string;
  /** The command that asks for a reason and suppresses, taking `SuppressArguments`. */
  readonly suppressCommand?: string;
  /** The command that shows places in the editor, taking an uri, a position in it and `Location`s. */
  readonly showPlacesCommand?: string;
  /** The command that opens the suggestions at the cursor, run after a completion that leaves a value to choose. */
  readonly suggestCommand?: string;
  /** The client shows `statusNotification`. */
  readonly showsStatus?: boolean;
  /** The client shows previews, and asks for them again when `previewsChangedNotification` comes. */
  readonly showsPreviews?: boolean;
}

/** What a user may set below `kubeClinic.`; the manifest (package.json) holds defaults and descriptions. */
export interface Settings {
  readonly enable: boolean;
  /** Whether findings follow typing or wait for a save. The client obeys it: it then asks for diagnostics later. */
  readonly run: "onType" | "onSave";
  readonly diagnostics: "openFiles" | "workspace";
  /** How each severity of the policy is shown. */
  readonly severity: { readonly error: ShownSeverity; readonly warning: ShownSeverity; readonly info: ShownSeverity };
  readonly hover: boolean;
  /**
   * `auto`: names and secure skeletons everywhere, keys and values of Kubernetes' schemas where no other extension completes
   * them (`schemasElsewhere`); `on`: all of it everywhere.
   */
  readonly completion: "auto" | "on" | "off";
  /** No setting of the user's: globs of files for which the editor has another extension with Kubernetes' schemas. */
  readonly schemasElsewhere: readonly string[];
  /** Whether Services and workloads say above themselves what they are tied to. */
  readonly codeLens: boolean;
  /** Whether templates show the values that they read. */
  readonly inlayHints: boolean;
  /** The most files that a workspace folder is searched for. */
  readonly maxFiles: number;
  /** Minors to judge by, where no policy governs the file. */
  readonly kubernetesVersion: readonly string[];
  /** Globs relative to the workspace folder, where no policy governs the file. */
  readonly exclude: readonly string[];
}

export type ShownSeverity = "error" | "warning" | "information" | "hint" | "off";

/** The section of `workspace/configuration` that answers with `Settings`. */
export const settingsSection = "kubeClinic";

/** The code action kind of everything safe in one file, for `editor.codeActionsOnSave`. */
export const fixAllKind = "source.fixAll.kubeClinic";

/** Server to client: what is known of one open file, whenever that changes. Parameters: `Status`. */
export const statusNotification = "kubeClinic/status";

export interface Status {
  readonly uri: Uri;
  /**
   * analysed: `findings` are complete; indexing: so far, neighbours are still being read; off: by setting, `exclude` or
   * size, as `message` says; notKubernetes: nothing here to judge; problem: `message` says what could not be used.
   */
  readonly state: "analysed" | "indexing" | "off" | "notKubernetes" | "problem";
  /** The policy file that governs this file. */
  readonly policy?: Uri;
  /** The minors judged by, such as `1.34`. */
  readonly kubernetes: readonly string[];
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number };
  /** One sentence for the user, without a full stop. */
  readonly message?: string;
  /** The file is part of a chart, so `previewRequest` has an answer. */
  readonly isInChart?: boolean;
}

/** Client to server, a request: what a file of a chart renders to. `AskPreview` to `Preview | null`; null where there is no chart. */
export const previewRequest = "kubeClinic/preview";

export interface AskPreview {
  /** A template, a values file, or any other file of a chart. */
  readonly uri: Uri;
  /** The name of a values set; by default the one that the file belongs to. */
  readonly set?: string;
}

export interface Preview {
  /** YAML, but for a chart's notes; what could not be rendered is said in comments at the top. */
  readonly text: string;
  /** What is shown: a template's name without its ending, or the chart's. */
  readonly title: string;
  readonly set: string;
  readonly sets: readonly string[];
  readonly isYaml: boolean;
  /** The findings of this values set, where they show in `text`. */
  readonly diagnostics: Diagnostic[];
}

/** Client to server, a request: where in a preview a place in a file of its chart shows. `AskRendered` to `Range[]`. */
export const renderedRequest = "kubeClinic/rendered";

export interface AskRendered {
  /** The preview. */
  readonly of: Required<AskPreview>;
  readonly uri: Uri;
  readonly position: Position;
}

/** Client to server, a request: what wrote a place in a preview, the template first, then values. `AskSources` to `Location[]`. */
export const sourcesRequest = "kubeClinic/sources";

export interface AskSources {
  readonly of: Required<AskPreview>;
  /** In the preview's text. */
  readonly position: Position;
}

export type RenderedRanges = Range[];
export type SourceLocations = Location[];

/** Server to client: previews may have another text now, for another reason than an edit in the editor. No parameters. */
export const previewsChangedNotification = "kubeClinic/previewsChanged";

/** Server to client, a request: the bytes of a file through the editor's file system. `ReadFile` to `FileContent | null`. */
export const readFileRequest = "kubeClinic/readFile";

export interface ReadFile {
  readonly uri: Uri;
  /** A larger file is answered like a missing one: `null`. */
  readonly maxBytes: number;
}

export interface FileContent {
  readonly base64: string;
}

/** Server to client, a request: the files below a folder. `ListFiles` to `FileList`. */
export const listFilesRequest = "kubeClinic/listFiles";

export interface ListFiles {
  readonly folder: Uri;
  /** A VS Code glob relative to the folder. */
  readonly pattern: string;
  readonly max: number;
}

export interface FileList {
  /** Sorted. */
  readonly uris: readonly Uri[];
  /** True if there are more than `max`. */
  readonly truncated: boolean;
}

/** Server to client, a request: the text of a file that lies in the extension's folder `schemas`. `SchemaName` to `string | null`. */
export const schemaFileRequest = "kubeClinic/schemaFile";

export interface SchemaName {
  /** Without `.json`. */
  readonly name: "kubernetes" | "operators";
}

/** Client to server, a request: the edit that silences a finding. `Suppress` to `WorkspaceEdit | null`. */
export const suppressRequest = "kubeClinic/suppress";

/** What the code action "Suppress …" carries as its command's only argument. */
export interface SuppressArguments {
  readonly uri: Uri;
  readonly rule: string;
  /** Where the finding starts. */
  readonly position: Position;
}

export interface Suppress extends SuppressArguments {
  /** The version of the document that `position` is meant for; the server answers `null` if it knows another. */
  readonly version: number;
  /** May be empty. */
  readonly reason: string;
}

/** Client to server, a request: the text of a commented starter policy. No parameters, to `string`. */
export const starterPolicyRequest = "kubeClinic/starterPolicy";

/** Commands that the client registers. The server may use them in code actions and links. */
export const command = {
  /** Argument: a rule id; asks for one if absent. */
  explain: "kubeClinic.explain",
  /** Argument: `SuppressArguments`. */
  suppress: "kubeClinic.suppress",
  /** Arguments: the uri and position that the places belong to, and the places as `Location`s. */
  showPlaces: "kubeClinic.showPlaces",
  /** Shows what the active file of a chart renders to. Optional argument: the name of a values set. */
  showRendered: "kubeClinic.showRendered",
  /** Shows the active preview with another values set. Optional argument: its name. */
  chooseValuesSet: "kubeClinic.chooseValuesSet",
  /** Shows two values sets beside each other. Optional arguments: the names of the one to the right and the one to the left. */
  compareRendered: "kubeClinic.compareRendered",
  createPolicy: "kubeClinic.createPolicy",
  openPolicy: "kubeClinic.openPolicy",
  fixAll: "kubeClinic.fixAll",
  openExample: "kubeClinic.openExample",
  restart: "kubeClinic.restart",
  showOutput: "kubeClinic.showOutput",
} as const;
