// Runs all checks and tests, on a fresh clone too: `npm test`. With `--fast`, those that need no editor.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { install } from "./install.mjs";

install();
mkdirSync("out", { recursive: true });
const run = (script) => ["node", ["server/src/tools/run.mjs", script]];
const tool = (name, ...args) => ["node", ["node_modules/.bin/" + name, ...args]];

/** Each step's tests leave `passed` and `failed` in out/result-<name>.json; a step without tests is one. */
const steps = [
  ["types", tool("tsc")],
  ["lint", tool("oxlint", "--deny-warnings")],
  ["format", tool("oxfmt", "--check")],
  ["generated files", ["node", ["server/src/tools/run.mjs", "server/src/tools/gen.ts", "--check"]]],
  ["build and package", ["node", ["server/src/tools/run.mjs", "server/src/tools/build.ts", "--package"]]],
  ["unit", run("server/src/tools/unit.ts")],
  ...(process.argv.includes("--fast")
    ? []
    : [
        ["editor", run("test/editor/run-suite.ts")],
        ["web", run("test/editor/run-web.ts")],
        ["e2e", run("test/editor/e2e.ts")],
      ]),
];

let passed = 0;
let failed = 0;
for (const [name, [command, args]] of steps) {
  const result = `out/result-${name}.json`;
  rmSync(result, { force: true });
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, RESULT_FILE: result },
  });
  const counts = existsSync(result)
    ? JSON.parse(readFileSync(result, "utf8"))
    : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  passed += counts.passed;
  failed += status === 0 ? counts.failed : Math.max(1, counts.failed);
  console.log(`== ${name}: ${status === 0 ? "ok" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
