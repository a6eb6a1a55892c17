// What a check says of charts: places, values sets, problems, options.

import assert from "node:assert/strict";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { chart, chartYaml, pack, podTemplate } from "./sample-charts.ts";
import { pod, runIn, type Setting } from "./sample-world.ts";

type Files = Readonly<Record<string, string>>;

const bad = "privileged: true\nnoToken: true\n";
const refusing = { "templates/need.yaml": `{{- $who := required "Say who you are" .Values.who }}\n` };

/** What is printed, with runs of spaces as one. */
async function check(files: Files, line: string, status: number, stdout: string, setting?: Setting): Promise<void> {
  const ran = await runIn(files, `-q ${line}`, setting);
  assert.deepEqual([ran.stdout.replaceAll(/ +/g, " "), ran.stderr, ran.status], [stdout, "", status], line);
}

test("a finding stands where its value is set, or at the template's text", async () => {
  await check(chart("web"), "", 0, "");
  await check(chart("web", bad), "", 1, "web/values.yaml:1:13 error Container `web` is privileged privileged\n");
  await check(
    chart("web", "noToken: true\n", { "templates/pod.yaml": podTemplate.replace("{{ .Values.privileged }}", "true") }),
    "web",
    1,
    "web/templates/pod.yaml:13:21 error Container `web` is privileged privileged\n",
  );
});

test("each values set counts, and a finding says which it shows with", async () => {
  const files = chart("web", undefined, { "values-prod.yaml": "privileged: true\n", "values.dev.yaml": "noToken: true\n" });
  const found = "web/values-prod.yaml:1:13 error Container `web` is privileged privileged (only with prod)\n";
  await check(files, "", 1, found);
  await check(files, "--profile prod", 1, found.replace(" (only with prod)", ""));
  await check(files, "--profile dev", 0, "");
  await check(files, "--profile default", 0, "");
  const unknown = await runIn(files, "--profile prd");
  assert.deepEqual([unknown.status, unknown.stdout], [2, ""]);
  assert.match(unknown.stderr, /^kube-clinic: No chart in \. has a profile `prd` \(did you mean `prod`\?\)\n/);
});

test("profiles of the policy: beside the chart, beside the policy, by globs", async () => {
  const inPolicy = { "envs/prod/web.yaml": "privileged: true\n" };
  const found = "envs/prod/web.yaml:1:13 error Container `web` is privileged privileged (only with prod)\n";
  for (const values of ["envs/prod/web.yaml", "envs/prod/*.yaml"]) {
    const files = { ...chart("charts/web"), ...policyWith(values), ...inPolicy };
    await check(files, "", 1, found);
    const named = await runIn(files, "-q charts/web");
    assert.equal(named.stdout.replaceAll(/ +/g, " "), found, values);
  }
  const missing = { ...chart("charts/web"), ...policyWith("nope.yaml") };
  const { stdout, status } = await runIn(missing, "-q");
  assert.equal(status, 2);
  assert.match(stdout, /problem +open .*nope\.yaml: no such file or directory/);
});

test("values of the command line, with Helm's order: then just this set", async () => {
  const files = { ...chart("web", undefined, { "values-prod.yaml": "privileged: true\n" }), "my.yaml": "privileged: true\n" };
  const given = "my.yaml:1:13 error Container `web` is privileged privileged\n";
  await check(files, "-f my.yaml", 1, given);
  await check(files, "--values my.yaml --set privileged=false", 0, "");
  const template = "web/templates/pod.yaml:13:21 error Container `web` is privileged privileged\n";
  await check(files, "--set privileged=true", 1, template);
  await check(files, "--set privileged=true --set privileged=false", 0, "");
  await check(files, '--set-json {"privileged":true}', 1, template);
  await check(files, "--set-string other=true", 0, "");
  await check({ ...files, "yes.txt": "true" }, "--set-file privileged=yes.txt", 1, template);
  await check(files, "-f -", 1, "<stdin>:1:13 error Container `web` is privileged privileged\n", { stdin: "privileged: true\n" });
});

