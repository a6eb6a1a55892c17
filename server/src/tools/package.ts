// Makes the extension's package, kube-clinic.vsix, of what has been built.

import { spawnSync } from "node:child_process";
import { rmSync, statSync } from "node:fs";

const name = "kube-clinic.vsix";
const limit = 2_500_000; // bytes; the server is in it twice, for Node and for browsers

/** Returns the package's path; throws if vsce refuses or the package is too large. */
export function makePackage(): string {
  rmSync(name, { force: true });
  const args = ["--no-install", "vsce", "package", "--no-dependencies", "--out", name];
  const { status, stdout, stderr } = spawnSync("npx", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`vsce ended with ${status}\n${stdout}${stderr}`);
  const { size } = statSync(name);
  if (size > limit) throw new Error(`${name} has ${size} bytes, more than ${limit}`);
  return name;
}
