// What a check looks at, and what it says of what it can't use.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pod, runIn, type Setting } from "./sample-world.ts";

const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n";
const budget = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\n";
const fine = pod("fine", { token: false });

async function check(
  files: Readonly<Record<string, string>>,
  line: string,
  status: number,
  stdout: string,
  setting?: Setting,
): Promise<void> {
  const ran = await runIn(files, line, setting);
  assert.deepEqual([ran.stdout, ran.stderr, ran.status], [stdout, "", status], line);
}

test("a named file is reported alone, its neighbours are read", async () => {
  await check({ "web.yaml": deployment, "pdb.yaml": budget, "bad.yaml": pod("bad") }, "-q web.yaml", 0, "");
  await check(
    { "web.yaml": deployment, "bad.yaml": pod("bad") },
    "-q web.yaml",
    0,
    "web.yaml:3:19  info     Deployment `web` has no disruption budget  budget-missing\n",
  );
});

test("without a policy and a repository, the own folder is the root, and nothing below it; or the chart", async () => {
  const prepare = removeRepository;
  const below = { "web.yaml": deployment, "below/pdb.yaml": budget };
  assert.match((await runIn(below, "-q web.yaml", { prepare })).stdout, /budget-missing/);
  await check({ "web.yaml": deployment, "pdb.yaml": budget, "below/x.yaml": "[" }, "-q web.yaml", 0, "", { prepare });
  const chart = { "Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n", "templates/a.yaml": pod("a") };
  const found = "templates/a.yaml:4:1  warning  Pod mounts a token  token-mounted\n";
  for (const line of ["-q templates/a.yaml", "-q"]) await check(chart, line, 1, found, { prepare });
});

test("a folder is a root of its own", async () => {
  const files = { "a/web.yaml": deployment, "b/pdb.yaml": budget };
  await check(files, "-q", 0, "");
  assert.match((await runIn(files, "-q a")).stdout, /budget-missing/);
});

test("what is no Kubernetes YAML is a problem only where it was named", async () => {
  const files = { "values.yaml": "a: 1\n", "broken.yaml": "a: [\n", "package.json": "{}", "ok.yaml": fine };
  await check(files, "-q", 0, "");
  await check(
    files,
    "-q values.yaml",
    2,
    "values.yaml  problem  No Kubernetes object in here: no document has `apiVersion` and `kind`\n",
  );
  assert.equal((await runIn(files, "broken.yaml")).status, 2);
});

test("broken YAML that hides a resource is a problem, found or named", async () => {
  const { stdout, status } = await runIn({ "a.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: [\n" }, "-q");
  assert.equal(status, 2);
  assert.match(stdout, /^a.yaml:3:\d+ {2}problem {2}/);
});

test("broken YAML that hides even its kind is said once, found or named", async () => {
  const files = { "a.yaml": "apiVersion: v1\nkind: [Pod\n" };
  for (const words of ["-q", "-q a.yaml"]) await check(files, words, 2, "a.yaml:2:7  problem  This `[` is never closed\n");
});

test("JSON that holds an object is read", async () => {
  const json = JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "x" }, spec: { containers: [] } });
  await check(
    { "pod.json": json, "data.json": '{"kind":"x"}' },
    "-q",
    1,
    "pod.json:1:57  warning  Pod mounts a token  token-mounted\n",
  );
});

test("standard input: lists, and the file that it stands for", async () => {
  const list = JSON.stringify({
    apiVersion: "v1",
    kind: "List",
    items: [JSON.parse('{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[]}}')],
  });
  const ran = await runIn({ "other.yaml": pod("o") }, "-q -", { stdin: list });
  assert.match(ran.stdout, /^<stdin>:1:\d+ {2}warning {2}Pod mounts a token {2}token-mounted\n$/);
  await check(
    { "pdb.yaml": budget, "kube-clinic.yaml": "rules: { token-mounted: off }\n" },
    "-q - --stdin-filename web.yaml",
    0,
    "",
    { stdin: deployment },
  );
  const named = await runIn({}, "-q - --stdin-filename k8s/web.yaml", { stdin: pod("x") });
  assert.equal(named.stdout, "k8s/web.yaml:4:1  warning  Pod mounts a token  token-mounted\n");
  const none = await runIn({}, "-q -", { stdin: "" });
  assert.equal(none.status, 2);
  const large = await runIn({}, "-", { readStdin: async () => undefined });
  assert.deepEqual([large.status, large.stderr], [2, "kube-clinic: Standard input is larger than 16 MB\n"]);
});

