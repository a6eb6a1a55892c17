// Writes the outcome of a check as JSON.

import type { Outcome } from "./outcome.ts";

export function writeJson({ findings, problems, summary }: Outcome, version: string): string {
  const plain = findings.map(({ onlyWith: _, ...finding }) => finding);
  const report = { version: 1, tool: { name: "kube-clinic", version }, findings: plain, problems, summary };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
