// Runs the unit tests: every *.test.ts in one bundle under node:test. Arguments narrow the files by a part of their path.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const wanted = process.argv.slice(2);
const files = ["server/src", "client/src", "test"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.posix.join(folder, name)))
  .filter((file) => file.endsWith(".test.ts") && (wanted.length === 0 || wanted.some((part) => file.includes(part))))
  .sort();

await build({
  stdin: { contents: files.map((file) => `import ${JSON.stringify("./" + file)};`).join("\n"), resolveDir: process.cwd() },
  outfile: "out/unit.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
const reporter = process.env["CI"] ? "spec" : "dot";
const run = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--test", `--test-reporter=${wanted.length ? "spec" : reporter}`, "out/unit.mjs"],
  {
    stdio: "inherit",
  },
);
process.exitCode = run.status ?? 1;
