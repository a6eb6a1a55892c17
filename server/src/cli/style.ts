// Writes text for a terminal: colours, and no control characters that came with the input.

import { styleText } from "node:util";
import type { Output, World } from "./world.ts";

type Format = Parameters<typeof styleText>[0];

export interface Style {
  readonly isColoured: boolean;
  paint(format: Format, text: string): string;
  /** A message: what it puts in backticks is set off by colour instead, where there are colours. */
  message(text: string): string;
}

/** Colours only on a terminal that has them; `NO_COLOR` (no-color.org) switches them off, `FORCE_COLOR` on. */
export function styleFor(output: Output, env: World["env"]): Style {
  const isForced = (env["FORCE_COLOR"] ?? "0") !== "0";
  const isColoured = !env["NO_COLOR"] && (isForced || (output.isTerminal && env["TERM"] !== "dumb"));
  return isColoured ? coloured : plain;
}

export const plain: Style = { isColoured: false, paint: (_, text) => text, message: clean };

const coloured: Style = {
  isColoured: true,
  paint,
  message: (text) => clean(text).replaceAll(/`([^`]+)`/g, (_, code: string) => paint("cyan", code)),
};

/** The text on one line, at most 500 characters of it, with control and direction characters made visible. */
export function clean(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (c) => escapes[c] ?? `\\u{${c.codePointAt(0)?.toString(16)}}`);
}

/** How many columns the text takes, as far as that can be told. */
export function widthOf(text: string): number {
  // The pattern is what `paint` writes.
  return [...text.replaceAll(/\u001b\[\d+m/g, "")].length; // oxlint-disable-line no-control-regex
}

export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

const LONGEST = 500;
const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function paint(format: Format, text: string): string {
  // Whether there are colours was decided above, not by what standard output is.
  return styleText(format, text, { validateStream: false });
}
