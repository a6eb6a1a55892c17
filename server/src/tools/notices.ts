// Collects the licences of the packages that are bundled, which ask to be shipped with copies of them.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** One text of all licences, by package name; `inputs` are the bundled files as esbuild names them. Throws if a package has none. */
export function noticesOf(inputs: Iterable<string>): string {
  const folders = new Set<string>();
  for (const input of inputs) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder) folders.add(folder);
  }
  const notices = [...folders].map(noticeOf).sort();
  return `kube-clinic contains these packages.\n\n${[...new Set(notices)].join("\n")}`;
}

function noticeOf(folder: string): string {
  // A package's manifest has these members: npm demands them.
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const text = name ? readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n").trim() : manifest.license;
  if (!text) throw new Error(`${manifest.name} has no licence`);
  return `== ${manifest.name} ${manifest.version}\n\n${text}\n`;
}
