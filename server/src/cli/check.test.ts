// What a check comes to: status, selection, policy, suppressions.

import assert from "node:assert/strict";
import { test } from "node:test";
import { disk } from "../host/disk.ts";
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
