// Shows what the project does, on a fresh clone too: `npm start` builds, prints the examples' report, and opens the real editor on them.
import { spawnSync } from "node:child_process";
import { install } from "./install.mjs";

install();
const node = (...args) => spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
const run = (script, ...args) => node("server/src/tools/run.mjs", script, ...args);

if (run("server/src/tools/build.ts", "--quiet") !== 0) process.exit(1);
report();
if (process.env.CI === "true") console.log("\nCI: the editor is not opened");
else process.exitCode = run("test/editor/open.ts");

/** One screen: the errors, and the summary of all. */
function report() {
  const env = { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }) };
  const { stdout } = spawnSync(process.execPath, ["dist/cli.js", "check", "examples/shop"], { encoding: "utf8", env });
  const blocks = stdout.trimEnd().split("\n\n");
  const summary = blocks.pop();
  const errors = blocks
    .flatMap((block) => block.split("\n"))
    .filter((line) => /\berror\b/.test(line))
    .map((line) => line.replaceAll(/ {2,}/g, "  "));
  console.log(
    `\nThe errors in examples/shop (all of it: node dist/cli.js check examples/shop)\n\n${errors.join("\n")}\n\n${summary}`,
  );
}
