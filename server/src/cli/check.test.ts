// The command `check` from its words to its outputs and status.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { disk } from "../host/disk.ts";
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

test("text: a finding a line, grouped by file, then what there is to do", async () => {
  const files = {
    "k8s/web.yaml": `${pod("web", { privileged: true })}---\n${deployment}`,
    "k8s/a.yaml": pod("a"),
    "b.yaml": fine,
  };
  await check(
    files,
    "",
    1,
    `k8s/a.yaml:4:1  warning  Pod mounts a token  token-mounted

k8s/web.yaml:4:1    warning  Pod mounts a token                         token-mounted
k8s/web.yaml:8:38   error    Container \`web\` is privileged              privileged
k8s/web.yaml:12:19  info     Deployment \`web\` has no disruption budget  budget-missing

1 error, 2 warnings, 1 info in 2 of 3 files (4 resources)
Fix 2:                 kube-clinic check --fix
Fix 1 more, with care: kube-clinic check --fix=confirm
`
      .replace("care: kube", "care:  kube")
      .replace("Fix 2:                 ", "Fix 2:                  "),
  );
});

test("text: nothing found, nothing there, no summary", async () => {
  await check({ "b.yaml": fine }, "", 0, "No findings in 1 file (1 resource)\n");
  await check({ "b.yaml": "a: 1\n" }, "", 0, "No Kubernetes YAML found in this folder\n");
  await check({ "b.yaml": fine }, "--quiet", 0, "");
  await check({ "b.yaml": pod("b") }, "-q", 1, "b.yaml:4:1  warning  Pod mounts a token  token-mounted\n");
});

