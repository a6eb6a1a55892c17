// What a check prints and writes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pod, runIn, type Setting } from "./sample-world.ts";

const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n";
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
