// Every rule's page is its test: what it flags, where, with which words, and what its fixes make of it.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, test } from "node:test";
import { rules } from "../server/src/rules/index.ts";
import { scanned } from "./harness/scanned.ts";
import { labelLines, writeLabels } from "./harness/carets.ts";
import { readPage, type Page, type Scenario } from "./harness/page.ts";
import {
  findingsOfAll,
  fixedBlock,
  fixesOf,
  labelsOf,
  openScenario,
  problemsOf,
  withText,
  type FixResult,
  type ScenarioRun,
} from "./harness/run-page.ts";

const update = process.env["UPDATE"] === "1";

/** A rule in no preset lists things, or forbids what is a remedy elsewhere (Secrets in variables): a fix may bring its findings. */
const judging: ReadonlySet<string> = new Set(rules.filter(({ presets }) => presets.length > 0).map(({ id }) => id));
/** Just the rules with this in their ids. */
const part = process.env["RULE"] ?? "";

for (const rule of rules.filter(({ id }) => id.includes(part))) {
  const path = `server/src/rules/${rule.category}/${rule.id}.md`;
  const page = readPage(readFileSync(path, "utf8"));
  describe(rule.id, () => {
    test("has a page with what is flagged and what is allowed", () => {
      assert.equal(page.title, rule.id);
      for (const section of ["Flagged", "Allowed"])
        assert.ok(
          page.scenarios.some((scenario) => scenario.section === section),
          `no section ${section}`,
        );
    });
    if (update)
      writeFileSync(
        path,
        rewrite(page, (scenario) => openScenario(scenario, rule, rules)),
      );
    else
      for (const scenario of page.scenarios)
        testScenario(
          scenario,
          () => openScenario(scenario, rule, rules),
          (change) => openScenario(scenario, rule, rules, change),
        );
  });
}

function testScenario(
  scenario: Scenario,
  open: () => ScenarioRun,
  openChanged: (change: (text: string) => string) => ScenarioRun,
): void {
  test(`${scenario.title}: findings`, () => {
    const run = open();
    for (const file of run.files) {
      assert.deepEqual(labelLines(labelsOf(run, file.path)), labelLines(file.labels), file.path);
      assert.deepEqual(problemsOf(run, file.path), []);
    }
    const count = run.files.reduce((sum, { labels }) => sum + labels.length, 0);
    if (scenario.section === "Flagged") assert.ok(count > 0, "nothing is flagged");
    if (scenario.section === "Allowed") assert.equal(count, 0);
  });

  test(`${scenario.title}: the same with CRLF and with a byte order mark`, () => {
    for (const change of [(text: string) => text.replaceAll("\n", "\r\n"), (text: string) => `\uFEFF${text}`]) {
      const run = openChanged(change);
      for (const file of run.files) assert.deepEqual(labelLines(labelsOf(run, file.path)), labelLines(file.labels), file.path);
    }
  });

  test(`${scenario.title}: fixes`, () => {
    const run = open();
    const results = fixesOf(run);
    for (const result of results) checkFix(run, result, scenario.section === "Flagged");
    const shown = scenario.blocks.filter(({ role }) => role === "fixed");
    for (const block of shown)
      assert.ok(
        results.some((result) => fixedBlock(run, result) === block),
        `no such fix: ${block.attributes.get("fix") ?? "safe"}`,
      );
  });
}

function checkFix(run: ScenarioRun, result: FixResult, mustBeShown: boolean): void {
  const name = result.title ?? "the safe fixes";
  const shown = fixedBlock(run, result);
  if (mustBeShown) assert.ok(shown, `the page shows no text for: ${name}`);
  if (shown) assert.equal(result.text, shown.text, name);
  const before = run.files.find(({ path }) => path === result.path)!.text;
  const fixed = withText(run, result.path, result.text);
  assert.deepEqual(problemsOf(run, result.path, fixed), [], `${name}: the result does not parse`);
  const left = fixesOf({ ...run, snapshot: fixed }).filter(({ title, path }) => title === result.title && path === result.path);
  assert.deepEqual(left, [], `${name}: still found afterwards`);
  const known = new Set(findingsOfAll(run, result.path, before));
  assert.deepEqual(
    findingsOfAll(run, result.path, result.text).filter((finding) => !known.has(finding) && judging.has(finding.split(":")[0]!)),
    [],
    `${name}: brings new findings`,
  );
  assert.deepEqual(scanned.ownComments(result.text), scanned.ownComments(before), `${name}: comments`);
}

/** The page with carets and fixed texts as they are now: to be reviewed as a change of behaviour. */
function rewrite(page: Page, open: (scenario: Scenario) => ScenarioRun): string {
  const changes: { start: number; end: number; text: string }[] = [];
  for (const scenario of page.scenarios) {
    const run = open(scenario);
    for (const file of run.files) changes.push({ ...file.block, text: writeLabels(file.text, labelsOf(run, file.path)) });
    const missing: string[] = [];
    for (const result of fixesOf(run)) {
      const block = fixedBlock(run, result);
      if (block) changes.push({ ...block, text: result.text });
      else if (scenario.section === "Flagged") missing.push(newFixedBlock(run, result));
    }
    const end = Math.max(...scenario.blocks.map((block) => block.end)) + "```\n".length;
    if (missing.length > 0) changes.push({ start: end, end, text: missing.join("") });
  }
  return changes
    .sort((a, b) => b.start - a.start)
    .reduce((text, change) => text.slice(0, change.start) + change.text + text.slice(change.end), page.text);
}

function newFixedBlock(run: ScenarioRun, { title, path, text }: FixResult): string {
  const fix = title === undefined ? "" : ` fix="${title}"`;
  const file = run.files.length === 1 ? "" : ` file=${path.slice("/page/".length)}`;
  return `\`\`\`yaml fixed${fix}${file}\n${text}\`\`\`\n`;
}
