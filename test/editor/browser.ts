// Opens the headless browser that is the editor's window.

import { chromium, type Browser } from "playwright-core";
import { installChromium } from "./install.ts";

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: installChromium(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-sync",
    ],
  });
}
