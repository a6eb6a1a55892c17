// Throwaway.
import { execSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { applyTextEdits } from "../base/text-edit.ts";
import { toTextEdits } from "./edit-apply.ts";
import { applyToModel, valueOf } from "./edit-model.test.ts";
import { editSketch, makeEdit } from "./edit-random.test.ts";
import { parseDocument } from "./parse.ts";
import { splitDocuments } from "./split.ts";
const files = execSync(
  `find / -xdev \\( -name "*.yaml" -o -name "*.yml" -o -name package.json \\) -size -300k -not -path "/proc/*" -not -path "/tmp/*" 2>/dev/null || true`,
  { encoding: "utf8", maxBuffer: 1e8 },
)
  .trim()
  .split("\n")
  .filter((f, i) => f.endsWith("ml") || i % 10 === 0);
const sketches = fc.sample(fc.array(editSketch, { minLength: 1, maxLength: 5 }), { seed: 5, numRuns: 1000 });
let docs = 0,
  runs = 0,
  refused = 0,
  bad = 0, over = 0,
  time = 0,
  k = 0;
for (const file of files) {
  const text = readFileSync(file, "utf8");
  if (text.includes("{{")) continue;
  for (const { start, end } of splitDocuments(text).slice(0, 10)) {
    const document = parseDocument(text.slice(start, end));
    if (
      !document.root ||
      document.problems.length ||
      document.text.length > 60000 
    )
      continue;
    docs++;
    for (let i = 0; i < 12; i++) {
      const edits = (sketches[k++ % 1000] ?? []).flatMap((s) => makeEdit(document, s)?.(document) ?? []);
      const expected = applyToModel(document, edits);
      const t = performance.now();
      const changes = toTextEdits(document, edits);
      time += performance.now() - t;
      runs++;
      if (!changes) {
        refused++;
        if (expected) over++;
        continue;
      }
      const out = applyTextEdits(document.text, changes);
      const result = parseDocument(out);
      if (!expected || result.problems.length || !isDeepStrictEqual(valueOf(result), expected.value)) {
        if (bad++ < 10)
          process.stdout.write(
            `BAD ${file} ${start} ${!!expected} ${JSON.stringify(result.problems)} ${JSON.stringify(edits.map((e) => ({ ...e, at: "at" in e ? e.at.start : undefined, target: "target" in e ? ("key" in e.target ? e.target.key.start : e.target.start) : undefined })))} ${JSON.stringify(changes).slice(0, 600)}\n`,
          );
      }
    }
  }
}
process.stdout.write(JSON.stringify({ files: files.length, docs, runs, refused, bad, over, time }) + "\n");
