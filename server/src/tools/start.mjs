// Shows what the project does, on a fresh clone too: `npm start` builds, prints the examples' report, and opens the real editor on them.
import { spawnSync } from "node:child_process";
import { install } from "./install.mjs";

install();
const node = (...args) => spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
const run = (script, ...args) => node("server/src/tools/run.mjs", script, ...args);

if (run("server/src/tools/build.ts", "--quiet") !== 0) process.exit(1);
console.log("\nWhat `kube-clinic check examples/shop` says:\n");
node("dist/cli.js", "check", "examples/shop");
if (process.env.CI === "true") console.log("\nCI: the editor is not opened");
else process.exitCode = run("test/editor/open.ts");
