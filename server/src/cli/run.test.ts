// The other commands, and what is said where there is no such thing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { commands } from "./options.ts";
import { runIn, type Setting } from "./sample-world.ts";

async function refused(line: string, stderr: string): Promise<void> {
  const ran = await runIn({}, line);
  assert.deepEqual([ran.status, ran.stdout, ran.stderr], [2, "", stderr], line);
}

const pages: Setting = { page: (rule) => (rule === "privileged" ? "# privileged\n\nWhy.\n" : undefined) };

test("--version and --help", async () => {
  assert.deepEqual((({ status, stdout }) => [status, stdout])(await runIn({}, "--version")), [0, "kube-clinic 0.0.0\n"]);
  const overview = (await runIn({}, "--help")).stdout;
  for (const { name, later } of commands) assert.equal(overview.includes(`\n  ${name} `), !later, name);
  for (const { name, options, later } of commands) {
    if (later) continue;
    const { status, stdout } = await runIn({}, `${name} -h`);
    assert.equal(status, 0);
    for (const option of options)
      assert.equal(stdout.includes(`${option.name}`), !option.later || stdout.includes(`${option.name}-`), option.name);
  }
});

test("help fits a terminal", async () => {
  for (const line of ["--help", "check --help", "rules --help"])
    for (const row of (await runIn({}, line)).stdout.split("\n")) assert.ok(row.length <= 105, row);
});

test("what comes later says so", async () => {
  for (const name of ["report", "export"])
    await refused(`${name} x`, `kube-clinic: \`kube-clinic ${name}\` is not available yet\n`);
});

test("explain: by our id, by another tool's, by none", async () => {
  const ours = await runIn({}, "explain privileged", pages);
  assert.equal(
    ours.stdout,
    `privileged

Why.

category   pod-security
severity   error
fix        confirm
presets    recommended
standards  PSS-B
elsewhere  checkov:CKV_K8S_16
`,
  );
  for (const id of ["CKV_K8S_16", "checkov:CKV_K8S_16"])
    assert.equal((await runIn({}, `explain ${id}`, pages)).stdout, ours.stdout);
  await refused("explain privilegd", "kube-clinic: Unknown rule `privilegd` (did you mean `privileged`?)\n");
  await refused("explain zzzzzz", "kube-clinic: Unknown rule `zzzzzz`\n");
  await refused("explain token-mounted", "kube-clinic: The page of `token-mounted` is not installed\n");
  await refused(
    "explain",
    "kube-clinic: `explain` takes the id of one rule, or one field such as `Deployment.spec.strategy`\nTry: kube-clinic explain --help\n",
  );
  await refused(
    "explain a b",
    "kube-clinic: `explain` takes the id of one rule, or one field such as `Deployment.spec.strategy`\nTry: kube-clinic explain --help\n",
  );
});

test("rules: a table, JSON, Markdown", async () => {
  assert.equal(
    (await runIn({}, "rules")).stdout,
    `RULE            CATEGORY      SEVERITY  FIX      PRESETS
privileged      pod-security  error     confirm  recommended
token-mounted   access        warning   safe     recommended
budget-missing  reliability   info      -        recommended
`,
  );
  const { rules } = JSON.parse((await runIn({}, "rules --format json")).stdout);
  assert.deepEqual(rules[0], {
    id: "privileged",
    category: "pod-security",
    severity: "error",
    severities: ["error"],
    summary: "Container is privileged",
    help: "https://github.com/kube-clinic/kube-clinic/blob/main/server/src/rules/pod-security/privileged.md",
    since: "0.1.0",
    fixes: ["confirm"],
    presets: ["recommended"],
    standards: ["PSS-B"],
    sources: ["checkov:CKV_K8S_16"],
    reads: "document",
    options: {},
  });
  assert.equal(rules[2].reads, "neighbours");
  const markdown = (await runIn({}, "rules --format markdown")).stdout.split("\n");
  assert.equal(markdown.length, 6);
  assert.match(
    markdown[2] ?? "",
    /^\| \[privileged\]\(https:\S+\) \| pod-security \| error \| confirm \| recommended \| Container is privileged \| PSS-B \| checkov:CKV_K8S_16 \|$/,
  );
  await refused(
    "rules --format yaml",
    "kube-clinic: `--format` can't be `yaml`: text, json, markdown\nTry: kube-clinic rules --help\n",
  );
  await refused(
    "rules x",
    "kube-clinic: `rules` takes no arguments; `kube-clinic explain RULE` shows one\nTry: kube-clinic rules --help\n",
  );
});

test("init writes a policy that can be used, and never over another", async () => {
  const ran = await runIn({}, "init");
  assert.equal(ran.status, 0);
  assert.match(ran.read("kube-clinic.yaml"), /^extends: \[recommended\]$/m);
  const checked = await runIn({ "kube-clinic.yaml": ran.read("kube-clinic.yaml") }, "kube-clinic.yaml");
  assert.deepEqual([checked.status, checked.stderr], [0, ""]);
  for (const name of ["kube-clinic.yaml", ".kube-clinic.yaml"]) {
    const again = await runIn({ [name]: "mine" }, "init");
    assert.deepEqual(
      [again.status, again.stderr, again.read(name)],
      [2, `kube-clinic: ${name} is there already and stays as it is\n`, "mine"],
    );
  }
});

test("lsp starts the server over standard input and output only", async () => {
  let served = 0;
  const serve = async () => void served++;
  assert.equal((await runIn({}, "lsp --stdio", { serve })).status, 0);
  assert.equal((await runIn({}, "lsp", { serve })).status, 2);
  assert.equal(
    (await runIn({}, "lsp --sdtio", { serve })).stderr.split("\n")[0],
    "kube-clinic: Unknown option `--sdtio` (did you mean `--stdio`?)",
  );
  assert.equal(served, 1);
});
