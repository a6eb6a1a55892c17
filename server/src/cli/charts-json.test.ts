// Charts in the JSON report: occurrences, fixes that were proven, fingerprints.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chart, podTemplate } from "./sample-charts.ts";
import { runIn } from "./sample-world.ts";

type Files = Readonly<Record<string, string>>;

interface Report {
  readonly findings: readonly { readonly rule: string; readonly fingerprint: string; readonly fixes?: readonly object[] }[];
  readonly problems: readonly object[];
  readonly summary: Readonly<Record<string, unknown>>;
}

async function json(files: Files, line = ""): Promise<Report> {
  const { stdout } = await runIn(files, `--format json ${line}`);
  // The reporter's own shape.
  return JSON.parse(stdout) as Report;
}

test("as in the contract", async () => {
  const values = "noToken: true\nprivileged: false\n";
  const report = await json(chart("charts/web", values, { "values-prod.yaml": "# mine\nprivileged: true\n" }));
  const resource = { apiVersion: "v1", kind: "Pod", name: "release-name-web" };
  const [finding] = report.findings;
  assert.match(finding?.fingerprint ?? "", /^[0-9a-f]{20}$/);
  assert.deepEqual(report, {
    version: 1,
    tool: { name: "kube-clinic", version: "0.0.0" },
    findings: [
      {
        rule: "privileged",
        category: "pod-security",
        severity: "error",
        message: "Container `web` is privileged",
        help: "https://github.com/kube-clinic/kube-clinic/blob/main/server/src/rules/pod-security/privileged.md",
        file: "charts/web/values-prod.yaml",
        range: { start: { line: 2, column: 13 }, end: { line: 2, column: 17 } },
        resource,
        container: "web",
        occurrences: [{ resource, container: "web", rendered: { template: "templates/pod.yaml", line: 11 }, profiles: ["prod"] }],
        related: [
          {
            file: "charts/web/templates/pod.yaml",
            range: { start: { line: 13, column: 21 }, end: { line: 13, column: 45 } },
            message: "Written by this template",
          },
        ],
        fixes: [{ title: "Set `privileged: false` in values-prod.yaml (`privileged`)", safety: "confirm" }],
        fingerprint: finding?.fingerprint,
      },
    ],
    problems: [],
    summary: {
      files: 1,
      documents: 1,
      resources: 1,
      charts: 1,
      findings: { error: 1, warning: 0, info: 0 },
      occurrences: 1,
      fixable: 1,
      fixed: 0,
      suppressed: 0,
      milliseconds: 0,
    },
  });
});

test("one cause is one finding, its occurrences are listed; profiles of one container are together", async () => {
  const twice = `${podTemplate}---\n${podTemplate.replace("-web", "-api")}`;
  const { findings, summary } = await json(
    chart("web", "privileged: true\nnoToken: true\n", { "templates/pod.yaml": twice, "values-prod.yaml": "more: 1\n" }),
  );
  assert.equal(findings.length, 1);
  assert.equal(summary["occurrences"], 2);
  assert.match(JSON.stringify(findings[0]), /"release-name-web".*"profiles":\["default","prod"\].*"release-name-api"/);
});

test("a fix that does not hold is not listed", async () => {
  const refuses = `{{ if not .Values.privileged }}{{ fail "No" }}{{ end }}\n`;
  const { findings, summary } = await json(
    chart("web", "privileged: true\nnoToken: true\n", { "templates/need.yaml": refuses }),
    "--select privileged",
  );
  assert.deepEqual([findings.length, findings[0]?.fixes, summary["fixable"]], [1, undefined, 0]);
});

test("fingerprints survive moved lines, other profiles and another release's name", async () => {
  const values = "privileged: true\nnoToken: true\n";
  const first = await fingerprintsOf(chart("web", values));
  assert.deepEqual(await fingerprintsOf(chart("web", `# a\n\n${values}`, { "values-prod.yaml": "x: 1\n" })), first);
  assert.deepEqual(await fingerprintsOf(chart("web", values, { "templates/pod.yaml": `# x\n${podTemplate}` })), first);
  assert.notDeepEqual(
    await fingerprintsOf(chart("web", values, { "templates/pod.yaml": podTemplate.replace("-web", "-x") })),
    first,
  );
});

test("two runs differ in nothing", async () => {
  const files = Object.assign({}, ...Array.from({ length: 6 }, (_, i) => chart(`c${5 - i}`, "privileged: true\n"))) as Files; // an object of objects
  assert.deepEqual(await json(files), await json(files));
});

async function fingerprintsOf(files: Files): Promise<readonly string[]> {
  return (await json(files)).findings.map(({ fingerprint }) => fingerprint);
}
