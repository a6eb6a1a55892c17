// Bundles what runs inside editors, and the stand-in for `code`, into out/editor/.

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "esbuild";

const out = path.resolve("out/editor");

// Mocha says "type": "module", but its browser build is UMD: left alone it would overwrite our bundle's exports.
const mochaAsGlobal: Plugin = {
  name: "mocha-as-global",
  setup(build) {
    build.onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, (file) => ({
      contents: `(function (exports, module, define) {${readFileSync(file.path, "utf8")}\n}).call(globalThis);`,
    }));
  },
};

/** The suite as one file that both kinds of extension host load; resolves to its path. */
export async function bundleSuite(): Promise<string> {
  const outfile = path.join(out, "suite.js");
  await build({
    entryPoints: ["test/editor/suite/main.ts"],
    outfile,
    bundle: true,
    platform: "browser",
    format: "cjs",
    target: "es2022",
    external: ["vscode"],
    define: { global: "globalThis" },
    plugins: [mochaAsGlobal],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return outfile;
}

/** An executable file that takes the flags of `code`; resolves to its path. */
export async function bundleShim(): Promise<string> {
  await build({
    entryPoints: ["test/editor/shim.ts"],
    outfile: path.join(out, "shim.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  mkdirSync(out, { recursive: true });
  const executable = path.join(out, "code");
  writeFileSync(executable, `#!/bin/sh\nexec "${process.execPath}" --enable-source-maps "${out}/shim.mjs" "$@"\n`);
  chmodSync(executable, 0o755);
  return executable;
}

/** Throws if the extension has not been built. */
export function requireBuild(): void {
  for (const file of ["dist/client.js", "dist/client-web.js", "dist/server.js", "dist/server-web.js"]) {
    if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first`);
  }
}
