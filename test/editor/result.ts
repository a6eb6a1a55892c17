// Tells the test runner (tools/test.mjs) how many tests a step had.

import { writeFileSync } from "node:fs";

/** Writes the counts where `RESULT_FILE` says; nowhere if it is not set. */
export function reportResult(passed: number, failed: number): void {
  const file = process.env["RESULT_FILE"];
  if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
}
