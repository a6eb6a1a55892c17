// Fixing files, and saying what that would change.

import assert from "node:assert/strict";
import { chmodSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { disk } from "../host/disk.ts";
import { pod, runIn } from "./sample-world.ts";

const fine = pod("fine", { token: false });

test("UTF-16 is read, with a word about it, and written as such", async () => {
  const bytes = Buffer.from(`\ufeff${pod("x")}`, "utf16le");
  const { stdout, status, folder } = await runIn({}, "-q --fix x.yaml", {
    prepare: (folder) => writeFileSync(path.join(folder, "x.yaml"), bytes),
  });
  assert.equal(stdout, "x.yaml  note     File is encoded in UTF-16; not every tool reads that, UTF-8 is safe\n");
  assert.equal(status, 0);
  const read = disk.read(path.join(folder, "x.yaml"));
  assert.ok(read && "text" in read && read.encoding === "utf-16le" && read.text.includes("automountServiceAccountToken: false"));
});

test("--fix writes what is safe, keeps the rest of the file and its mode, and prints what remains", async () => {
  const files = { "a.yaml": `# mine\r\n${pod("a", { privileged: true }).replaceAll("\n", "\r\n")}`, "b.yaml": fine };
  const ran = await runIn(files, "--fix", { prepare: (folder) => chmodSync(path.join(folder, "a.yaml"), 0o640) });
  assert.equal(
    ran.stdout,
    `a.yaml:9:38  error    Container \`web\` is privileged  privileged

Fixed 1 finding
1 error in 1 of 2 files (2 resources)
Fix 1, with care:  kube-clinic check --fix=confirm
`,
  );
  assert.equal(ran.status, 1);
  assert.equal(ran.read("a.yaml").replace(/ *automountServiceAccountToken: false\r\n/, ""), files["a.yaml"]);
  assert.notEqual(ran.read("a.yaml"), files["a.yaml"]);
  assert.equal(ran.read("b.yaml"), files["b.yaml"]);
  assert.equal(statSync(path.join(ran.folder, "a.yaml")).mode & 0o777, 0o640);
  const all = await runIn(files, "--fix=confirm");
  assert.deepEqual([all.status, all.stdout], [0, "Fixed 2 findings\nNo findings in 2 files (2 resources)\n"]);
});

test("--fix does not write over what changed meanwhile, and says what could not be written", async () => {
  let reads = 0;
  const racing = {
    ...disk,
    read: (path: string) =>
      path.endsWith("a.yaml") && reads++ > 0
        ? { text: "other", encoding: "utf-8" as const, invalidAt: undefined }
        : disk.read(path),
  };
  const raced = await runIn({ "a.yaml": pod("a") }, "-q --fix", { disk: racing });
  assert.match(raced.stdout, /^a.yaml +problem +File changed while it was checked, so its fixes were not written\n/);
  assert.match(raced.stdout, /token-mounted/);
  assert.deepEqual([raced.status, raced.read("a.yaml")], [2, pod("a")]);
  const full = { ...disk, replace: () => ({ problem: "No space left on the disk" }) };
  const failed = await runIn({ "a.yaml": pod("a") }, "-q --fix", { disk: full });
  assert.match(failed.stdout, /Fixes were not written: No space left on the disk\n/);
  assert.equal(failed.status, 2);
});

test("--diff prints a patch and writes nothing", async () => {
  const files = { "a.yaml": pod("a"), "b.yaml": fine };
  const ran = await runIn(files, "--diff");
  assert.match(ran.stdout, /^--- a\/a.yaml\n\+\+\+ b\/a.yaml\n@@ .*\n(?:[ +].*\n)+$/);
  assert.match(ran.stdout, /^\+ +automountServiceAccountToken: false$/m);
  assert.deepEqual([ran.status, ran.stderr, ran.read("a.yaml")], [1, "Would fix 1 finding in 1 file\n", files["a.yaml"]]);
  const none = await runIn({ "a.yaml": pod("a", { token: false, privileged: true }) }, "--diff");
  assert.deepEqual([none.status, none.stdout, none.stderr], [0, "", "Nothing to fix\n"]);
  const problem = await runIn({ "a.yaml": pod("a") }, "-q --diff a.yaml nope.yaml");
  assert.deepEqual([problem.status, problem.stderr], [2, "nope.yaml  problem  No such file or folder\n"]);
});

test("--fix of standard input prints the fixed text", async () => {
  const ran = await runIn({}, "-q --fix -", { stdin: pod("a", { privileged: true }) });
  assert.match(ran.stdout, /^apiVersion: v1\n[^]* +automountServiceAccountToken: false\n/);
  assert.match(ran.stderr, /^<stdin>:8:38 {2}error {4}Container `web` is privileged {2}privileged\n$/);
});
