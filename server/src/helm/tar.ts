// Reads the files of a tar archive.

import { fromBytes } from "../template/go-string.ts";

/** An archive that cannot be used: Go's text, or Helm's. */
export class ArchiveError extends Error {}

/** No chart unpacks to more, as in Helm. */
const LARGEST = 100 * 1024 * 1024;
const BLOCK = 512;

/** The regular files of a chart's archive by path below its first folder, in order. Throws an ArchiveError. */
export function readTar(bytes: Uint8Array): readonly (readonly [path: string, bytes: Uint8Array])[] {
  const files: [string, Uint8Array][] = [];
  let left = LARGEST;
  for (const { name, data } of entries(bytes)) {
    left -= data.length;
    if (left <= 0) throw new ArchiveError(`decompressed chart is larger than the maximum size ${LARGEST}`);
    files.push([pathInside(name), data]);
  }
  if (files.length === 0) throw new ArchiveError("no files in chart archive");
  return files;
}

function pathInside(name: string): string {
  const delimiter = name.includes("\\") ? "\\" : "/";
  const [first = "", ...rest] = name.split(delimiter);
  const path = rest.join("/");
  if (path.startsWith("/")) throw new ArchiveError("chart illegally contains absolute paths");
  const clean = cleanPath(path);
  if (clean === ".")
    throw new ArchiveError(`chart illegally contains content outside the base directory: ${JSON.stringify(name)}`);
  if (clean.startsWith("..")) throw new ArchiveError("chart illegally references parent directory");
  if (/^[a-zA-Z]:\//.test(clean)) throw new ArchiveError("chart contains illegally named files");
  if (first === "Chart.yaml") throw new ArchiveError("chart yaml not in base directory");
  return clean;
}

/** Go's path.Clean of a relative path. */
export function cleanPath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  return steps.join("/") || ".";
}

interface Entry {
  readonly name: string;
  readonly data: Uint8Array;
}

/** Regular files; longer names come in entries of their own before them (PAX, GNU). */
function* entries(bytes: Uint8Array): Generator<Entry> {
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length;) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    if (!hasChecksum(header)) throw new ArchiveError("archive/tar: invalid tar header");
    const size = number(header, 124, 12);
    const data = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (data.length < size) throw new ArchiveError("unexpected EOF");
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === "x") longName = paxPath(data) ?? longName;
    else if (type === "L") longName = text(data, 0, data.length);
    else if (type !== "g" && type !== "K") {
      const name = longName ?? ustarName(header);
      longName = undefined;
      if ((type === "0" || type === "\0") && !name.endsWith("/")) yield { name, data };
    }
  }
}

function ustarName(header: Uint8Array): string {
  const prefix = text(header, 257, 5) === "ustar" ? text(header, 345, 155) : "";
  const name = text(header, 0, 100);
  return prefix === "" ? name : `${prefix}/${name}`;
}

function paxPath(data: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(fromBytes(data))?.[1];
}

function hasChecksum(header: Uint8Array): boolean {
  let sum = 0;
  for (const [i, byte] of header.entries()) sum += i >= 148 && i < 156 ? 0x20 : byte;
  return sum === number(header, 148, 8);
}

/** Octal digits, or (GNU, for large files) base 256. */
function number(header: Uint8Array, start: number, length: number): number {
  if ((header[start] ?? 0) & 0x80) {
    let value = (header[start] ?? 0) & 0x7f;
    for (let i = start + 1; i < start + length; i++) value = value * 256 + (header[i] ?? 0);
    return value;
  }
  return Number.parseInt(text(header, start, length).trim() || "0", 8);
}

function text(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return fromBytes(end < 0 ? field : field.subarray(0, end));
}
