// Runs a TypeScript tool or script: bundles it with esbuild and starts the result with this Node. Usage: run.mjs FILE.ts [ARG…]
import { spawnSync } from "node:child_process";
import path from "node:path";
import { build } from "esbuild";

const [file, ...args] = process.argv.slice(2);
const out = path.join("out", file.replace(/\.ts$/, ".mjs"));
await build({
  entryPoints: [file],
  outfile: out,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
const { status, signal } = spawnSync(process.execPath, ["--enable-source-maps", out, ...args], { stdio: "inherit" });
process.exitCode = signal ? 1 : (status ?? 1);
