// Reads how much memory a process holds, where the system has /proc.

import { readFileSync } from "node:fs";

/** In bytes: resident now, and at most so far. */
export interface ProcessMemory {
  readonly now: number;
  readonly peak: number;
}

/** Undefined where the system does not say, or the process is gone. */
export function processMemory(pid: number): ProcessMemory | undefined {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return undefined;
  }
  const kilobytes = (pattern: RegExp) => Number(pattern.exec(status)?.[1] ?? 0);
  return { now: kilobytes(/^VmRSS:\s*(\d+) kB/m) * 1024, peak: kilobytes(/^VmHWM:\s*(\d+) kB/m) * 1024 };
}
