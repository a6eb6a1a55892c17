// Reads the keys of a broken document.

import { readFlow } from "./recovery-flow.ts";
import { contentEnd, isSpace } from "./recovery-line.ts";
import { readQuoted } from "./recovery-quote.ts";
import { NO_PROPERTIES } from "./recovery-reader.ts";
import type { Properties, Reader } from "./recovery-reader.ts";
import { cannotStart, readAlias, readProperty } from "./recovery-scalar.ts";

/** Reads the key that ends before the colon. */
export function readKey(r: Reader, colon: number): void {
  let properties = NO_PROPERTIES;
  let behind = r.pos;
  for (let next = readProperty(r, properties, false); next; next = readProperty(r, properties, false)) {
    properties = next;
    behind = r.pos;
    r.skipSpaces();
  }
  const c = r.text[r.pos];
  if (r.pos === colon) r.scalar(behind, behind, properties);
  else if (c === '"' || c === "'") readQuoted(r, -1, false, properties);
  else if (c === "[" || (c === "{" && r.text[r.pos + 1] !== "{")) readFlow(r, -1, properties);
  else if (c !== "*" || !readAlias(r)) readPlainKey(r, colon, properties);
}

/** Reads what should be a key; returns the offset of a colon that ends it without the space behind it, or -1. */
export function readHalfTypedKey(r: Reader, n: number): number {
  const quoted = r.code() === 0x22 || r.code() === 0x27;
  if (quoted) {
    readQuoted(r, n, false, NO_PROPERTIES);
    return r.text[r.pos] === ":" ? r.pos : -1;
  }
  const { pos } = r;
  TIGHT_COLON.lastIndex = pos;
  const tight = TIGHT_COLON.test(r.text) ? TIGHT_COLON.lastIndex - 1 : -1;
  const end = tight < 0 ? contentEnd(r.text, pos) : tight;
  r.scalar(pos, end, NO_PROPERTIES);
  r.pos = end;
  return tight;
}

const TIGHT_COLON = /[A-Za-z_][\w./-]*:(?!\/\/|\s|$)/y;

function readPlainKey(r: Reader, colon: number, properties: Properties): void {
  let end = colon;
  while (isSpace(r.text.charCodeAt(end - 1))) end--;
  if (r.text.startsWith("{{", r.pos)) r.reportTemplate(r.pos, end);
  else if (cannotStart(r)) r.report(r.pos, end, `A key cannot start with \`${r.text[r.pos]}\`; put it in quotes`);
  r.scalar(r.pos, end, properties);
}
