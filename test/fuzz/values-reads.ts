// Follows the values through the templates of charts below a folder: what a render read must be among it. Prints what nothing reads.

import * as fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { indexRules } from "../../server/src/lint/rule-set.ts";
import { chartMapOf } from "../../server/src/place/chart-map.ts";
import { isKnownBelow, namesOf } from "../../server/src/place/values-known.ts";
import { readsOf } from "../../server/src/place/values-reads.ts";
import { textsOf } from "../../server/src/place/values-texts.ts";
import type { ReadTree } from "../../server/src/place/values-tree.ts";
import { unreadIn } from "../../server/src/place/values-unread.ts";
import { drain } from "../../server/src/template/render.ts";
import { renderSet } from "../../server/src/workspace/chart.ts";
import { apply, createSnapshot } from "../../server/src/workspace/snapshot.ts";

const [folder = "", part = ""] = process.argv.slice(2);
let [unread, escaped, whole, slowest] = [0, 0, 0, 0];
for (const name of fs.readdirSync(folder).sort()) {
  if (!name.includes(part)) continue;
  const root = path.join(folder, name);
  const files = new Map<string, string | Uint8Array>();
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = path.join(entry.parentPath, entry.name);
    const bytes = fs.readFileSync(full);
    files.set(full, full.endsWith(".tgz") ? bytes : bytes.toString("utf8"));
  }
  const config = {
    index: indexRules([]),
    today: "2026-01-01",
    policy: "none",
    gunzip: (bytes: Uint8Array, limit: number) => gunzipSync(bytes, { maxOutputLength: limit }),
  };
  const { snapshot } = apply(createSnapshot(config), { files, roots: [root], complete: [root], charts: [root] });
  const source = snapshot.chartAt(root);
  const rendered = drain(renderSet(source, source.sets[0]!, snapshot.renders));
  const { chart, render } = rendered;
  if (!chart || !render?.chart) continue;
  const started = performance.now();
  const reads = readsOf(chart, textsOf(chart, []), snapshot.renders.parses);
  const took = performance.now() - started;
  slowest = Math.max(slowest, took);
  if (part)
    for (let i = 0; i < 8; i++) {
      const again = performance.now();
      readsOf({ ...chart, path: `${chart.path}${i}` }, textsOf(chart, []), snapshot.renders.parses);
      console.log(`again: ${Math.round(performance.now() - again)} ms`);
    }
  if (!reads) {
    console.log(`${name}: some template cannot be read`);
    continue;
  }
  if (reads.isWhole) whole++;
  const map = chartMapOf(render.chart);
  const missed = new Set<string>();
  for (const { result } of render.templates.values())
    for (const origin of [...result.reads.taken, ...result.reads.whole]) {
      const owners = map.ownersOf(origin.file);
      for (const owner of owners)
        if (!owners.some((one) => leadsTo(reads, [...one, ...origin.path]))) missed.add([...owner, ...origin.path].join("."));
    }
  escaped += missed.size;
  if (missed.size > 0) console.log(`${name}: read, but not followed: ${[...missed].slice(0, 10).join(", ")}`);
  const file = snapshot.files.get(`${root}/values.yaml`);
  const subcharts = new Set(chart.dependencies.flatMap((inner) => namesOf(chart, inner)));
  const found = (file?.parts ?? []).flatMap(({ document }) =>
    unreadIn(document, reads, (at) => isKnownBelow(chart, at), subcharts),
  );
  unread += found.length;
  console.log(
    `${name}: ${Math.round(took)} ms, ${reads.isWhole ? "all" : ""} ${found.map((one) => one.path + (one.near ? ` -> ${one.near}` : "")).join(", ")}`,
  );
}
console.log({ unread, escaped, whole, slowest: Math.round(slowest) });

function leadsTo(reads: ReadTree, steps: readonly (string | number)[]): boolean {
  let places: readonly ReadTree[] = [reads];
  for (const step of steps) {
    if (places.some(({ isWhole }) => isWhole)) return true;
    places = places.flatMap((place) => place.step(step));
  }
  return places.length > 0;
}
