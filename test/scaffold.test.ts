// A new rule, as `npm run new-rule` starts it, runs and passes its own page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";
import type { Rule } from "../server/src/lint/rule.ts";
import { scaffold } from "../server/src/tools/scaffold.ts";
import { labelLines } from "./harness/carets.ts";
import { readPage } from "./harness/page.ts";
import { labelsOf, openScenario } from "./harness/run-page.ts";

test("the scaffold is a rule whose page holds", async () => {
  const files = scaffold("reliability", "some-new-fault");
  assert.ok(typeof files !== "string");
  const [[, code], [, page]] = [...files] as [[string, string], [string, string]];
  const rule = await load(code, "server/src/rules/reliability");
  assert.equal(rule.id, "some-new-fault");
  const { scenarios, title } = readPage(page);
  assert.equal(title, rule.id);
  assert.deepEqual(
    scenarios.map(({ section }) => section),
    ["Flagged", "Allowed"],
  );
  for (const scenario of scenarios) {
    const run = openScenario(scenario, rule, [rule]);
    for (const file of run.files) assert.deepEqual(labelLines(labelsOf(run, file.path)), labelLines(file.labels));
  }
});

test("names that are none are refused with what would be right", () => {
  assert.match(String(scaffold("security", "some-fault")), /no category: pod-security/);
  assert.match(String(scaffold("network", "Fault")), /no rule id/);
});

/** The TypeScript text of a rule that lies in `folder`, as the rule it declares. */
async function load(code: string, folder: string): Promise<Rule> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const module = (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString("base64")}`)) as {
    rule: Rule;
  };
  return module.rule;
}