test("values that can't be used are said before anything is read", async () => {
  const files = chart("web");
  const cases: readonly [string, RegExp][] = [
    ["-f nope.yaml", /`--values nope.yaml`: No such file\n/],
    ["--set privileged", /failed parsing --set data: key "privileged" has no value\n/],
    ["--set-file a=nope.txt", /failed parsing --set-file data: open nope.txt: No such file\n/],
    ["--set-json {", /--set-json/],
    ["--profile prod --set a=b", /`--profile` names a chart's own values/],
    ["-f - -", /Standard input can be read once only/],
  ];
  for (const [line, message] of cases) {
    const ran = await runIn(files, line);
    assert.deepEqual([ran.status, ran.stdout], [2, ""], line);
    assert.match(ran.stderr, message, line);
  }
  const none = await runIn({ "a.yaml": pod("a") }, "--set a=b");
  assert.deepEqual(
    [none.status, none.stderr.split("\n", 1)[0]],
    [2, "kube-clinic: Values are for charts, and there is none in ."],
  );
  assert.equal((await runIn({ "a.yaml": pod("a") }, "--profile prod")).status, 2);
  const message =
    "failed to parse my.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 1: this `[` is never closed";
  await check({ ...files, "my.yaml": "a: [\n" }, "-f my.yaml", 2, `my.yaml:1:1 problem ${message} chart-render-failed\n`);
});

test("what does not render: a note where it was found, a problem where it was asked for", async () => {
  const files = { ...chart("web", undefined, refusing), ...chart("ok") };
  await check(files, "", 0, said("note"));
  await check(files, "web", 2, said("problem"));
  await check(files, "web/values.yaml", 2, said("problem"));
  await check(files, "--set who=me", 0, "");
  await check(files, "web --set other=me", 2, said("problem"));
  const found = { ...chart("web", undefined, { ...refusing, "values-prod.yaml": "who: me\n" }) };
  await check(found, "web", 0, said("note").replace("Say who you are", "Say who you are (only with `default`)"));
  const hurt = { ...chart("web", undefined, { "values-prod.yaml": "a: [\n" }) };
  assert.equal((await runIn(hurt, "web")).status, 0);
  const broken = chart("web", undefined, { "templates/pod.yaml": "{{ if }}\n" });
  assert.equal((await runIn(broken, "")).status, 2);
});

test("a broken Chart.yaml is located", async () => {
  const { stdout, status } = await runIn(chart("web", undefined, { "Chart.yaml": "name: [\n" }), "-q");
  assert.equal(status, 2);
  assert.match(stdout, /^web\/Chart.yaml:\d+:\d+ {2}problem /);
});

test("a missing dependency is one hint; a chart beside it stands in for it", async () => {
  const lib = {
    "charts/lib/Chart.yaml": chartYaml("lib", "type: library\n"),
    "charts/lib/templates/_on.tpl": `{{ define "lib.on" }}yes{{ end }}\n`,
  };
  const hint = "Dependency `lib` has no copy in `charts/`: run `helm dependency build`\n";
  await check(needs("https://example.com"), "", 0, `charts/web/Chart.yaml:5:13 hint ${hint}`);
  for (const repository of ["https://example.com", "file://../lib"]) {
    const { stdout } = await runIn({ ...needs(repository), ...lib }, "-q --select privileged");
    assert.doesNotMatch(stdout, /no copy/, repository);
    assert.match(stdout, /Container `web` is privileged/, repository);
  }
  const alone = await runIn({ ...needs("file://../lib"), ...lib }, "-q charts/web --select privileged");
  assert.match(alone.stdout, /Container `web` is privileged/);
  assert.doesNotMatch(alone.stdout, /no copy/);
});

test("more than eight values sets are said once", async () => {
  const sets = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`values-${i}.yaml`, "noToken: true\n"]));
  const message =
    "3 more values sets are left out: at most 8 of a chart are analysed; name those that count under `profiles` in the policy";
  await check(chart("web", undefined, sets), "", 0, `web/Chart.yaml hint ${message}\n`);
});

test("a file, or a folder of templates, of a chart is reported alone", async () => {
  const files = chart("web", bad.replace("noToken: true\n", ""));
  const value = "web/values.yaml:1:13 error Container `web` is privileged privileged\n";
  const token = "web/templates/pod.yaml:6:17 warning Pod mounts a token token-mounted\n";
  const all = (await runIn(files, "-q")).stdout.replaceAll(/ +/g, " ");
  const [first = "", second = ""] = all.split("\n\n");
  assert.match(all, /web\/templates\/pod.yaml.*token-mounted/);
  assert.ok(all.includes(value), all + token);
  await check(files, "web/values.yaml", 1, value);
  await check(files, "web/templates/pod.yaml", 1, `${first}\n`);
  await check(files, "web/templates", 1, `${first}\n`);
  assert.equal(`${second}`, value);
});

