// Unpacks gzip without Node: for charts in a web worker.

import { Gunzip as Stream } from "fflate";
import type { Gunzip } from "./chart.ts";

/** How much is unpacked between two looks at the size. */
const STEP = 64 * 1024;
/** Header and trailer (RFC 1952, section 2.3), and an empty block between. */
const SMALLEST = 20;

/** Throws where the bytes are no gzip, end early, or unpack to more than `limit`. The checksum is not looked at. */
export const gunzip: Gunzip = (bytes, limit) => {
  if (bytes.length < SMALLEST) throw new Error("unexpected EOF");
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const stream = new Stream((chunk, final) => {
    size += chunk.length;
    if (size > limit) throw new Error(`unpacks to more than ${limit} bytes`);
    chunks.push(chunk);
    isWhole ||= final;
  });
  for (let at = 0; at < bytes.length; at += STEP) stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  if (!isWhole) throw new Error("unexpected EOF");
  return joined(chunks, size);
};

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
