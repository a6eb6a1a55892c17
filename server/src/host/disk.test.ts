// Reading and writing: what is refused, and what a write leaves as it was.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import os from "node:os";
import { after, test } from "node:test";
import { today } from "./clock.ts";
import { decode, encode } from "./decode.ts";
import { disk, FILE_LIMIT } from "./disk.ts";
import { fromNative } from "./native-path.ts";

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "kube-clinic-disk-")));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

test("regular files are read, whatever stands in them", () => {
  for (const text of ["", "a: 1\n", "\ufeffa: 1\r\n", "\0\n", "ü😀", "\ufffd"]) {
    writeFileSync(at("f"), text);
    assert.deepEqual(disk.read(at("f")), { text, encoding: "utf-8", invalidAt: undefined });
  }
});

test("a file of the kernel, which says that it is empty, is read where there is one", () => {
  const read = disk.read("/proc/self/status");
  assert.ok(!read || ("text" in read && read.text.includes("Name:")));
});

test("nothing else is, and nothing blocks", () => {
  execFileSync("mkfifo", [at("pipe")]);
  symlinkSync(at("circle"), at("circle"));
  mkdirSync(at("sub"));
  writeFileSync(at("large"), Buffer.alloc(FILE_LIMIT + 1));
  writeFileSync(at("limit"), Buffer.alloc(FILE_LIMIT, "a"));
  const cases: readonly [string, string | undefined][] = [
    [at("pipe"), "This is a pipe, only regular files are read; `-` reads standard input"],
    ["/dev/zero", "Only regular files are read"],
    [at("sub"), "This is a folder"],
    [at("large"), "File is larger than 16 MB"],
    [at("circle"), "Symbolic links lead in a circle"],
    [at("x".repeat(5000)), "The path is too long"],
    [at("none"), undefined],
    [at("f/below-a-file"), undefined],
  ];
  for (const [file, problem] of cases) assert.deepEqual(disk.read(file), problem && { problem }, file);
  assert.ok("text" in (disk.read(at("limit")) ?? {}));
});

test("UTF-16 and what is not valid", () => {
  const text = "\ufeffa: ü😀\n";
  assert.deepEqual(decode(Buffer.from(text, "utf16le")), { text, encoding: "utf-16le", invalidAt: undefined });
  assert.deepEqual(decode(Buffer.from(text, "utf16le").swap16()), { text, encoding: "utf-16be", invalidAt: undefined });
  assert.equal(decode(Buffer.concat([Buffer.from(text, "utf16le"), Buffer.from("x")])).invalidAt, text.length);
  assert.equal(decode(Buffer.from("a\ufffdü\xff", "latin1")).invalidAt, 1);
  assert.equal(decode(Buffer.concat([Buffer.from("a\ufffdü"), Buffer.from([0xff])])).invalidAt, 3);
  assert.equal(decode(Buffer.from([0x61, 0xed, 0xa0, 0x80])).invalidAt, 1);
  for (const encoding of ["utf-8", "utf-16le", "utf-16be"] as const)
    assert.deepEqual(decode(encode(text, encoding)), { text, encoding, invalidAt: undefined });
});

test("a file is replaced whole; mode and links stay, nothing is left over", () => {
  mkdirSync(at("r"));
  writeFileSync(at("r/file"), "old");
  chmodSync(at("r/file"), 0o754);
  symlinkSync("file", at("r/link"));
  assert.equal(disk.replace(at("r/link"), "new", "utf-8"), undefined);
  assert.equal(readFileSync(at("r/file"), "utf8"), "new");
  assert.equal(statSync(at("r/file")).mode & 0o7777, 0o754);
  assert.ok(lstatSync(at("r/link")).isSymbolicLink());
  assert.deepEqual(readdirSync(at("r")), ["file", "link"]);
  assert.deepEqual(disk.replace(at("r/none"), "x", "utf-8"), { problem: "No such file or folder" });
});

test("a replacement that fails leaves the file and nothing else", () => {
  mkdirSync(at("s"));
  writeFileSync(at("s/file"), "old");
  writeFileSync(at(`s/.file.${process.pid}.tmp`), "someone else's");
  assert.deepEqual(disk.replace(at("s/file"), "new", "utf-8"), { problem: "It exists already" });
  assert.equal(readFileSync(at("s/file"), "utf8"), "old");
  assert.equal(readFileSync(at(`s/.file.${process.pid}.tmp`), "utf8"), "someone else's");
});

test("writing: over what is there only if asked", () => {
  assert.equal(disk.write(at("w"), "1", false), undefined);
  assert.deepEqual(disk.write(at("w"), "2", false), { problem: "It exists already" });
  assert.equal(disk.write(at("w"), "3", true), undefined);
  assert.equal(readFileSync(at("w"), "utf8"), "3");
  assert.deepEqual(disk.write(at("no/w"), "x", true), { problem: "No such file or folder" });
});

test("kinds and lists", () => {
  assert.deepEqual(
    [disk.kindOf(at("r")), disk.kindOf(at("r/link")), disk.kindOf(at("pipe")), disk.kindOf(at("none"))],
    ["folder", "file", "other", undefined],
  );
  assert.deepEqual(disk.list(at("r")), [
    { name: "file", kind: "file" },
    { name: "link", kind: "link" },
  ]);
  assert.deepEqual(disk.list(at("none")), { problem: "No such file or folder" });
});

test("paths and dates", () => {
  assert.equal(fromNative("/a/b", "../c/./d"), "/a/c/d");
  assert.equal(fromNative("/a", "/x/"), "/x");
  assert.equal(today(new Date(2026, 0, 2, 0, 0, 1)), "2026-01-02");
  assert.equal(today(new Date(2026, 11, 31, 23, 59, 59)), "2026-12-31");
});
