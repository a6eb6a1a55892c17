// What a check comes to, in the shape of the JSON report: every reporter writes this.

import type { Position as Offset } from "../base/line-index.ts";
import type { Safety } from "../lint/rule.ts";
import type { Suppressed } from "../lint/finding.ts";
import type { Category, Severity } from "../policy/rule-index.ts";

/** From 1; columns are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The end is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface ResourceName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface Occurrence {
  readonly resource?: ResourceName;
  readonly container?: string;
}

export interface ReportedFinding extends Occurrence {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  /** Relative to the current folder with `/`; absolute if outside. */
  readonly file: string;
  readonly range: Range;
  readonly occurrences: readonly Occurrence[];
  readonly kubernetes?: readonly string[];
  readonly related?: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
  readonly fixes?: readonly { readonly title: string; readonly safety: Safety }[];
  readonly suppressed?: { readonly by: Suppressed["by"]; readonly reason?: string; readonly until?: string };
  readonly fingerprint: string;
}

/** An input that could not be used. */
export interface Problem {
  /** As for findings. */
  readonly file: string;
  readonly range?: Range;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly rule?: string;
}

export interface Summary {
  /** Files that hold Kubernetes objects. */
  readonly files: number;
  readonly documents: number;
  readonly resources: number;
  readonly charts: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly occurrences: number;
  readonly fixable: number;
  readonly fixed: number;
  readonly suppressed: number;
  readonly milliseconds: number;
}

export interface Outcome {
  /** Sorted by file, line, column, rule. */
  readonly findings: readonly ReportedFinding[];
  readonly problems: readonly Problem[];
  readonly summary: Summary;
}

/** A position from 0 as one from 1. */
export function fromOne({ line, column }: Offset): Position {
  return { line: line + 1, column: column + 1 };
}

export function compareFindings(a: ReportedFinding, b: ReportedFinding): number {
  return (
    compareText(a.file, b.file) ||
    comparePositions(a.range.start, b.range.start) ||
    compareText(a.rule, b.rule) ||
    comparePositions(a.range.end, b.range.end) ||
    compareText(a.message, b.message)
  );
}

/** Those without a place come first in their file. */
export function compareProblems(a: Problem, b: Problem): number {
  const start = { line: 0, column: 0 };
  return (
    compareText(a.file, b.file) ||
    comparePositions(a.range?.start ?? start, b.range?.start ?? start) ||
    compareText(a.message, b.message)
  );
}

export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}

/** By UTF-16 code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
