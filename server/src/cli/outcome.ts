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

/** What a finding is about. */
export interface Subject {
  readonly resource?: ResourceName;
  readonly container?: string;
}

export interface Occurrence extends Subject {
  /** Of charts: the template, and the line (from 1) of what it renders. */
  readonly rendered?: { readonly template: string; readonly line: number };
  /** Of charts: the values sets with which it shows. */
  readonly profiles?: readonly string[];
}

export interface ReportedFinding extends Subject {
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
  /** The values sets with which it shows, where that is not all; for people, JSON has it with each occurrence. */
  readonly onlyWith?: readonly string[];
}

/** An input that could not be used. */
export interface Problem {
  /** As for findings. */
  readonly file: string;
  readonly range?: Range;
  /** Only errors change the exit status; `info` is a hint. */
  readonly severity: Severity;
  readonly message: string;
  readonly rule?: string;
}

export interface Summary {
  /** Files that hold Kubernetes objects, templates that render some among them. */
  readonly files: number;
  /** Documents and resources of charts are those of the values set that renders most. */
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
  /** Findings of charts that have fixes which nobody has proven yet. */
  readonly unproven: number;
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
