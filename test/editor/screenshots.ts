// Takes the README's pictures, docs/images/*.png, from the real editor on examples/, in a light and a dark theme.

import { cpSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { scratchFolder } from "./server.ts";
import { openSession } from "./session.ts";
import {
  click,
  editorOf,
  goToLine,
  hoverOf,
  menuItem,
  openFixes,
  point,
  runCommand,
  squiggles,
  wordIn,
} from "./workbench-page.ts";

const target = path.resolve("docs/images");
const themes = { light: "Light Modern", dark: "Dark Modern" };
const file = "node-agent.yaml";

mkdirSync(target, { recursive: true });
for (const [name, theme] of Object.entries(themes)) {
  await takePictures(name, theme);
  await takeChartPictures(name, theme);
}

/** A chart's template beside what it renders, and its values. */
async function takeChartPictures(name: string, theme: string): Promise<void> {
  const scratch = scratchFolder("chart");
  const folder = path.join(scratch.path, "storefront");
  cpSync("examples/chart", folder, { recursive: true });
  const template = "templates/deployment.yaml";
  const { page, close } = await openSession({
    folder,
    file: template,
    width: 1280,
    height: 720,
    scale: 1.5,
    settings: { ...look(theme), "workbench.sideBar.location": "right", "editor.fontSize": 13 },
  });
  const picture = async (what: string): Promise<void> => {
    await page.screenshot({ path: path.join(target, `${what}-${name}.png`) });
    console.log(`docs/images/${what}-${name}.png`);
  };
  try {
    await page.keyboard.press("Control+b"); // room for two editors
    await click(page, page.getByRole("button", { name: "Show Rendered Document" }).first());
    const rendered = page.locator('.editor-instance .monaco-editor[data-uri^="kube-clinic-rendered"]');
    await squiggles(rendered, "warning").first().waitFor({ state: "attached" });
    await goToLine(page, 22);
    await picture("chart");
  } catch (error) {
    await page.screenshot({ path: path.resolve("out/editor/screenshot-failure.png") });
    throw error;
  } finally {
    await close();
    scratch.remove();
  }
}

/** What pictures have in common. */
function look(theme: string): object {
  return {
    "workbench.colorTheme": theme,
    "workbench.activityBar.location": "hidden",
    "breadcrumbs.enabled": false,
    "editor.hover.delay": 100,
    "editor.minimap.enabled": false,
    "editor.stickyScroll.enabled": false,
  };
}

async function takePictures(name: string, theme: string): Promise<void> {
  const scratch = scratchFolder("shop");
  const folder = path.join(scratch.path, "shop");
  cpSync("examples/shop", folder, { recursive: true });
  const { page, close } = await openSession({
    folder,
    file,
    width: 1080,
    height: 640,
    scale: 1.5,
    settings: { ...look(theme), "editor.fontSize": 14 },
  });
  const picture = async (what: string): Promise<void> => {
    await page.screenshot({ path: path.join(target, `${what}-${name}.png`) });
    console.log(`docs/images/${what}-${name}.png`);
  };
  try {
    await showHover(page);
    await picture("hover");
    await showFixes(page);
    await picture("quick-fix");
    await showRulePage(page);
    await picture("rule");
  } finally {
    await close();
    scratch.remove();
  }
}

async function showHover(page: Page): Promise<void> {
  const editor = editorOf(page, file);
  await squiggles(editor).first().waitFor({ state: "attached" });
  const lines = readFileSync(path.join("examples/shop", file), "utf8").split("\n");
  await goToLine(page, lines.findIndex((line) => line.includes("privileged: true")) + 1);
  const value = wordIn(editor, /^true$/, /privileged:/);
  await click(page, value);
  // The first hovers may come before the server's answers: until the reason and the quick fix are both there.
  for (let attempt = 1; ; attempt++) {
    await point(page, value);
    try {
      await hoverOf(page).filter({ hasText: "PSS-B" }).first().waitFor({ timeout: 5000 });
      await hoverOf(page).filter({ hasText: "Quick Fix" }).first().waitFor({ timeout: 5000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await page.mouse.move(10, 10);
      await hoverOf(page).first().waitFor({ state: "hidden" });
    }
  }
}

async function showFixes(page: Page): Promise<void> {
  await page.mouse.move(10, 10);
  await hoverOf(page).first().waitFor({ state: "hidden" });
  await openFixes(page, /privileged/);
}

async function showRulePage(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await menuItem(page, /privileged/).waitFor({ state: "hidden" });
  await page.keyboard.press("Control+b"); // room for the page
  await runCommand(page, "kube-clinic: Explain a Rule");
  await page.locator(".quick-input-title", { hasText: "Explain a rule" }).waitFor();
  await page.keyboard.type("privileged-container");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "privileged-container" }).first().waitFor();
  await page.keyboard.press("Enter");
  const frame = page.frameLocator("iframe.webview").last().frameLocator("#active-frame");
  await frame.getByRole("heading", { name: "privileged-container" }).waitFor();
}
