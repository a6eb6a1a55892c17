// Bundles everything that is shipped into dist/. `--package` also makes kube-clinic.vsix of it; `--quiet` says nothing.

import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
import { commandBundles } from "./command-bundles.ts";
import { noticesOf } from "./notices.ts";
import { makePackage } from "./package.ts";

const node: BuildOptions = { platform: "node", format: "cjs", target: "node20" };
const browser: BuildOptions = { platform: "browser", format: "cjs", target: "es2022" };
const bundles: readonly BuildOptions[] = [
  { ...node, entryPoints: ["client/src/extension.ts"], outfile: "dist/client.js", external: ["vscode"] },
  { ...browser, entryPoints: ["client/src/extension-web.ts"], outfile: "dist/client-web.js", external: ["vscode"] },
  { ...node, entryPoints: ["server/src/server/node.ts"], outfile: "dist/server.js" },
  { ...browser, entryPoints: ["server/src/server/worker.ts"], outfile: "dist/server-web.js", format: "iife" },
  ...commandBundles("dist"),
];
const quiet = process.argv.includes("--quiet");

rmSync("dist/rules", { recursive: true, force: true });
const inputs = await Promise.all(bundles.map(bundle));
writeFileSync("dist/NOTICES.txt", noticesOf(inputs.flat()));
chmodSync("dist/cli.js", 0o755);
copyRulePages("server/src/rules", "dist/rules");
for (const name of readdirSync("dist").sort()) if (name.endsWith(".js")) report(path.join("dist", name));
if (process.argv.includes("--package")) report(makePackage());

/** Resolves to the files that went into the bundle. */
async function bundle(options: BuildOptions): Promise<readonly string[]> {
  // A package's `module` build is smaller and faster than its `main`; some of ours offer only one of them.
  const mainFields = options.platform === "node" ? ["module", "main"] : ["browser", "module", "main"];
  const { metafile } = await build({
    ...options,
    bundle: true,
    minify: true,
    keepNames: false,
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    mainFields,
  });
  return Object.keys(metafile.inputs);
}

/** The pages lie flat, by rule id, beside an index of ids and first sentences. */
function copyRulePages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const pages = readdirSync(from, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
  const entries = pages.map((name) => {
    copyFileSync(path.join(from, name), path.join(to, path.basename(name)));
    return { id: path.basename(name, ".md"), summary: firstSentence(readFileSync(path.join(from, name), "utf8")) };
  });
  entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(path.join(to, "index.json"), JSON.stringify(entries));
}

/** The first sentence of the first paragraph below the title; a line that starts with a sign is a header line, not prose. */
function firstSentence(page: string): string {
  const lines = page.split(/\r?\n/);
  const start = lines.findIndex((line) => /^[\p{L}`]/u.test(line));
  const end = lines.findIndex((line, i) => i > start && line.trim() === "");
  const paragraph = start < 0 ? "" : lines.slice(start, end < 0 ? undefined : end).join(" ");
  return /^.*?[.?!](?=\s|$)/.exec(paragraph)?.[0] ?? paragraph;
}

function report(file: string): void {
  if (!quiet) console.log(`${file}  ${(statSync(file).size / 1000).toFixed(0)} kB`);
}
