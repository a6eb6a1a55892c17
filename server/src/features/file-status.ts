// What is known of one file, for the editor's status item.

import { basename } from "../base/path.ts";
import { reportFile } from "../lint/report.ts";
import type { Severity } from "../policy/rule-index.ts";
import { chartFolderOf, chartReportAt, findingsInFile } from "./chart-view.ts";
import type { Engine } from "./engine.ts";

export interface FileStatus {
  readonly state: "analysed" | "indexing" | "off" | "notKubernetes" | "problem";
  /** The URI of the policy that governs the file. */
  readonly policy?: string;
  readonly kubernetes: readonly string[];
  readonly findings: Readonly<Record<Severity, number>>;
  readonly message?: string;
  readonly isInChart?: true;
}

/** `off` says why the file is not judged at all; `isLimited`: its folder holds too many files to be read whole. */
export function fileStatus(engine: Engine, path: string, off: string | undefined, isLimited: boolean): FileStatus {
  const { snapshot, rules, client } = engine;
  const policy = snapshot.policyFor(path);
  const facts = { kubernetes: snapshot.settingsFor(path).kubernetes, ...(policy && { policy: client.uriOf(policy.path) }) };
  const findings = { error: 0, warning: 0, info: 0 };
  if (off !== undefined) return { ...facts, state: "off", findings, message: off };
  const kind = snapshot.kindOf(path);
  const chart = chartFolderOf(snapshot, path);
  if (chart !== undefined) return { ...facts, isInChart: true, ...chartStatus(engine, chart, path) };
  const report = reportFile(snapshot, path, rules);
  for (const part of report.parts) for (const { severity, suppressed } of part.findings) if (!suppressed) findings[severity]++;
  const broken = policy?.problems.find(({ severity }) => severity === "error");
  if (broken) return { ...facts, state: "problem", findings, message: `The policy has a problem: ${broken.message}` };
  if (kind === "policy") return { ...facts, state: "analysed", findings, message: "This is the policy file" };
  if (kind !== "manifest") return { ...facts, state: "notKubernetes", findings, message: "No Kubernetes object in this file" };
  if (report.incomplete && isLimited)
    return {
      ...facts,
      state: "analysed",
      findings,
      message: "Without what depends on other files: the folder has more than `kubeClinic.maxFiles`",
    };
  if (report.incomplete) return { ...facts, state: "indexing", findings };
  return {
    ...facts,
    state: "analysed",
    findings,
    ...(snapshot.isPatch(path) && { message: "A patch of a kustomization: judged by what is there" }),
  };
}

/** Of a file of a chart: the findings that stand in it, and with how many values sets the chart was rendered. */
function chartStatus(engine: Engine, folder: string, path: string): Pick<FileStatus, "state" | "findings" | "message"> {
  const report = chartReportAt(engine, folder);
  const findings = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findingsInFile(report, path)) findings[severity]++;
  const names = report.sets.map(({ set }) => `\`${set.name}\``);
  const left = report.source.left > 0 ? `; ${report.source.left} more are not analysed` : "";
  const broken = report.problems.find(({ severity }) => severity === "error");
  if (!report.source.isWhole) return { state: "indexing", findings };
  if (broken) return { state: "problem", findings, message: `The chart does not render: ${broken.message}` };
  return { state: "analysed", findings, message: `Chart \`${basename(folder)}\` rendered with ${names.join(", ")}${left}` };
}
