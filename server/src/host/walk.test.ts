// What a walk finds, in which order, and what it leaves alone.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { disk, type Disk } from "./disk.ts";
import { isCandidate, walk, type WalkOptions } from "./walk.ts";

const base = realpathSync(mkdtempSync(path.join(os.tmpdir(), "kube-clinic-walk-")));
after(() => rmSync(base, { recursive: true, force: true }));

/** A folder of its own with files (name: text) and links (name: `-> target`). */
function folder(entries: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(base, "w"));
  for (const [name, text] of Object.entries(entries)) {
    const at = path.join(root, name);
    mkdirSync(path.dirname(at), { recursive: true });
    if (name.endsWith("/")) mkdirSync(at, { recursive: true });
    else if (text.startsWith("-> ")) symlinkSync(text.slice(3), at);
    else writeFileSync(at, text);
  }
  return root;
}

function find(root: string, options?: WalkOptions, on: Disk = disk): string[] {
  return [...walk(on, root, options)].flatMap(({ files }) => files.map((file) => path.relative(root, file)));
}

function check(entries: Readonly<Record<string, string>>, ...expected: readonly string[]): void {
  assert.deepEqual(find(folder(entries)), expected);
}

test("names that may hold Kubernetes YAML", () => {
  for (const name of ["a.yaml", "a.yml", "a.YAML", "a.json", "Kustomization", "Chart.yaml", ".kube-clinic.yaml"])
    assert.ok(isCandidate(`/x/${name}`), name);
  for (const name of ["a.yaml.bak", "yaml", "a.tpl", "a.jsonl", "xKustomization"]) assert.ok(!isCandidate(`/x/${name}`), name);
});

test("depth first, by name; nothing of git and node_modules", () => {
  check(
    {
      "b.yaml": "",
      "a.yml": "",
      "z/c.yaml": "",
      "m/n/o.json": "",
      ".git/x.yaml": "",
      "node_modules/x/y.yaml": "",
      ".hidden/h.yaml": "",
      "r.md": "",
    },
    "a.yml",
    "b.yaml",
    ".hidden/h.yaml",
    "m/n/o.json",
    "z/c.yaml",
  );
});

test("shallow: the folder alone", () => {
  assert.deepEqual(find(folder({ "a.yaml": "", "b/c.yaml": "", "l.yaml": "-> b/c.yaml" }), { shallow: true }), [
    "a.yaml",
    "l.yaml",
  ]);
});

test("ignore files, the nearest last", () => {
  check(
    { ".gitignore": "*.tmp.yaml\n/out\n", "a.yaml": "", "a.tmp.yaml": "", "out/b.yaml": "", "c/out/d.yaml": "" },
    "a.yaml",
    "c/out/d.yaml",
  );
  check(
    { ".gitignore": "*.yaml\n", "a.yaml": "", "sub/.gitignore": "!keep.yaml\n", "sub/keep.yaml": "", "sub/b.yaml": "" },
    "sub/keep.yaml",
  );
  check({ ".gitignore": "gen/\n", ".kube-clinicignore": "!gen/\nb.yaml\n", "gen/a.yaml": "", "b.yaml": "" }, "gen/a.yaml");
  check(
    {
      ".helmignore": "a.yaml\n",
      "a.yaml": "",
      "chart/Chart.yaml": "",
      "chart/.helmignore": "ci/\n",
      "chart/ci/v.yaml": "",
      "chart/values.yaml": "",
    },
    "a.yaml",
    "chart/Chart.yaml",
    "chart/values.yaml",
  );
});

test("ignore files above the root count up to the repository's top, unless they hide the root itself", () => {
  const top = folder({
    ".git/HEAD": "",
    ".gitignore": "*.gen.yaml\nvendor/\n",
    "k8s/a.yaml": "",
    "k8s/b.gen.yaml": "",
    "vendor/x/c.yaml": "",
    "vendor/x/d.gen.yaml": "",
  });
  assert.deepEqual(find(path.join(top, "k8s")), ["a.yaml"]);
  assert.deepEqual(find(path.join(top, "vendor/x")), ["c.yaml", "d.gen.yaml"]);
  const loose = folder({ ".gitignore": "*.gen.yaml\n", "k8s/b.gen.yaml": "" });
  assert.deepEqual(find(path.join(loose, "k8s")), ["b.gen.yaml"]);
});

test("links: last, only inside of the root, and nothing twice", () => {
  const outside = folder({ "secret.yaml": "", "sub/s.yaml": "" });
  check({ "a/x.yaml": "", b: "-> a", loop: "-> .", "a/up": "-> ..", "x.yaml": "-> a/x.yaml" }, "a/x.yaml");
  check({ "hidden.tmpl": "", "shown.yaml": "-> hidden.tmpl", "gone.yaml": "-> nowhere" }, "shown.yaml");
  check({ "out.yaml": `-> ${outside}/secret.yaml`, out: `-> ${outside}/sub`, "zero.yaml": "-> /dev/zero" });
  check({ ".gitignore": "real/\n", "real/a.yaml": "", link: "-> real" }, "link/a.yaml");
  check({ ".git/a.yaml": "", link: "-> .git", "l.yaml": "-> .git/a.yaml" });
  check({ self: "-> self" });
});

test("a root that is a link itself is walked", () => {
  const root = folder({ "a.yaml": "" });
  const link = path.join(folder({}), "link");
  symlinkSync(root, link);
  assert.deepEqual(find(link), ["a.yaml"]);
});

test("what is no regular file is not even looked at", () => {
  const root = folder({ "a.yaml": "", "folder.yaml/": "" });
  execFileSync("mkfifo", [path.join(root, "pipe.yaml")]);
  assert.deepEqual(find(root), ["a.yaml"]);
});

test("a folder that can't be listed is a problem, and the others are walked", () => {
  const root = folder({ "a/x.yaml": "", "b/y.yaml": "" });
  const broken: Disk = {
    ...disk,
    list: (folder) => (folder.endsWith("/a") ? { problem: "Permission denied" } : disk.list(folder)),
  };
  const steps = [...walk(broken, root)];
  assert.deepEqual(
    steps.flatMap(({ problems }) => problems),
    [{ path: `${root}/a`, problem: "Permission denied" }],
  );
  assert.deepEqual(find(root, {}, broken), ["b/y.yaml"]);
});

test("one step a folder, so that a walk can pause", () => {
  assert.deepEqual([...walk(disk, folder({ "a/b/c.md": "", "d/": "" }))].length, 4);
});
