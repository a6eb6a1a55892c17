// Inputs that mean harm, end to end through the engine: said where they stand, in bounded time and memory.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fixFile } from "../../server/src/lint/fix.ts";
import { reportFile } from "../../server/src/lint/report.ts";
import { indexRules } from "../../server/src/lint/rule-set.ts";
import { rules } from "../../server/src/rules/index.ts";
import { apply, createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";

const root = "/work";
const config = { index: indexRules(rules), today: "2026-01-01" };
const mostTime = 15_000; // ms of this process, so that a busy machine does not count
const mostMemory = 700e6; // bytes more than before

interface Expected {
  /** Some problem says this; undefined: nothing is said to be wrong. */
  readonly problem?: RegExp;
  /** The line, from 0, on which that problem starts. */
  readonly line?: number;
  /** Other files of the same folder. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What the resources behind the hostile part are still found to have. */
  readonly rule?: string;
  /** The file's name where it is not a manifest's. */
  readonly name?: string;
}

function check(title: string, make: () => string, expected: Expected = {}): void {
  test(title, () => {
    const text = make();
    const path = `${root}/${expected.name ?? "hostile.yaml"}`;
    const memory = process.memoryUsage().rss;
    const start = process.cpuUsage();
    const beside = Object.entries(expected.beside ?? {}).map(([name, text]) => [`${root}/${name}`, text] as const);
    let state = open(new Map([...beside, [path, text]]));
    const report = reportFile(state, path, rules);
    for (const other of state.files.keys()) assert.deepEqual(reportFile(state, other, rules).crashes, []);
    state = apply(state, { files: new Map([[path, `${text}\n# edited`]]) }).snapshot;
    reportFile(state, path, rules);
    fixFile(state, path, rules, { safeties: new Set(["safe", "confirm", "template"]) });
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;
    const grown = process.memoryUsage().rss - memory;

    assert.ok(took < mostTime, `took ${took.toFixed(0)} ms`);
    assert.ok(grown < mostMemory, `took ${(grown / 1e6).toFixed(0)} MB`);
    for (const { start, end } of report.problems)
      assert.ok(0 <= start && start <= end && end <= text.length, "a problem lies in the text");
    for (const { finding, part } of report.findings)
      assert.ok(part.offset + finding.end <= text.length, "a finding lies in the text");
    for (const { message } of report.problems) assert.ok(message.length < 500, `a message of ${message.length} characters`);
    const { problem, line, rule } = expected;
    if (problem === undefined) assert.deepEqual(report.problems, []);
    else {
      const said = report.problems.find(({ message }) => problem.test(message));
      assert.ok(said, `none of ${JSON.stringify(report.problems.slice(0, 3))} says ${problem}`);
      if (line !== undefined) assert.equal(text.slice(0, said.start).split("\n").length - 1, line);
    }
    if (rule !== undefined)
      assert.ok(
        report.findings.some(({ finding }) => finding.rule === rule),
        `no ${rule} among the findings`,
      );
  });
}

function open(files: ReadonlyMap<string, string>): Snapshot {
  return apply(createSnapshot(config), { files, roots: [root], complete: [root] }).snapshot;
}

const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: c\n      image: nginx:latest\n";
const repeat = (count: number, piece: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => piece(i)).join("");

/** Each level holds ten of the one before: written out, ten to that power. */
const bomb = (levels: number, wrap: (aliases: string) => string): string =>
  "a0: &a0 [x]\n" +
  repeat(levels, (i) => `a${i + 1}: &a${i + 1} ${wrap(Array.from({ length: 10 }, () => `*a${i}`).join(", "))}\n`);

check("alias bomb of sequences", () => `${pod}${bomb(12, (aliases) => `[${aliases}]`)}`, { rule: "image-tag-missing-or-latest" });
check(
  "alias bomb in the containers",
  () => `${bomb(9, (aliases) => `[${aliases}]`)}${pod.replace(/containers:[^]*/, "containers: *a9\n")}`,
);
check("alias bomb of merge keys", () => {
  const levels = repeat(12, (i) => `x${i + 1}: &m${i + 1}\n  <<: [${Array.from({ length: 10 }, () => `*m${i}`).join(", ")}]\n`);
  return `x0: &m0 { image: a }\n${levels}${pod}      <<: *m12\n`;
});
check("a List of Lists by alias", () => {
  const levels = repeat(
    9,
    (i) =>
      `l${i + 1}: &l${i + 1} { apiVersion: v1, kind: List, items: [${Array.from({ length: 10 }, () => `*l${i}`).join(", ")}] }\n`,
  );
  return `l0: &l0 { apiVersion: v1, kind: Pod, metadata: { name: p }, spec: { containers: [{ name: c, image: a }] } }\n${levels}apiVersion: v1\nkind: List\nitems: [*l9]\n`;
});
check("a List of 20,000 aliases of one Pod", () => {
  const one = "x: &p { apiVersion: v1, kind: Pod, metadata: { name: p }, spec: { containers: [{ name: c, image: a }] } }\n";
  return `${one}apiVersion: v1\nkind: List\nitems:\n${repeat(20_000, () => "  - *p\n")}`;
});
check("a node that holds itself", () => `${pod}  volumes: &v [*v]\n`);
check("a map that merges itself", () => `${pod}  nodeSelector: &n { <<: *n }\n`);
check("an alias of nothing", () => `${pod}  nodeName: *nothing\n`, { problem: /nothing/, line: 7 });

check("10,000 flow levels", () => `${pod}  x: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`, { problem: /200 levels/, line: 7 });
check("10,000 flow levels never closed", () => `${pod}  x: ${"[{a: ".repeat(10_000)}`, { problem: /./ });
check("1,000 block levels", () => `${pod}  x:\n${repeat(1000, (i) => `${" ".repeat(4 + i)}a:\n`)}`, { problem: /200 levels/ });
check("10,000 sequences in one line", () => `${pod}  x:\n    ${"- ".repeat(10_000)}a\n`, { problem: /200 levels/, line: 8 });

check("10 MB in one plain line", () => `${pod}  nodeName: ${"x".repeat(10e6)}\n`, { rule: "image-tag-missing-or-latest" });
check("500,000 items in one flow line", () => `${pod}  x: [${"a, ".repeat(500_000)}]\n`);
check("10 MB of braces", () => `${pod}  x: ${"{},".repeat(10e6 / 3)}\n`, { problem: /./ });
check("10 MB of open quotes", () => `${pod}  x: ${'"'.repeat(10e6)}\n`, { problem: /./ });
check("10 MB of spaces", () => `${pod}  x:${" ".repeat(10e6)}y\n`);
check("10 MB of comment", () => `${pod}# ${"kube-clinic-ignore ".repeat(10e6 / 19)}\n`, { problem: /not understood/, line: 7 });
check("10 MB of dashes", () => `${pod}${"-".repeat(10e6)}\n`, { problem: /./ });
check("10 MB of tabs", () => `${pod}\t${"\t".repeat(10e6)}x`, { problem: /./ });
check("100,000 documents", () => repeat(100_000, () => "---\nx: 1\n") + `---\n${pod}`, { problem: /first 20000 documents/ });
check("10,000 documents", () => repeat(10_000, () => "---\nx: 1\n") + `---\n${pod}`, { rule: "image-tag-missing-or-latest" });
check("100,000 equal keys", () => `${pod}${repeat(100_000, () => "x: 1\n")}`, { problem: /x/ });
check("100,000 anchors", () => `${pod}  x:\n${repeat(100_000, (i) => `    - &a${i} ${i}\n`)}`);
check("1,000 containers", () => `${pod}${repeat(1000, (i) => `    - name: c${i}\n      image: a\n`)}`);
check(
  "2,000 Services that select 2,000 Deployments",
  () =>
    repeat(2000, (i) => `---\napiVersion: v1\nkind: Service\nmetadata: { name: s${i} }\nspec: { selector: { app: a } }\n`) +
    repeat(
      2000,
      (i) =>
        `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d${i} }\nspec: { template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: c, image: a }] } } }\n`,
    ),
);

check("NUL bytes", () => `${pod}  x: a\0b\n`, { problem: /./, line: 7 });
check("lone surrogates", () => `${pod}  nodeName: \ud83c\n  x: \udf89\n`, {
  problem: /U\+D83C/,
  line: 7,
  rule: "image-tag-missing-or-latest",
});
check("nothing but NUL bytes", () => "\0".repeat(100_000)); // no Kubernetes, so nothing to say
check("bytes of a program", () => repeat(100_000, (i) => String.fromCharCode((i * 7919) % 256)));
check("a byte order mark in the middle", () => `${pod}---\n\uFEFF${pod}`);
check("line ends of three kinds", () => `${pod}---\r\n${pod.replaceAll("\n", "\r\n")}---\r${pod.replaceAll("\n", "\r")}`);
check("a line separator in a value", () => `${pod}  nodeName: "a\u2028b"\n`);
check("keys of JavaScript", () => `${pod}  __proto__: { constructor: x, toString: y }\n  constructor: z\n`, {
  rule: "image-tag-missing-or-latest",
});

check("a policy that is an alias bomb", () => `${bomb(12, (aliases) => `[${aliases}]`)}rules: *a12\n`, {
  name: "kube-clinic.yaml",
  problem: /./,
});
check("a policy with hostile globs", () => pod, {
  beside: {
    "kube-clinic.yaml": `overrides:\n  - match: { files: ["${"**/*".repeat(200)}x"], names: ["${"*a".repeat(500)}b"] }\n    rules: { image-tag-missing-or-latest: off }\n    reason: x\n`,
  },
  rule: "image-tag-missing-or-latest",
});
check("a policy that extends itself", () => "extends: [./kube-clinic.yaml]\n", {
  name: "kube-clinic.yaml",
  problem: /./,
  line: 0,
});
check("a policy with 20,000 unknown rules", () => `rules:\n${repeat(20_000, (i) => `  no-such-rule-${i}: off\n`)}`, {
  name: "kube-clinic.yaml",
  problem: /no-such-rule-0/,
  line: 1,
});
check("kustomizations that name one another", () => pod, {
  beside: {
    "kustomization.yaml": "resources: [x, ., ../work, hostile.yaml]\n",
    "x/kustomization.yaml": "resources: [.., ../x]\npatches: [{ path: ../hostile.yaml }]\n",
  },
});
