// How the command line is bundled: what a command needs alone lies beside it, and is loaded when the command is carried out.

import type { BuildOptions, Plugin } from "esbuild";

/** What is imported when it is needed lies in a bundle of its own, beside the one that imports it. */
const apart: Plugin = {
  name: "apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: path.replace(/\.ts$/, ".js"), external: true } : undefined,
    );
  },
};

const common: BuildOptions = {
  platform: "node",
  format: "cjs",
  target: "node20",
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  mainFields: ["module", "main"],
};

/** One build for each bundle; `cli.js` is the one to start. */
export function commandBundles(folder: string): readonly (BuildOptions & { readonly outfile: string })[] {
  const start: BuildOptions = {
    ...common,
    plugins: [apart],
    // `import()` would start Node's loader of other modules, which takes longer than `require`.
    supported: { "dynamic-import": false },
    banner: { js: "#!/usr/bin/env node" },
  };
  return [
    { ...start, entryPoints: ["server/src/cli/main.ts"], outfile: `${folder}/cli.js` },
    { ...common, entryPoints: ["server/src/cli/render.ts"], outfile: `${folder}/render.js` },
    { ...common, entryPoints: ["server/src/cli/with-rules.ts"], outfile: `${folder}/with-rules.js` },
  ];
}