test("an archive is a chart, too, and is not fixed", async () => {
  const files = chart("web", bad);
  const prepare = packOnly;
  const found = "web-1.0.0.tgz!/values.yaml:1:13 error Container `web` is privileged privileged\n";
  await check(files, "web-1.0.0.tgz", 1, found, { prepare });
  await check(files, "--fix=confirm web-1.0.0.tgz", 1, found, { prepare });
  await check(files, "", 0, "", { prepare });
  const broken = await runIn(files, "-q no.tgz", { prepare });
  assert.deepEqual([broken.status, broken.stdout.split(":")[0]], [2, "no.tgz  problem  This is no chart archive"]);
});

test("links: into the root, not out of it, nor in a circle", async () => {
  const files = { ...chart("web", bad), ...chart("common", bad) };
  const prepare = addLinks;
  const { stderr, status } = await runIn(files, "-q", { prepare });
  assert.deepEqual([stderr, status], ["", 1]);
});

test("standard input stands for a file of a chart", async () => {
  const found = "web/values.yaml:1:13 error Container `web` is privileged privileged\n";
  await check(chart("web"), "- --stdin-filename web/values.yaml", 1, found, { stdin: bad });
});

test("charts and manifests in one summary", async () => {
  const files = { ...chart("web", bad), "a.yaml": pod("a", { token: false }) };
  const { stdout } = await runIn(files, "");
  assert.match(
    stdout,
    /\n1 error in 2 files \(2 resources, 1 chart\)\nSee fixes for 1 in charts: {2}kube-clinic check --fix=confirm --diff\n$/,
  );
  assert.equal((await runIn(chart("web"), "")).stdout, "No findings in 1 file (1 resource, 1 chart)\n");
  const again = await runIn(chart("web", bad), "--set a=b -f web/values.yaml");
  assert.match(again.stdout, /kube-clinic check --fix=confirm --diff --values web\/values.yaml --set a=b\n/);
});

test("suppressions in values, in templates and by annotation", async () => {
  const silent = chart("web", "privileged: true # kube-clinic-ignore privileged\nnoToken: true\n");
  await check(silent, "", 0, "");
  await check(silent, "--no-suppressions", 1, "web/values.yaml:1:13 error Container `web` is privileged privileged\n");
  const { stdout } = await runIn(silent, "--show-suppressed");
  assert.match(stdout, /privileged suppressed by comment/);
});

test("a chart's policy that can't be used is located once", async () => {
  const files = { ...chart("a"), ...chart("b"), "kube-clinic.yaml": "rules: { privilegd: off }\n" };
  const { stdout, status } = await runIn(files, "-q");
  assert.equal(status, 2);
  assert.equal(stdout.match(/Unknown rule/g)?.length, 1);
});

function packOnly(folder: string): void {
  pack(folder, "web", "web-1.0.0.tgz");
  rmSync(path.join(folder, "web"), { recursive: true });
  writeFileSync(path.join(folder, "no.tgz"), "no gzip");
}

function addLinks(folder: string): void {
  symlinkSync("..", path.join(folder, "web/back"));
  symlinkSync("../../common", path.join(folder, "web/charts"));
}

function policyWith(values: string): Files {
  return {
    "kube-clinic.yaml": `extends: [recommended]\nprofiles:\n  prod: { charts: ["charts/*"], values: ["${values}"] }\n`,
  };
}

function said(label: string): string {
  return `web/templates/need.yaml:1:13 ${label} The chart refuses these values: Say who you are chart-render-failed\n`;
}

function needs(repository: string): Files {
  return chart("charts/web", undefined, {
    "Chart.yaml": chartYaml("web", `dependencies:\n  - { name: lib, version: 1.0.0, repository: "${repository}" }\n`),
    "templates/use.yaml": `{{ if include "lib.on" . }}\n${pod("lib", { privileged: true })}{{ end }}\n`,
  });
}
