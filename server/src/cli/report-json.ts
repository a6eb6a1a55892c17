// Writes the outcome of a check as JSON.

import type { Outcome } from "./outcome.ts";

export function writeJson({ findings, problems, summary }: Outcome, version: string): string {
  return `${JSON.stringify({ version: 1, tool: { name: "kube-clinic", version }, findings, problems, summary }, undefined, 2)}\n`;
}
