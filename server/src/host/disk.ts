// Reads and writes the disk: regular files only, and nothing that could block or end half done.

import { Buffer } from "node:buffer";
import * as fs from "node:fs";
import path from "node:path";
import { decode, encode, type Decoded, type Encoding } from "./decode.ts";
import { toNative, withSlashes } from "./native-path.ts";

/** Larger files are not read, in bytes. */
export const FILE_LIMIT = 16_000_000;

/** Why something could not be used: a sentence without a full stop. */
export interface Refused {
  readonly problem: string;
}

export type EntryKind = "file" | "folder" | "link" | "other";

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** Paths are absolute, with `/`. Absence is undefined; no function throws. */
export interface Disk {
  /** Links are followed. */
  kindOf(path: string): EntryKind | undefined;
  /** Only a regular file, of at most `FILE_LIMIT` bytes. */
  read(path: string): Decoded | Refused | undefined;
  /** The same as it is. */
  readBytes(path: string): Uint8Array | Refused | undefined;
  /** What lies in a folder, sorted by name. */
  list(folder: string): readonly Entry[] | Refused;
  realPath(path: string): string | undefined;
  /** Puts `text` in the place of the file, whole or not at all; its mode and owner stay, and a link stays a link. */
  replace(path: string, text: string, encoding: Encoding): Refused | void;
  /** Writes a file; what stands there is replaced only where `over` says so. */
  write(path: string, text: string, over: boolean): Refused | void;
}

export const disk: Disk = {
  kindOf(path) {
    try {
      return kindOf(fs.statSync(toNative(path)));
    } catch {
      return undefined;
    }
  },

  read(path) {
    const bytes = readBytes(path);
    return bytes === undefined || isRefused(bytes) ? bytes : decode(bytes);
  },

  readBytes,

  list(folder) {
    return attempt(() => {
      const entries = fs.readdirSync(toNative(folder), { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) })).sort((a, b) => (a.name < b.name ? -1 : 1));
    }, gone);
  },

  realPath(path) {
    try {
      return withSlashes(fs.realpathSync.native(toNative(path)));
    } catch {
      return undefined;
    }
  },

  replace(path, text, encoding) {
    return attempt(() => replace(fs.realpathSync(toNative(path)), encode(text, encoding)), gone);
  },

  write(path, text, over) {
    return attempt(() => fs.writeFileSync(toNative(path), text, { flag: over ? "w" : "wx" }), gone);
  },
};

function readBytes(path: string): Buffer | Refused | undefined {
  return attempt(() => {
    const native = toNative(path);
    // Asked before it is opened, since opening a device can do something, and after, since it can have changed.
    const refused = notRegular(fs.statSync(native));
    if (refused) return refused;
    const file = fs.openSync(native, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    try {
      const stat = fs.fstatSync(file);
      return notRegular(stat) ?? readWhole(file, stat.size);
    } finally {
      fs.closeSync(file);
    }
  }, undefined);
}

export function isRefused(result: object | undefined | void): result is Refused {
  return result !== undefined && "problem" in result;
}

function kindOf(stat: fs.Stats | fs.Dirent): EntryKind {
  return stat.isFile() ? "file" : stat.isDirectory() ? "folder" : stat.isSymbolicLink() ? "link" : "other";
}

function notRegular(stat: fs.Stats): Refused | undefined {
  if (stat.isDirectory()) return { problem: "This is a folder" };
  if (stat.isFIFO()) return { problem: "This is a pipe, only regular files are read; `-` reads standard input" };
  if (!stat.isFile()) return { problem: "Only regular files are read" };
  return stat.size > FILE_LIMIT ? tooLarge : undefined;
}

const tooLarge: Refused = { problem: `File is larger than ${FILE_LIMIT / 1_000_000} MB` };

/** Files of the kernel say that they are empty and are not, and others grow, so the size is only a guess. */
function readWhole(file: number, size: number): Buffer | Refused {
  let bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const got = fs.readSync(file, bytes, length, bytes.length - length, null);
    if (got === 0) return bytes.subarray(0, length);
    length += got;
    if (length > FILE_LIMIT) return tooLarge;
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(Math.max(length, 4096))]);
  }
}

function replace(native: string, bytes: Buffer): void {
  const old = fs.statSync(native);
  const temporary = path.join(path.dirname(native), `.${path.basename(native)}.${process.pid}.tmp`);
  const file = fs.openSync(temporary, "wx", 0o600);
  try {
    try {
      fs.writeFileSync(file, bytes);
      keepOwner(file, old);
      fs.fchmodSync(file, old.mode & 0o7777);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    fs.renameSync(temporary, native);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/** Root in a container would otherwise take over the files of whoever started it. */
function keepOwner(file: number, { uid, gid }: fs.Stats): void {
  const now = fs.fstatSync(file);
  if (now.uid === uid && now.gid === gid) return;
  try {
    fs.fchownSync(file, uid, gid);
  } catch {
    // Only root may give files away; whoever may write here may own the result.
  }
}

const gone: Refused = { problem: "No such file or folder" };

/** `absent` is the answer where there is nothing at the path. */
function attempt<T, A>(action: () => T, absent: A): T | Refused | A {
  try {
    return action();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT" || code === "ENOTDIR") return absent;
    return { problem: reasons[code] ?? `Not readable or writable (${code || String(error)})` };
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "Permission denied",
  EPERM: "Permission denied",
  EROFS: "The file system is read-only",
  ENOSPC: "No space left on the disk",
  EEXIST: "It exists already",
  EISDIR: "This is a folder",
  ELOOP: "Symbolic links lead in a circle",
  ENAMETOOLONG: "The path is too long",
  EMFILE: "Too many open files",
  ENXIO: "Only regular files are read",
};
