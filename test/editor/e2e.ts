// Installs the packaged extension into a real VS Code and works it by mouse and keyboard, from typing to the fixed file on disk.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { reportResult } from "./result.ts";
import { scratchFolder } from "./server.ts";
import { openSession, type Session } from "./session.ts";
import {
  click,
  editorOf,
  eventually,
  hoverOf,
  menuItem,
  openFixes,
  point,
  pointAway,
  retry,
  runCommand,
  squiggles,
  textOf,
  wordIn,
} from "./workbench-page.ts";

const shots = path.resolve("out/editor/e2e");
const manifest = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.2.3 # keep me
      securityContext:
        privileged: false
`;

mkdirSync(shots, { recursive: true });
const scratch = scratchFolder("e2e");
const file = path.join(scratch.path, "pod.yaml");
writeFileSync(file, manifest);
const steps: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ["typing underlines, without a save", typeFault],
  ["the language status counts it", readStatus],
  ["the hover says what is wrong", readHover],
  ["the bulb offers a fix, which is applied", applyFix],
  ["saving puts it on the disk", save],
  ["a finding is suppressed with a reason", suppress],
  ["the rule's page opens", explain],
];
let passed = 0;
let session: Session | undefined;
let last = Date.now();
try {
  session = await openSession({ folder: scratch.path, file: "pod.yaml", settings: { "editor.hover.delay": 100 } });
  console.log(`VS Code is open with the extension (${Date.now() - last} ms)`);
  for (const [what, run] of steps) {
    last = Date.now();
    await run(session.page);
    console.log(`  ok ${what} (${Date.now() - last} ms)`);
    passed++;
  }
} catch (error) {
  await session?.page.screenshot({ path: path.join(shots, "failure.png") });
  console.error(`  FAILED ${steps[passed]?.[0]}`, error);
  process.exitCode = 1;
} finally {
  await session?.close();
  scratch.remove();
  reportResult(passed, passed === steps.length ? 0 : 1);
}

async function typeFault(page: Page): Promise<void> {
  const editor = editorOf(page, "pod.yaml");
  const word = wordIn(editor, /^false$/);
  await retry(async () => {
    await click(page, word);
    await page.keyboard.press("End");
    for (let i = 0; i < "false".length; i++) await page.keyboard.press("Backspace");
    await page.keyboard.type("true");
    await wordIn(editor, /^true$/).waitFor({ timeout: 2000 });
  }, 2);
  await squiggles(editor).first().waitFor({ state: "attached" });
  assert.equal(readFileSync(file, "utf8"), manifest, "the file on the disk has changed");
}

async function readStatus(page: Page): Promise<void> {
  const status = page.locator('[id="status.languageStatus"][aria-label*="1 error"]');
  await status.waitFor();
  assert.match((await status.getAttribute("aria-label")) ?? "", /no policy file, recommended rules · Kubernetes 1\.\d+/);
}

async function readHover(page: Page): Promise<void> {
  await point(page, wordIn(editorOf(page, "pod.yaml"), /^true$/));
  const hover = hoverOf(page).filter({ hasText: "privileged-container" });
  await hover.first().waitFor();
  assert.match(await hover.first().innerText(), /privileged/);
  await page.screenshot({ path: path.join(shots, "hover.png") });
  await pointAway(page);
}

async function applyFix(page: Page): Promise<void> {
  const editor = editorOf(page, "pod.yaml");
  const bulb = editor.locator('.lightBulbWidget, .margin [class*="codicon-gutter-lightbulb"]').first();
  const fix = menuItem(page, /^(Set|Remove) .*privileged/);
  await retry(async () => {
    await click(page, wordIn(editor, /^true$/));
    await pointAway(page);
    await bulb.waitFor({ state: "visible", timeout: 5000 });
    await click(page, bulb);
    await fix.waitFor({ timeout: 3000 });
  });
  await page.screenshot({ path: path.join(shots, "fixes.png") });
  await click(page, fix);
  await squiggles(editor).first().waitFor({ state: "detached" });
  assert.doesNotMatch(await textOf(editor), /privileged: true/);
}

async function save(page: Page): Promise<void> {
  await page.keyboard.press("Control+s");
  await eventually(
    "the fixed file",
    () => readFileSync(file, "utf8") !== manifest || !readFileSync(file, "utf8").includes("true"),
  );
  const saved = readFileSync(file, "utf8");
  assert.doesNotMatch(saved, /privileged: true/);
  assert.match(saved, /image: registry\.example\.com\/web:1\.2\.3 # keep me\n/);
}

async function suppress(page: Page): Promise<void> {
  const editor = editorOf(page, "pod.yaml");
  await click(page, wordIn(editor, /^web$/));
  await page.keyboard.press("Control+z"); // what the fix did
  await squiggles(editor).first().waitFor({ state: "attached" });
  await click(page, wordIn(editor, /^true$/));
  await click(page, await openFixes(page, /^Ignore .*privileged-container/));
  const input = page.locator(".quick-input-widget:visible input").first();
  await input.waitFor();
  await page.keyboard.type("node agent");
  await page.keyboard.press("Enter");
  await squiggles(editor).first().waitFor({ state: "detached" });
  assert.match(await textOf(editor), /# kube-clinic-ignore privileged-container reason="node agent"/);
}

async function explain(page: Page): Promise<void> {
  await runCommand(page, "kube-clinic: Explain a Rule");
  const rows = page.locator(".quick-input-list .monaco-list-row", { hasText: "privileged-container" });
  await page.locator(".quick-input-title", { hasText: "Explain a rule" }).waitFor();
  await page.keyboard.type("privileged-container");
  await rows.first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".tab", { hasText: "privileged-container" }).waitFor();
  const frame = page.frameLocator("iframe.webview").last().frameLocator("#active-frame");
  await frame.getByRole("heading", { name: "privileged-container" }).waitFor();
  await page.screenshot({ path: path.join(shots, "page.png") });
}
