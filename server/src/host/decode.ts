// Turns a file's bytes into text and back.

import { Buffer, isUtf8 } from "node:buffer";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

export interface Decoded {
  /** With its byte order mark, if it has one, as U+FEFF. What is not valid is U+FFFD. */
  readonly text: string;
  readonly encoding: Encoding;
  /** Offset in `text` of the first bytes that are not valid in the encoding. */
  readonly invalidAt: number | undefined;
}

export function decode(bytes: Buffer): Decoded {
  const encoding = encodingOf(bytes);
  if (encoding === "utf-8") return decodeUtf8(bytes);
  const whole = bytes.length % 2 === 0 ? bytes : bytes.subarray(0, -1);
  const text = (encoding === "utf-16le" ? whole : Buffer.from(whole).swap16()).toString("utf16le");
  return { text, encoding, invalidAt: whole === bytes ? undefined : text.length };
}

export function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf-8") return Buffer.from(text, "utf8");
  const bytes = Buffer.from(text, "utf16le");
  return encoding === "utf-16le" ? bytes : bytes.swap16();
}

function decodeUtf8(bytes: Buffer): Decoded {
  const text = bytes.toString("utf8");
  return { text, encoding: "utf-8", invalidAt: isUtf8(bytes) ? undefined : firstInvalid(bytes, text) };
}

/** The offset of the first U+FFFD that does not stand in the file as such. */
function firstInvalid(bytes: Buffer, text: string): number {
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) {
    const byte = Buffer.byteLength(text.slice(0, at));
    if (bytes.toString("latin1", byte, byte + 3) !== "\xef\xbf\xbd") return at;
  }
  return 0;
}

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}