test("text: colours on a terminal only, and not against NO_COLOR", async () => {
  const files = { "b.yaml": pod("b", { privileged: true }) };
  const coloured = (await runIn(files, "-q", { terminal: true })).stdout;
  assert.match(coloured, /\u001b\[31merror\u001b\[39m +Container \u001b\[36mweb\u001b\[39m is privileged/); // oxlint-disable-line no-control-regex
  for (const env of [{ NO_COLOR: "1" }, { TERM: "dumb" }])
    assert.equal((await runIn(files, "-q", { terminal: true, env })).stdout, (await runIn(files, "-q")).stdout);
  assert.equal((await runIn(files, "-q", { env: { FORCE_COLOR: "1" } })).stdout, coloured);
});

test("the command that fixes repeats what it takes to find the same", async () => {
  const { stdout } = await runIn({ "my k8s/b.yaml": pod("b"), "p.yaml": "extends: [recommended]\n" }, [
    "my k8s",
    "--policy",
    "p.yaml",
    "--extend-select",
    "all",
  ]);
  assert.match(stdout, /Fix 1: {2}kube-clinic check --fix --policy p.yaml --extend-select all 'my k8s'\n/);
});

test("names from the input can't write to the terminal", async () => {
  const { stdout } = await runIn(
    { "b.yaml": pod("b", { privileged: true }).replace("- name: web", '- name: "\\e[2J\\u202e"') },
    "-q --select privileged",
  );
  assert.equal(
    stdout,
    "b.yaml:8:38  error  Container `\\u{1b}[2J\\u{202e}` is privileged  privileged\n".replace("error  ", "error    "),
  );
});

test("json: as in the contract", async () => {
  const files = {
    "k8s/web.yaml": `# ü😀\n---\n${pod("web", { privileged: true }).replace("name: web }", "name: web, namespace: shop }")}`,
  };
  const { stdout, status } = await runIn(files, "--format json --select privileged", { now: () => 5 });
  assert.equal(status, 1);
  const [fingerprint] = /(?<="fingerprint": ")[0-9a-f]{20}(?=")/.exec(stdout) ?? [];
  const resource = { apiVersion: "v1", kind: "Pod", namespace: "shop", name: "web" };
  const expected = {
    version: 1,
    tool: { name: "kube-clinic", version: "0.0.0" },
    findings: [
      {
        rule: "privileged",
        category: "pod-security",
        severity: "error",
        message: "Container `web` is privileged",
        help: "https://github.com/kube-clinic/kube-clinic/blob/main/server/src/rules/pod-security/privileged.md",
        file: "k8s/web.yaml",
        range: { start: { line: 10, column: 38 }, end: { line: 10, column: 42 } },
        resource,
        container: "web",
        occurrences: [{ resource, container: "web" }],
        fixes: [{ title: "Set `privileged: false`", safety: "confirm" }],
        fingerprint,
      },
    ],
    problems: [],
    summary: {
      files: 1,
      documents: 1,
      resources: 1,
      charts: 0,
      findings: { error: 1, warning: 0, info: 0 },
      occurrences: 1,
      fixable: 1,
      fixed: 0,
      suppressed: 0,
      milliseconds: 0,
    },
  };
  assert.equal(stdout, `${JSON.stringify(expected, undefined, 2)}\n`);
});

test("status: from which severity on", async () => {
  const cases: readonly [string, number, string?][] = [
    ["", 1],
    ["--fail-on warning", 1],
    ["--fail-on info", 1],
    ["--fail-on error", 0],
    ["--fail-on never", 0],
    ["--max-warnings 1", 0],
    ["--max-warnings 0", 1],
    ["--ignore token-mounted --fail-on info", 1, deployment],
    ["--ignore token-mounted", 0, deployment],
    ["--fail-on error --select privileged", 1, pod("x", { privileged: true })],
    ["--fail-on never --select privileged", 0, pod("x", { privileged: true })],
  ];
  for (const [line, status, text = pod("b")] of cases) assert.equal((await runIn({ "b.yaml": text }, line)).status, status, line);
});

test("selection", async () => {
  const files = { "b.yaml": `${pod("b", { privileged: true })}---\n${deployment}` };
  const rules = async (line: string) =>
    [...(await runIn(files, line)).stdout.matchAll(/(?<= {2})[a-z-]+$/gm)].map(([id]) => id).sort();
  assert.deepEqual(await rules("--select all"), ["budget-missing", "privileged", "token-mounted"]);
  assert.deepEqual(await rules("--select CKV_K8S_16"), ["privileged"]);
  assert.deepEqual(await rules("--select PSS-B,reliability"), ["budget-missing", "privileged"]);
  assert.deepEqual(await rules("--ignore security"), ["budget-missing"]);
  const unknown = await runIn(files, "--select privilegd");
  assert.deepEqual([unknown.status, unknown.stdout], [2, ""]);
  assert.match(unknown.stderr, /unknown rule.*`privilegd` \(did you mean `privileged`\?\)\n/);
  assert.equal((await runIn(files, "--kubernetes 9.9")).status, 2);
});

test("the nearest policy holds, another instead of it, or none", async () => {
  const files = {
    "kube-clinic.yaml": "rules: { token-mounted: error }\n",
    "sub/.kube-clinic.yaml": "rules: { token-mounted: off }\n",
    "other.yaml": "rules: { token-mounted: info }\n",
    "a.yaml": pod("a"),
    "sub/b.yaml": pod("b"),
  };
  const found = async (line: string, at = "") => (await runIn(files, `-q ${line}`, { at })).stdout.replaceAll(/ +/g, " ");
  assert.equal(await found(""), "a.yaml:4:1 error Pod mounts a token token-mounted\n");
  assert.match(await found("../a.yaml", "sub"), /\/a.yaml:4:1 error /);
  assert.match(await found("--policy other.yaml"), /^a.yaml:4:1 info .*\n\nsub\/b.yaml:4:1 info /);
  assert.match(await found("--no-policy"), /^a.yaml:4:1 warning .*\n\nsub\/b.yaml:4:1 warning /);
});

test("a policy that can't be used is located, and never means no policy", async () => {
  const policy = "rules: { token-mountd: off }\n";
  await check(
    { "kube-clinic.yaml": policy, "a.yaml": fine },
    "-q",
    2,
    "kube-clinic.yaml:1:10  problem  Unknown rule `token-mountd` (did you mean `token-mounted`?)\n",
  );
  const inSub = await runIn({ "kube-clinic.yaml": policy, "sub/a.yaml": fine }, "sub");
  assert.deepEqual([inSub.status, inSub.stdout.split(":")[0]], [2, "kube-clinic.yaml"]);
  const missing = await runIn({ "a.yaml": fine }, "--policy nope.yaml");
  assert.deepEqual([missing.status, missing.stdout], [2, ""]);
  assert.match(missing.stderr, /`--policy nope.yaml`: No such file/);
  const folder = await runIn({ "kube-clinic.yaml/x": "", "a.yaml": fine }, "-q a.yaml");
  assert.deepEqual([folder.status, folder.stdout], [2, "kube-clinic.yaml  problem  This is a folder\n"]);
});

test("a named file is reported alone, its neighbours are read", async () => {
  await check({ "web.yaml": deployment, "pdb.yaml": budget, "bad.yaml": pod("bad") }, "-q web.yaml", 0, "");
  await check(
    { "web.yaml": deployment, "bad.yaml": pod("bad") },
    "-q web.yaml",
    0,
    "web.yaml:3:19  info     Deployment `web` has no disruption budget  budget-missing\n",
  );
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

test("UTF-16 is read, with a word about it, and written as such", async () => {
  const bytes = Buffer.from(`\ufeff${pod("x")}`, "utf16le");
  const { stdout, status, folder } = await runIn({}, "-q --fix x.yaml", {
    prepare: (folder) => writeFileSync(path.join(folder, "x.yaml"), bytes),
  });
  assert.equal(stdout, "x.yaml  note     File is encoded in UTF-16; not every tool reads that, UTF-8 is safe\n");
  assert.equal(status, 0);
  const read = disk.read(path.join(folder, "x.yaml"));
  assert.ok(read && "text" in read && read.encoding === "utf-16le" && read.text.includes("automountServiceAccountToken: false"));
});

test("suppressions: not counted, listed, or ignored", async () => {
  const files = { "a.yaml": pod("a").replace("spec:", 'spec: # kube-clinic-ignore token-mounted reason="needs it"') };
  await check(files, "", 0, "No findings in 1 file (1 resource)\n1 suppressed, listed by --show-suppressed\n");
  await check(
    files,
    "-q --show-suppressed",
    0,
    "a.yaml:4:1  warning  Pod mounts a token  token-mounted suppressed by comment (needs it)\n",
  );
  await check(files, "-q --no-suppressions", 1, "a.yaml:4:1  warning  Pod mounts a token  token-mounted\n");
});

test("--fix writes what is safe, keeps the rest of the file and its mode, and prints what remains", async () => {
  const files = { "a.yaml": `# mine\r\n${pod("a", { privileged: true }).replaceAll("\n", "\r\n")}`, "b.yaml": fine };
  const ran = await runIn(files, "--fix", { prepare: (folder) => chmodSync(path.join(folder, "a.yaml"), 0o640) });
  assert.equal(
    ran.stdout,
    `a.yaml:9:38  error    Container \`web\` is privileged  privileged

Fixed 1 finding
1 error in 1 of 2 files (2 resources)
Fix 1, with care:  kube-clinic check --fix=confirm
`,
  );
  assert.equal(ran.status, 1);
  assert.equal(ran.read("a.yaml").replace(/ *automountServiceAccountToken: false\r\n/, ""), files["a.yaml"]);
  assert.notEqual(ran.read("a.yaml"), files["a.yaml"]);
  assert.equal(ran.read("b.yaml"), files["b.yaml"]);
  assert.equal(statSync(path.join(ran.folder, "a.yaml")).mode & 0o777, 0o640);
  const all = await runIn(files, "--fix=confirm");
  assert.deepEqual([all.status, all.stdout], [0, "Fixed 2 findings\nNo findings in 2 files (2 resources)\n"]);
});

test("--fix does not write over what changed meanwhile, and says what could not be written", async () => {
  let reads = 0;
  const racing = {
    ...disk,
    read: (path: string) =>
      path.endsWith("a.yaml") && reads++ > 0
        ? { text: "other", encoding: "utf-8" as const, invalidAt: undefined }
        : disk.read(path),
  };
  const raced = await runIn({ "a.yaml": pod("a") }, "-q --fix", { disk: racing });
  assert.match(raced.stdout, /^a.yaml +problem +File changed while it was checked, so its fixes were not written\n/);
  assert.match(raced.stdout, /token-mounted/);
  assert.deepEqual([raced.status, raced.read("a.yaml")], [2, pod("a")]);
  const full = { ...disk, replace: () => ({ problem: "No space left on the disk" }) };
  const failed = await runIn({ "a.yaml": pod("a") }, "-q --fix", { disk: full });
  assert.match(failed.stdout, /Fixes were not written: No space left on the disk\n/);
  assert.equal(failed.status, 2);
});

test("--diff prints a patch and writes nothing", async () => {
  const files = { "a.yaml": pod("a"), "b.yaml": fine };
  const ran = await runIn(files, "--diff");
  assert.match(ran.stdout, /^--- a\/a.yaml\n\+\+\+ b\/a.yaml\n@@ .*\n(?:[ +].*\n)+$/);
  assert.match(ran.stdout, /^\+ +automountServiceAccountToken: false$/m);
  assert.deepEqual([ran.status, ran.stderr, ran.read("a.yaml")], [1, "Would fix 1 finding in 1 file\n", files["a.yaml"]]);
  const none = await runIn({ "a.yaml": pod("a", { token: false, privileged: true }) }, "--diff");
  assert.deepEqual([none.status, none.stdout, none.stderr], [0, "", "Nothing to fix\n"]);
  const problem = await runIn({ "a.yaml": pod("a") }, "-q --diff a.yaml nope.yaml");
  assert.deepEqual([problem.status, problem.stderr], [2, "nope.yaml  problem  No such file or folder\n"]);
});

test("--fix of standard input prints the fixed text", async () => {
  const ran = await runIn({}, "-q --fix -", { stdin: pod("a", { privileged: true }) });
  assert.match(ran.stdout, /^apiVersion: v1\n[^]* +automountServiceAccountToken: false\n/);
  assert.match(ran.stderr, /^<stdin>:8:38 {2}error {4}Container `web` is privileged {2}privileged\n$/);
});

test("--output writes files", async () => {
  const files = { "a.yaml": pod("a") };
  const ran = await runIn(files, "-o json=r.json --output text=r.txt");
  assert.equal(JSON.parse(ran.read("r.json")).findings.length, 1);
  assert.equal(ran.read("r.txt"), ran.stdout);
  const moved = await runIn(files, "--format json -o r.json");
  assert.equal(JSON.parse(moved.read("r.json")).findings.length, 1);
  assert.equal(moved.stdout, "1 warning in 1 file (1 resource)\nFix 1:  kube-clinic check --fix\n");
  const failed = await runIn(files, "-o json=no/r.json");
  assert.deepEqual([failed.status, failed.stderr], [2, "kube-clinic: `--output no/r.json`: No such file or folder\n"]);
});

test("--timing and progress go to standard error", async () => {
  const ran = await runIn({ "a.yaml": pod("a") }, "-q --timing");
  assert.match(ran.stderr, /^read +0\.0 ms\nparse +0\.0 ms\nrules +0\.0 ms\nreport +0\.0 ms\n {2}\S+ +0\.0 ms\n/);
  let time = 0;
  const slow = { now: () => (time += 300) };
  assert.match((await runIn({ "a.yaml": fine }, "", { ...slow, terminal: true })).stderr, /Reading: 1 files/);
  assert.equal((await runIn({ "a.yaml": fine }, "", slow)).stderr, "");
  assert.equal((await runIn({ "a.yaml": fine }, "--no-progress", { ...slow, terminal: true })).stderr, "");
});

test("two runs differ in nothing but milliseconds", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [
      `${i % 7}/${i}.yaml`,
      `${pod(`p${i}`, { privileged: i % 2 === 0 })}---\n${deployment}`,
    ]),
  );
  const run = async () => (await runIn(files, "--format json")).stdout;
  assert.equal(await run(), await run());
});

test("an internal error is one line and status 2", async () => {
  const broken = {
    ...disk,
    kindOf: () => {
      throw new Error("boom\n  at somewhere");
    },
  };
  const ran = await runIn({}, "x.yaml", { disk: broken });
  assert.deepEqual([ran.status, ran.stdout, ran.stderr], [2, "", "kube-clinic: Internal error, please report it: boom\n"]);
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
