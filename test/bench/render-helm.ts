// The `helm` that renders are measured beside, where there is one.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export interface Helm {
  readonly version: string;
  /** Milliseconds of one process; its output is read and thrown away. */
  readonly run: (args: readonly string[]) => number;
}

/** On the PATH, else where `go install` puts it for root. */
export function findHelm(): Helm | undefined {
  for (const command of ["helm", "/root/go/bin/helm"]) {
    if (command.includes("/") && !existsSync(command)) continue;
    const { status, stdout } = spawnSync(command, ["version", "--template", "{{ .Version }} ({{ .GoVersion }})"], {
      encoding: "utf8",
    });
    if (status === 0) return { version: stdout.trim(), run: (args) => timed(command, args) };
  }
  return undefined;
}

/** Milliseconds from the start of a process to its end. */
export function timed(command: string, args: readonly string[]): number {
  const start = performance.now();
  const { error } = spawnSync(command, args, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
  if (error) throw error;
  return performance.now() - start;
}
