// Every snippet is expanded as the editor does it, and must be what `strict` asks of its author.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { isRemoved, lifecycleOf } from "../server/src/kube/lifecycle.ts";
import { resourcesOf } from "../server/src/kube/resource.ts";
import { reportFile } from "../server/src/lint/report.ts";
import { indexRules } from "../server/src/lint/rule-set.ts";
import { rules } from "../server/src/rules/index.ts";
import { apply, createSnapshot } from "../server/src/workspace/snapshot.ts";
import { expandSnippet, indentSnippet, type ExpandOptions } from "./harness/snippet.ts";

interface SnippetEntry {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const file = "snippets/kubernetes.json";
// The first test below holds the file to this shape.
const snippets = new Map(Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, SnippetEntry>));

/** A part goes where these keys of the Deployment are, at their indentation. */
const parts = new Map<string, { readonly indent: number; readonly keys: readonly string[] }>([
  ["Container", { indent: 8, keys: ["- name"] }],
  ["Security context of a pod", { indent: 6, keys: ["securityContext"] }],
  ["Security context of a container", { indent: 10, keys: ["securityContext"] }],
  ["Probes", { indent: 10, keys: ["readinessProbe", "livenessProbe"] }],
  ["Resources", { indent: 10, keys: ["resources"] }],
  ["Topology spread", { indent: 6, keys: ["topologySpreadConstraints"] }],
]);

/** All but those that miss another object: a snippet stands alone. */
const judging = rules.filter(({ neighbours }) => neighbours !== "missing");

test("snippets are written alike", () => {
  for (const [name, { prefix, description, body }] of snippets) {
    assert.ok(Array.isArray(prefix) && prefix.length >= 2 && prefix[0]?.startsWith("kc-"), `${name}: prefix`);
    assert.match(description, /^[A-Z][^.]*\.$/, `${name}: one sentence`);
    // A tab becomes as many spaces as the editor likes, which is not what aligns the keys of a list's item.
    assert.ok(body.length > 0 && body.every((line) => /^[^\t\r\n]*\S$/.test(line)), `${name}: body`);
  }
});

test("each prefix stands for one snippet", () => {
  const prefixes = [...snippets.values()].flatMap(({ prefix }) => prefix).toSorted();
  assert.deepEqual(prefixes, [...new Set(prefixes)].toSorted());
});

test("there is a template for each of these kinds", () => {
  const kinds = new Set([...snippets.keys()].flatMap((name) => (parts.has(name) ? [] : kindsIn(expand(name)))));
  const wanted =
    "CronJob DaemonSet Deployment HTTPRoute HorizontalPodAutoscaler Ingress Job LimitRange Namespace NetworkPolicy Pod " +
    "PodDisruptionBudget ResourceQuota Role RoleBinding Service ServiceAccount StatefulSet";
  assert.deepEqual([...kinds].toSorted().join(" "), wanted);
});

test("package.json does not offer them everywhere in YAML: our completion does, where they fit", () => {
  // npm holds the file to this shape.
  const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as { contributes: object };
  assert.ok(!("snippets" in contributes));
});

for (const name of snippets.keys())
  describe(name, () => {
    test("tab stops run down the page from 1", () => {
      const { stops } = expand(name);
      assert.deepEqual(
        stops,
        stops.map((_, i) => i + 1),
      );
    });

    test("as it is inserted", () => assertClean(place(name)));

    test("with every choice", () => {
      for (const [stop, options] of expand(name).choices)
        for (const option of options) {
          const { problems } = lint(place(name, { typed: new Map([[stop, option]]) }));
          assert.deepEqual(problems, [], option);
        }
    });
  });

test("the hosts of parts lack what the part brings", () => {
  const fine = [...parts].filter(([, { indent, keys }]) => lint(cut(indent, keys).text).findings.length === 0);
  // No rule asks for a spread, nor judges a pod without containers.
  assert.deepEqual(
    fine.map(([name]) => name),
    ["Container", "Topology spread"],
  );
});

