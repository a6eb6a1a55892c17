// Runs the unit tests: every *.test.ts in one bundle under node:test. Arguments narrow the files by a part of their path.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const wanted = process.argv.slice(2);
const files = ["server/src", "client/src", "test"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.posix.join(folder, name)))
  .filter((file) => file.endsWith(".test.ts") && (wanted.length === 0 || wanted.some((part) => file.includes(part))))
  .sort();

// Several runs may go on at once, each of a part of the files.
const folder = wanted.length > 0 ? `out/unit-${process.pid}` : "out";
mkdirSync(folder, { recursive: true });

// The rooms' own tests and those of the whole take about the same time: one process each.
const groups = [files.filter((file) => !file.startsWith("test/")), files.filter((file) => file.startsWith("test/"))];
const bundles = await Promise.all(groups.filter((group) => group.length > 0).map(bundle));

// Thousands of lines of passed tests help nobody: dots, and at the end what failed.
const log = "out/unit.log";
const tap = `${folder}/unit.tap`;
const reporters = [
  ["spec", wanted.length > 0 ? "stdout" : log],
  ["tap", tap],
  ...(wanted.length > 0 ? [] : [["dot", "stdout"]]),
].flatMap(([name, destination]) => [`--test-reporter=${name}`, `--test-reporter-destination=${destination}`]);
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-concurrency=2", ...reporters, ...bundles], {
  stdio: "inherit",
});
process.exitCode = run.status ?? 1;

const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(readFileSync(tap, "utf8"))?.[1] ?? 0);
if (wanted.length === 0) {
  if (process.exitCode !== 0) console.log(readFileSync(log, "utf8").split("✖ failing tests:")[1] ?? "The tests ended early");
  console.log(`\n${count("pass")} passed, ${count("fail")} failed`);
}
if (wanted.length > 0) rmSync(folder, { recursive: true });
const result = process.env["RESULT_FILE"];
if (result) writeFileSync(result, JSON.stringify({ passed: count("pass"), failed: count("fail") }));

async function bundle(group: readonly string[], i: number): Promise<string> {
  const outfile = `${folder}/unit-${i + 1}.mjs`;
  await build({
    stdin: { contents: group.map((file) => `import ${JSON.stringify("./" + file)};`).join("\n"), resolveDir: process.cwd() },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  return outfile;
}
