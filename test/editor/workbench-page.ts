// Works the workbench as a user does, by mouse and keyboard.

import type { Locator, Page } from "playwright-core";

/** The editor of a file, by the end of its path. */
export function editorOf(page: Page, name: string): Locator {
  return page.locator(`.editor-instance .monaco-editor[data-uri$="${name}"]`);
}

export function textOf(editor: Locator): Promise<string> {
  return editor
    .locator(".view-lines")
    .innerText()
    .then((text) => text.replaceAll("\u00a0", " "));
}

/** The underlining of errors, or of warnings; it is an overlay that takes no mouse. */
export function squiggles(editor: Locator, severity: "error" | "warning" | "info" = "error"): Locator {
  return editor.locator(`.squiggly-${severity}`);
}

/** The first piece of text in the editor that is exactly this, such as a key; with a line, only in lines that match it. */
export function wordIn(editor: Locator, word: RegExp, line = /./): Locator {
  return editor.locator(".view-line", { hasText: line }).locator("span span", { hasText: word }).first();
}

/** The first row of quick fixes and the like whose text matches. */
export function menuItem(page: Page, text: RegExp): Locator {
  return page.locator(".action-widget .monaco-list-row.action", { hasText: text }).first();
}

export function hoverOf(page: Page): Locator {
  return page.locator(".monaco-hover:visible");
}

// Raw mouse only: Playwright's own click scrolls into view, which moves Monaco's clipped containers out of place for good.
export async function click(page: Page, target: Locator): Promise<void> {
  await page.mouse.click(...(await middleOf(target)));
}

export async function point(page: Page, target: Locator): Promise<void> {
  await page.mouse.move(...(await middleOf(target)), { steps: 4 });
}

/** Moves the mouse off the text, and waits for the hover to go, which would cover what is below it. */
export async function pointAway(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.mouse.move(width - 60, height - 60);
  await hoverOf(page).first().waitFor({ state: "hidden" });
}

/** Tries again what the editor may miss while it is busy: the bulb moves, and a key is lost while focus comes back. */
export async function retry<T>(attempt: () => Promise<T>, times = 5): Promise<T> {
  for (let i = 1; ; i++) {
    try {
      return await attempt();
    } catch (error) {
      if (i >= times) throw error;
    }
  }
}

/** Opens the quick fixes at the cursor by the keyboard. */
export async function openFixes(page: Page, wanted: RegExp): Promise<Locator> {
  const item = menuItem(page, wanted);
  await retry(async () => {
    await page.keyboard.press("Control+.");
    await item.waitFor({ timeout: 3000 });
  });
  return item;
}

/** Moves the cursor to a line, counted from 1, which comes to the middle of the editor. */
export async function goToLine(page: Page, line: number): Promise<void> {
  await retry(async () => {
    await page.keyboard.press("Control+g");
    await page.locator(".quick-input-widget:visible input").first().waitFor({ timeout: 2000 });
  });
  await page.keyboard.type(String(line));
  await page.keyboard.press("Enter");
}

export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator(".quick-input-widget:visible input").first();
  await retry(async () => {
    await page.keyboard.press("F1");
    await input.waitFor({ timeout: 2000 });
  });
  await page.keyboard.type(title);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}

/** Resolves once `ask` is true of something outside the page, such as a file on the disk. */
export async function eventually(what: string, ask: () => boolean): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for: ${what}`);
}

async function middleOf(target: Locator): Promise<[number, number]> {
  await target.waitFor();
  const box = await target.boundingBox();
  if (!box) throw new Error("it cannot be seen");
  return [box.x + box.width / 2, box.y + box.height / 2];
}
