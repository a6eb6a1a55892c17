// Fixing charts from the command line: values and templates are written, once, and nothing else.

import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { disk } from "../host/disk.ts";
import { chart } from "./sample-charts.ts";
import { pod, runIn } from "./sample-world.ts";

const bad = "# mine\nprivileged: true # really\n";
const read = (folder: string, file: string) => readFileSync(path.join(folder, file), "utf8");

test("--fix writes proven fixes of its level, and says what remains", async () => {
  const files = { ...chart("web", bad), "a.yaml": pod("a") };
  const safe = await runIn(files, "--fix");
  assert.equal(safe.read("web/values.yaml"), bad);
  assert.match(safe.read("a.yaml"), /automountServiceAccountToken: false/);
  assert.match(safe.read("web/templates/pod.yaml"), /automountServiceAccountToken: false/);
  assert.match(safe.stdout, /values.yaml:2:13 +error.*\n\nFixed 2 findings\n1 error .*\nSee fixes for 1 in charts: /);
  const all = await runIn(files, "--fix=confirm");
  assert.equal(all.status, 0, all.stdout);
  assert.equal(all.read("web/values.yaml"), bad.replace("true", "false"));
  assert.match(all.stdout, /^Fixed 3 findings\nNo findings in 2 files \(2 resources, 1 chart\)\n$/);
});

test("a second --fix changes nothing", async () => {
  const first = await runIn(chart("web", bad, { "values-prod.yaml": "privileged: true\n" }), "-q --fix=confirm");
  const after = Object.fromEntries(
    ["Chart.yaml", "values.yaml", "values-prod.yaml", "templates/pod.yaml"].map((name) => [
      `web/${name}`,
      first.read(`web/${name}`),
    ]),
  );
  const second = await runIn(after, "--fix=confirm");
  assert.deepEqual([second.status, second.stdout], [0, "No findings in 1 file (1 resource, 1 chart)\n"]);
  for (const [file, text] of Object.entries(after)) assert.equal(second.read(file), text);
});

test("--diff prints one patch for charts and manifests, and writes nothing", async () => {
  const files = { ...chart("web", bad), "z.yaml": pod("z") };
  const ran = await runIn(files, "--fix=confirm --diff");
  assert.deepEqual(
    [...ran.stdout.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, file]) => file),
    ["web/templates/pod.yaml", "web/values.yaml", "z.yaml"],
  );
  assert.match(ran.stdout, /^-privileged: true # really\n\+privileged: false # really$/m);
  assert.deepEqual([ran.status, ran.stderr], [1, "Would fix 3 findings in 3 files\n"]);
  for (const [file, text] of Object.entries(files)) assert.equal(ran.read(file), text);
});

test("a named file: only its findings are fixed", async () => {
  const ran = await runIn(chart("web", bad), "-q --fix=confirm web/values.yaml");
  assert.deepEqual([ran.stdout, ran.status], ["", 0]);
  assert.equal(ran.read("web/values.yaml"), bad.replace("true", "false"));
  assert.doesNotMatch(ran.read("web/templates/pod.yaml"), /^ {2}automountServiceAccountToken: false\n {2}automount/m);
});

test("with values of the command line, the fix goes into their file", async () => {
  const files: Readonly<Record<string, string>> = { ...chart("web"), "my.yaml": "privileged: true\n" };
  const ran = await runIn(files, "-q --fix=confirm -f my.yaml");
  assert.deepEqual(
    [ran.status, ran.read("my.yaml"), ran.read("web/values.yaml")],
    [0, "privileged: false\n", files["web/values.yaml"]],
  );
});

test("modes and byte order marks stay", async () => {
  const prepare = (folder: string) => {
    writeFileSync(path.join(folder, "web/values.yaml"), `\ufeff${bad}noToken: true\n`);
    chmodSync(path.join(folder, "web/values.yaml"), 0o640);
  };
  const ran = await runIn(chart("web", bad), "-q --fix=confirm", { prepare });
  assert.equal(ran.stdout, "");
  assert.equal(read(ran.folder, "web/values.yaml"), `\ufeff${bad.replace("true", "false")}noToken: true\n`);
  assert.equal(statSync(path.join(ran.folder, "web/values.yaml")).mode & 0o777, 0o640);
});

test("a chart whose file changed meanwhile is left alone as a whole", async () => {
  const racing = {
    ...disk,
    read: (file: string) =>
      file.endsWith("web/values.yaml")
        ? { text: "other: 1\n", encoding: "utf-8" as const, invalidAt: undefined }
        : disk.read(file),
  };
  const files = chart("web", bad);
  const ran = await runIn(files, "-q --fix=confirm", { disk: racing });
  assert.match(ran.stdout, /values.yaml +problem +File changed while it was checked, so its fixes were not written\n/);
  assert.equal(ran.status, 2);
  for (const [file, text] of Object.entries(files)) assert.equal(ran.read(file), text);
});

test("charts that share a values file are fixed one after the other", async () => {
  const files = {
    ...chart("a"),
    ...chart("b"),
    "kube-clinic.yaml": 'extends: [recommended]\nprofiles:\n  prod: { charts: ["*"], values: [prod.yaml] }\n',
    "prod.yaml": "privileged: true\n",
  };
  const first = await runIn(files, "-q --fix=confirm");
  assert.equal(first.read("prod.yaml"), "privileged: false\n");
  assert.match(first.stdout, /prod.yaml +note +Several charts have fixes for this file/);
  const patch = await runIn(files, "-q --fix=confirm --diff");
  assert.equal(patch.stdout.match(/^\+\+\+/gm)?.length, 1);
});