test("paths that are not there say what may have been meant", async () => {
  const files = { "k8s/web.yaml": fine };
  await check(files, "-q k8s/wep.yaml", 2, "k8s/wep.yaml  problem  No such file or folder (did you mean `k8s/web.yaml`?)\n");
  await check(files, "-q k9s", 2, "k9s  problem  No such file or folder (did you mean `k8s`?)\n");
  await check(files, "-q explian", 2, "explian  problem  No such file or folder (did you mean the command `explain`?)\n");
  await check(files, "-q zzzzzz k8s", 2, "zzzzzz  problem  No such file or folder\n");
});

test("paths outside of the current folder are absolute", async () => {
  const { stdout, folder } = await runIn({ "a/x.yaml": pod("x"), "b/y.yaml": fine }, "-q ../a", { at: "b" });
  assert.equal(stdout, `${folder}/a/x.yaml:4:1  warning  Pod mounts a token  token-mounted\n`);
});

test("inputs that can't be read are problems: pipes, folders in disguise, what is too large or no text", async () => {
  const line = "-q pipe.yaml zero.yaml large.yaml latin.yaml a.yaml/x";
  const { stdout, status } = await runIn({ "a.yaml": fine }, line, { prepare: addUnreadable });
  assert.equal(status, 2);
  assert.equal(
    stdout,
    `a.yaml/x  problem  No such file or folder

large.yaml  problem  File is larger than 16 MB

latin.yaml:2:13  problem  These bytes are not UTF-8, so the file is not read

pipe.yaml  problem  This is a pipe, only regular files are read; \`-\` reads standard input

zero.yaml  problem  Only regular files are read
`,
  );
  const walked = await runIn({ "a.yaml": fine }, "-q", { prepare: addUnreadable });
  assert.deepEqual(walked.stdout.match(/^\w+/gm), ["large", "latin"]);
});

test("hostile files end in bounded time", async () => {
  const deep = `apiVersion: v1\nkind: Pod\nspec: ${"[".repeat(100_000)}`;
  const aliases = `apiVersion: v1\nkind: Pod\na: &a [x]\n${Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [*${i ? `a${i - 1}` : "a"}, *${i ? `a${i - 1}` : "a"}]\n`).join("")}`;
  const { status, stderr } = await runIn(
    { "deep.yaml": deep, "aliases.yaml": aliases, "nul.yaml": "apiVersion: v1\nkind: Pod\nx: \0\n" },
    "-q",
  );
  assert.equal(stderr, "");
  assert.equal(status, 2);
});

test("as many problems as there are lines", async () => {
  const text = `${fine}${"# kube-clinic-ignore\n".repeat(150_000)}`;
  const ran = await runIn({ "a.yaml": text }, "-q");
  assert.equal(ran.stderr, "");
  assert.ok(ran.stdout.length > 150_000 * 20);
});

test("a folder with an absurd number of levels is walked", async () => {
  const deep = Array.from({ length: 200 }, () => "d").join("/");
  const ran = await runIn({}, "-q", {
    prepare: (folder) => (
      mkdirSync(path.join(folder, deep), { recursive: true }),
      writeFileSync(path.join(folder, deep, "a.yaml"), pod("a"))
    ),
  });
  assert.match(ran.stdout, /^(?:d\/){200}a.yaml:4:1/);
});

function addUnreadable(folder: string): void {
  execFileSync("mkfifo", [path.join(folder, "pipe.yaml")]);
  symlinkSync("/dev/zero", path.join(folder, "zero.yaml"));
  writeFileSync(path.join(folder, "large.yaml"), "#".repeat(16_000_001));
  writeFileSync(path.join(folder, "latin.yaml"), "apiVersion: v1\nkind: Pod # \xe4\n", "latin1");
}

function removeRepository(folder: string): void {
  rmSync(path.join(folder, ".git"), { recursive: true });
}
