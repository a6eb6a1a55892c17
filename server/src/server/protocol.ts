// Names what client and server say to each other beyond LSP: message names, their shapes, and the names of commands.

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
  /** The client shows `statusNotification`. */
  readonly showsStatus?: boolean;
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
}

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
  createPolicy: "kubeClinic.createPolicy",
  openPolicy: "kubeClinic.openPolicy",
  fixAll: "kubeClinic.fixAll",
  openExample: "kubeClinic.openExample",
  restart: "kubeClinic.restart",
  showOutput: "kubeClinic.showOutput",
} as const;
