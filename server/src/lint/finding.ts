// What a rule found, placed in a document, and what is known of a whole file.

import type { Span } from "../base/span.ts";
import type { Resource } from "../kube/resource.ts";
import type { Severity } from "../policy/rule-index.ts";
import type { Part, SourceFile } from "../workspace/file.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { Fix, Related } from "./rule.ts";

/** One finding in one document. Spans are relative to the document and never cross a line. */
export interface Finding extends Span {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The node it stands on; its key path identifies the finding. */
  readonly node: YamlNode;
  /** It says that something is not there: not to be said of a patch, or of what was not read whole. */
  readonly absent: boolean;
  /** The keys below `node` that are not there. */
  readonly missing: readonly string[];
  /** Undefined only for rules on a whole document. */
  readonly resource: Resource | undefined;
  readonly container: string | undefined;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  readonly tags: readonly ("deprecated" | "unnecessary")[];
  /** Minors concerned; undefined where it is all of them. */
  readonly kubernetes: readonly string[] | undefined;
}

export interface Suppressed {
  readonly by: "comment" | "annotation" | "override";
  readonly reason: string | undefined;
  readonly until: string | undefined;
}

/** A finding as its document shows it: overrides applied, silenced or not. */
export interface ShownFinding {
  readonly finding: Finding;
  /** After overrides. */
  readonly severity: Severity;
  readonly suppressed: Suppressed | undefined;
}

/** The same with its place in the file. */
export interface FileFinding extends ShownFinding {
  readonly part: Part;
}

/** What is shown in one document; the list is the same object for as long as the document and its neighbours are. */
export interface PartFindings {
  readonly part: Part;
  readonly findings: readonly ShownFinding[];
}

/** An input that could not be used, with offsets in the file. */
export interface FileProblem extends Span {
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** All that is to be said of a file, in the order of its text; findings of one span by severity, then rule id. */
export interface FileReport {
  readonly file: SourceFile;
  readonly parts: readonly PartFindings[];
  /** Those of all parts, made on demand: of a large file only some are looked at. */
  readonly findings: readonly FileFinding[];
  readonly problems: readonly FileProblem[];
  /** Rules that failed on this file: for the log. */
  readonly crashes: readonly { readonly rule: string; readonly error: unknown }[];
  /** Cross findings were withheld since the unit was not read whole yet. */
  readonly incomplete: boolean;
}
