// Prints how fast and how large we are, in numbers and ratios; it asserts nothing. `--only parse,start,check,charts,growth,edits,complete,render,schema` picks parts.

import { cpus } from "node:os";
import { measureCharts } from "./charts.ts";
import { measureCheck, measureStart } from "./command-line.ts";
import { measureComplete } from "./complete.ts";
import { measureEditLatency } from "./edit-latency.ts";
import { measureGrowth } from "./growth.ts";
import { measureParse } from "./parse.ts";
import { measureRender } from "./render.ts";
import { measureSchema } from "./schema.ts";

const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  parse: measureParse,
  start: measureStart,
  check: measureCheck,
  charts: measureCharts,
  growth: measureGrowth,
  edits: measureEditLatency,
  complete: measureComplete,
  render: measureRender,
  schema: measureSchema,
};

const only = process.argv.indexOf("--only");
const wanted = only < 0 ? Object.keys(parts) : (process.argv[only + 1] ?? "").split(",");
const unknown = wanted.filter((name) => !parts[name]);
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);
  process.exitCode = 2;
} else {
  const start = performance.now();
  console.log(`Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`);
  for (const name of wanted) await parts[name]!();
  console.log(`\n${((performance.now() - start) / 1000).toFixed(0)} s in all`);
}
