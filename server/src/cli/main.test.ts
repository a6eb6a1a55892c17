// The bundled command as a process: what only a real machine shows.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { build } from "esbuild";
import { chart } from "./sample-charts.ts";
import { pod, sampleFolder } from "./sample-world.ts";

const bundle = path.join(sampleFolder({}), "cli.js");

before(async () => {
  await build({
    entryPoints: ["server/src/cli/main.ts"],
    outfile: bundle,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
});

function run(words: readonly string[], options: { cwd?: string; input?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...words], {
    encoding: "utf8",
    timeout: 20_000,
    ...options,
  });
  return { status, stdout, stderr };
}

test("status and outputs", () => {
  const cwd = sampleFolder({ "a.yaml": pod("a", { privileged: true }), "empty/x.txt": "" });
  const found = run([], { cwd });
  assert.equal(found.status, 1);
  assert.match(found.stdout, /^a.yaml:8:38 +error +Container `web` runs privileged +privileged-container$/m);
  assert.equal(run(["empty"], { cwd }).status, 0);
  assert.equal(run(["--wibble"], { cwd }).status, 2);
  assert.match(run(["--version"]).stdout, /^kube-clinic \d+\.\d+\.\d+\n$/);
  assert.doesNotMatch(found.stdout, /\u001b/); // oxlint-disable-line no-control-regex
});

test("charts on several threads", () => {
  const cwd = sampleFolder(Object.assign({}, ...Array.from({ length: 6 }, (_, i) => chart(`c${i}`, "privileged: true\n"))));
  const words = ["--select", "privileged-container", "-q"];
  const found = run(words, { cwd });
  const expected = [0, 1, 2, 3, 4, 5].map(
    (i) => `c${i}/values.yaml:1:13  error    Container \`web\` runs privileged  privileged-container\n`,
  );
  assert.deepEqual([found.stdout, found.stderr, found.status], [expected.join("\n"), "", 1]);
  const fixed = run([...words, "--fix=confirm"], { cwd });
  assert.deepEqual([fixed.stdout, fixed.stderr, fixed.status], ["", "", 0]);
});

test("standard input", () => {
  const piped = run(["-", "--format", "json"], { input: pod("a", { privileged: true }) });
  assert.equal(piped.status, 1);
  assert.ok(JSON.parse(piped.stdout).findings.every(({ file }: { file: string }) => file === "<stdin>"));
});

test("a closed pipe is no error", async () => {
  const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`${i}.yaml`, pod(`p${i}`, { privileged: true })]));
  const child = spawn(process.execPath, [bundle, "--format", "json"], {
    cwd: sampleFolder(files),
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.once("data", () => child.stdout.destroy());
  let stderr = "";
  child.stderr.on("data", (text) => (stderr += text));
  const status = await new Promise((resolve) => child.on("close", resolve));
  assert.deepEqual([status, stderr], [1, ""]);
});

test("an output that is full is an error of one line", () => {
  if (!existsSync("/dev/full")) return;
  const { status, stderr } = spawnSync("sh", ["-c", `"${process.execPath}" "${bundle}" --help > /dev/full`], {
    encoding: "utf8",
  });
  assert.deepEqual([status, stderr], [2, "kube-clinic: Output could not be written (ENOSPC)\n"]);
});

test("whatever is thrown at it, it ends with 0, 1 or 2 and without a stack trace", () => {
  const cwd = sampleFolder({
    "deep.yaml": `apiVersion: v1\nkind: Pod\nspec: ${"{a: ".repeat(50_000)}`,
    "nul.yaml": "apiVersion: v1\nkind: Pod\n\0\0\0",
    "keys.yaml": `apiVersion: v1\nkind: Pod\n? [a]\n: b\n<<: *nope\n__proto__: {x: 1}\nconstructor: 1\n`,
    "tabs.yaml": "apiVersion: v1\nkind: Pod\n\tspec:\n\t\tcontainers: x\n",
    "types.yaml":
      "apiVersion: [v1]\nkind: {}\nmetadata: 3\nspec: null\n---\napiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: {a: 1}, volumes: 7}}}\n",
    "kube-clinic.yaml": "extends: [./kube-clinic.yaml, ../../../../etc/passwd]\nrules: [1]\noverrides: 3\n",
  });
  for (const words of [[], ["--fix"], ["--diff"], ["--format", "json"], ["--no-policy", "--select", "all"]]) {
    const { status, stderr, stdout } = run(words, { cwd });
    assert.ok(status === 0 || status === 1 || status === 2, `${words.join(" ")}: ${status}`);
    assert.doesNotMatch(stderr + stdout, /^ {4}at |Internal error|root:/m);
  }
});

test("every rule has a page to explain it", () => {
  const names = readdirSync("server/src/rules", { recursive: true, encoding: "utf8" });
  const rules = JSON.parse(run(["rules", "--format", "json"]).stdout).rules as readonly { id: string; category: string }[];
  assert.ok(rules.length > 0);
  for (const { id, category } of rules) assert.ok(names.includes(path.join(category, `${id}.md`)), id);
});
