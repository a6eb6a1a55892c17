// What is known of one file, for the editor's status item.

import { reportFile } from "../lint/report.ts";
import type { Severity } from "../policy/rule-index.ts";
import type { Engine } from "./engine.ts";

export interface FileStatus {
  readonly state: "analysed" | "indexing" | "off" | "notKubernetes" | "problem";
  /** The URI of the policy that governs the file. */
  readonly policy?: string;
  readonly kubernetes: readonly string[];
  readonly findings: Readonly<Record<Severity, number>>;
  readonly message?: string;
}

/** `off` says why the file is not judged at all; `isLimited`: its folder holds too many files to be read whole. */
export function fileStatus(
  { snapshot, rules, client }: Engine,
  path: string,
  off: string | undefined,
  isLimited: boolean,
): FileStatus {
  const policy = snapshot.policyFor(path);
  const facts = { kubernetes: snapshot.settingsFor(path).kubernetes, ...(policy && { policy: client.uriOf(policy.path) }) };
  const findings = { error: 0, warning: 0, info: 0 };
  if (off !== undefined) return { ...facts, state: "off", findings, message: off };
  const kind = snapshot.kindOf(path);
  if (kind === "chart") return { ...facts, state: "notKubernetes", findings, message: "Part of a Helm chart: not analysed yet" };
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