describe("the expansion", () => {
  check("$1 ${1:a} $1 ${2:b$1}", "a a a ba");
  check("${1:${2:in}ner} $2", "inner in");
  check("${1|x,y\\,z,\\||} $1", "x x", new Map([[1, ["x", "y,z", "|"]]]));
  check("\\$1 \\} \\\\ $ $(A) }", "$1 } \\ $ $(A) }");
  check("${NAME:else} $NAME ${OTHER:${1:else}} $OTHER.", "me me else .", undefined, { variables: new Map([["NAME", "me"]]) });
  check("${1:a} $1 ${2:b}", "z z b", undefined, { typed: new Map([[1, "z"]]) });
  check("a\n${0}\n${1:b}", "a\n\nb");
  for (const body of ["${1:a", "${1|a}", "${1/a/b/}", "${1:$1}", "${1:${2:$1}}"])
    test(`refuses ${body}`, () => assert.throws(() => expandSnippet([body])));
});

function check(
  body: string,
  text: string,
  choices: ReadonlyMap<number, readonly string[]> = new Map(),
  options?: ExpandOptions,
): void {
  test(body, () => {
    const expanded = expandSnippet(body.split("\n"), options);
    assert.equal(expanded.text, text);
    if (choices.size > 0) assert.deepEqual(expanded.choices, choices);
  });
}

function expand(name: string, options?: ExpandOptions) {
  return expandSnippet(snippets.get(name)!.body, options);
}

/** A whole manifest: the snippet, or the Deployment with the part in place of its own. */
function place(name: string, options?: ExpandOptions): string {
  const { text } = expand(name, options);
  const part = parts.get(name);
  if (!part) return `${text}\n`;
  const host = cut(part.indent, part.keys);
  const lines = host.text.split("\n");
  lines.splice(host.line, 0, indentSnippet(text, " ".repeat(part.indent)));
  return lines.join("\n");
}

/** The Deployment without the blocks under these keys, and the line where the first of them began. */
function cut(indent: number, keys: readonly string[]): { text: string; line: number } {
  const lines = `${expand("Deployment").text}\n`.split("\n");
  const starts = keys.map((key) => lines.findIndex((line) => line.startsWith(`${" ".repeat(indent)}${key}:`)));
  assert.ok(!starts.includes(-1), `the Deployment has no ${keys.join(" or ")} at ${indent}`);
  for (const start of starts.toReversed()) {
    const end = lines.findIndex((line, i) => i > start && line.search(/\S|$/) <= indent);
    lines.splice(start, end - start);
  }
  return { text: lines.join("\n"), line: starts[0]! };
}

function assertClean(text: string): void {
  assert.deepEqual(lint(text), { findings: [], problems: [] }, text);
}

/** What `strict` says of a lone file, and the API versions in it that Kubernetes 1.36 does not serve. */
function lint(text: string): { findings: readonly string[]; problems: readonly string[] } {
  const texts = new Map([
    ["/snippet/manifest.yaml", text],
    ["/snippet/kube-clinic.yaml", 'extends: [strict]\nkubernetes: ["1.36"]\n'],
  ]);
  const config = { index: indexRules(rules), today: "2026-11-24" };
  const { snapshot } = apply(createSnapshot(config), { files: texts, roots: ["/snippet"], complete: ["/snippet"] });
  assert.deepEqual(reportFile(snapshot, "/snippet/kube-clinic.yaml", judging).problems, []);
  const { findings, problems, file } = reportFile(snapshot, "/snippet/manifest.yaml", judging);
  const unserved = file.parts.flatMap(({ document }) => resourcesOf(document)).filter((resource) => !isServed(resource));
  return {
    findings: findings.map(({ finding }) => `${finding.rule}: ${finding.message}`),
    problems: [...problems.map(({ message }) => message), ...unserved.map(({ label, apiVersion }) => `${label}: ${apiVersion}`)],
  };
}

function isServed({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): boolean {
  if (apiVersion === "gateway.networking.k8s.io/v1") return true;
  const api = lifecycleOf(apiVersion, kind);
  return api !== undefined && !isRemoved(api, 36);
}

function kindsIn({ text }: { readonly text: string }): readonly string[] {
  return [...text.matchAll(/^kind: (\w+)$/gm)].map((match) => match[1]!);
}
