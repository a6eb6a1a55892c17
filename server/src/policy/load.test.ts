// Policies: what each part does, how files are merged, and what is said of every mistake.

import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultSettings } from "./defaults.ts";
import { loadPolicy, type Policy } from "./load.ts";
import { sampleIndex } from "./sample-index.ts";
import type { Settings } from "./settings.ts";

const today = "2026-06-15";

function load(files: string | Record<string, string>, boundary?: string): Policy {
  const all = typeof files === "string" ? { "kube-clinic.yaml": files } : files;
  return loadPolicy("/w/shop/kube-clinic.yaml", (path) => all[path.replace("/w/shop/", "")], sampleIndex, today, boundary);
}

/** Rules that are on, as `id`, `id=severity`; blank-divided, sorted. */
function on({ rules }: Settings): string {
  return [...rules].map(([id, { severity }]) => (severity ? `${id}=${severity}` : id)).join(" ");
}

const recommended = "privileged-container host-network run-as-non-root-missing env-ref-unknown";
const strict = "privileged-container host-network run-as-non-root-missing cpu-limit-missing env-ref-unknown";

function checkOn(files: string | Record<string, string>, expected: string): void {
  const policy = load(files);
  assert.deepEqual(policy.problems, []);
  assert.equal(on(policy.settings), expected);
}

/**
 * The text carries its problems: below a line, carets under the span and the message (`w:` before it for a warning).
 * Lines of marks are taken out before loading.
 */
function checkProblems(marked: string, others: Record<string, string> = {}): Policy {
  const lines = marked.replace(/^\n/, "").split("\n");
  const text = lines.filter((line) => !/^ *#? *\^/.test(line)).join("\n");
  const policy = load({ ...others, "kube-clinic.yaml": text });
  const out: string[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    out.push(line);
    for (const { path, start, end, severity, message } of policy.problems) {
      if (path !== policy.path || start < offset || start > offset + line.length) continue;
      out.push(
        `${" ".repeat(start - offset)}${"^".repeat(Math.max(1, end - start))} ${severity === "warning" ? "w: " : ""}${message}`,
      );
    }
    offset += line.length + 1;
  }
  assert.equal(out.join("\n"), lines.map((line) => line.replace("#", " ")).join("\n"));
  return policy;
}

test("presets and levels", () => {
  checkOn("", recommended);
  checkOn("# nothing yet\n", recommended);
  checkOn("{}", recommended);
  checkOn({ "kube-clinic.yaml": "extends: [./a.yaml, ./b.yaml]", "a.yaml": "{}", "b.yaml": "# empty" }, recommended);
  checkOn("rules:\n", recommended);
  checkOn("extends: [strict]", strict);
  checkOn("extends: [recommended, strict]", strict);
  checkOn("extends: []", "");
  checkOn("extends: []\nrules: { host-network: warning }", "host-network=warning");
  checkOn("rules: { host-network: off, env-ref-unknown: false }", "privileged-container run-as-non-root-missing");
  checkOn(
    'rules: { host-network: "off", privileged-container: info, fs-group-missing: error }',
    ["privileged-container=info run-as-non-root-missing env-ref-unknown fs-group-missing=error"].join(" "),
  );
  checkOn("rules: { cpu-limit-missing: { severity: error } }", strict.replace("cpu-limit-missing", "cpu-limit-missing=error"));
  assert.equal(on(defaultSettings(sampleIndex)), recommended);
});

test("trusted images switch their rule on, unless it is off", () => {
  checkOn("extends: []\nimages: { trusted: ['ghcr.io/acme/*'] }", "image-registry-not-allowed");
  checkOn("extends: []\nimages: { trusted: [a] }\nrules: { image-registry-not-allowed: off }", "");
  checkOn("extends: []\nimages: { trusted: [] }", "");
  assert.deepEqual(load("images: { trusted: [a, 1.10] }").settings.images, { trusted: ["a", "1.10"], blocked: [] });
});

function options(text: string) {
  return load(text).settings.rules.get("cpu-limit-missing")?.options;
}

test("options are typed, and defaults are filled in", () => {
  const defaults = { kinds: ["Deployment"], minimum: 1, sidecars: false, unit: "m" };
  assert.deepEqual(options("extends: [strict]"), defaults);
  assert.deepEqual(
    options(
      "rules: { cpu-limit-missing: { severity: info, options: { kinds: [Pod, 1.0], minimum: 0x10, sidecars: true, unit: 1.10 } } }",
    ),
    { kinds: ["Pod", "1.0"], minimum: 16, sidecars: true, unit: "1.10" },
  );
});

function minors(text: string): string {
  return load(text).settings.kubernetes.join(" ");
}

test("minors are read as they are written", () => {
  assert.equal(minors(""), "1.36");
  assert.equal(minors("kubernetes: [1.30, '1.29', \"1.31\"]"), "1.29 1.30 1.31");
  assert.equal(minors("kubernetes:\n  - 1.34\n  - 1.34"), "1.34");
  assert.equal(minors("kubernetes: [1.3]"), "1.36");
});

test("unknown names are said with the nearest right one", () => {
  checkProblems(`
ruls: {}
^^^^ Unknown key \`ruls\` (did you mean \`rules\`?)
rules:
  host-netwrk: off
  ^^^^^^^^^^^ Unknown rule \`host-netwrk\` (did you mean \`host-network\`?)
  host-network: warn
                ^^^^ Unknown level \`warn\` (did you mean \`warning\`?)
  privileged-container: { severty: info }
                          ^^^^^^^ Unknown key \`severty\` (did you mean \`severity\`?)
  env-ref-unknown: { severity: true }
                               ^^^^ Unknown level \`true\`, one of \`off\`, \`info\`, \`warning\`, \`error\`
  cpu-limit-missing: { severity: info, options: { kind: [] } }
                                                  ^^^^ Unknown option \`kind\` (did you mean \`kinds\`?)
extends: [recomended]
          ^^^^^^^^^^ Unknown preset \`recomended\` (did you mean \`recommended\`?)
images: { trust: [] }
          ^^^^^ Unknown key \`trust\` (did you mean \`trusted\`?)
overrides:
  - match: { kind: [Pod] }
             ^^^^ Unknown key \`kind\` (did you mean \`kinds\`?)
    rules: { host-network: error }
    why: x
    ^^^ Unknown key \`why\``);
});

test("values of the wrong kind", () => {
  checkProblems(`
extends: strict
         ^^^^^^ \`extends\` must be a list
kubernetes: [1.3, v1.34, 1.27, 1.37, ~]
             ^^^ \`1.3\` is no Kubernetes minor (did you mean \`1.30\`?)
                  ^^^^^ \`v1.34\` is no Kubernetes minor (did you mean \`1.34\`?)
                         ^^^^ Kubernetes \`1.27\` is not supported, only \`1.28\` to \`1.36\`
                               ^^^^ Kubernetes \`1.37\` is not supported, only \`1.28\` to \`1.36\`
                                     ^ An item of \`kubernetes\` has no value
images: [a]
        ^^^ \`images\` must be a map
rules:
  host-network:
               ^ \`host-network\` has no value
  privileged-container: [off]
                        ^^^^^ \`privileged-container\` must be one word or a map
  run-as-non-root-missing: { options: { accept: stict } }
                                                ^^^^^ Unknown value \`stict\` (did you mean \`strict\`?)
  cpu-limit-missing:
    severity: info
    options:
      kinds: Pod
             ^^^ \`kinds\` must be a list
      minimum: 0
               ^ \`minimum\` must be a whole number of at least 1
      sidecars: "true"
                ^^^^^^ \`sidecars\` must be \`true\` or \`false\`
      unit: [a]
            ^^^ \`unit\` must be a text
overrides:
  - host-network
    ^^^^^^^^^^^^ An item of \`overrides\` must be a map
  - match: { kinds: Pod, labels: { a: ~ }, files: [""] }
                    ^^^ \`match.kinds\` must be a list
                                      ^ \`match.labels.a\` has no value
                                                   ^^ A glob must not be empty
    rules: { host-network: error }
  - rules: { host-network: error }
    ^^^^^ \`match\` is missing
  - match: {}
           ^^ \`match\` names nothing to match
    rules: { host-network: error }`);
  checkProblems("- a\n^^^ A policy file must be a map");
});

test("what comes later is said to be not available", () => {
  checkProblems(`
extends: [pod-security/restricted@v1.34, cis, nsa, cost, pod-security/baseline]
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Preset \`pod-security/restricted@v1.34\` is not available yet
                                         ^^^ Preset \`cis\` is not available yet
                                              ^^^ Preset \`nsa\` is not available yet
                                                   ^^^^ Preset \`cost\` is not available yet
                                                         ^^^^^^^^^^^^^^^^^^^^^ Preset \`pod-security/baseline\` is not available yet
custom: [a.yaml]
^^^^^^ \`custom\` is not available yet
images: { blocked: [a] }
          ^^^^^^^ \`images.blocked\` is not available yet
overrides:
  - match: { kinds: [Pod] }
    rules: { cpu-limit-missing: { severity: error, options: {} } }
                                                   ^^^^^^^ \`cpu-limit-missing.options\` is not available yet`);
});

test("rules that nothing comes of", () => {
  checkProblems(`
rules:
  image-registry-not-allowed: error
  ^^^^^^^^^^^^^^^^^^^^^^^^^^ w: \`image-registry-not-allowed\` finds nothing without \`images.trusted\`
  cpu-limit-missing: { options: { unit: c } }
  ^^^^^^^^^^^^^^^^^ w: \`cpu-limit-missing\` has options but is off: give it a \`severity\`
  run-as-non-root-missing: { options: { accept: strict } }`);
});

test("what is no policy at all", () => {
  checkProblems("just text\n^^^^^^^^^ A policy file must be a map");
  const broken = load("rules:\n  host-network: off\n bad: [\n");
  assert.ok(broken.problems.some(({ severity }) => severity === "error"));
  assert.ok(!broken.settings.rules.has("host-network"), "what could be read is used");
  const missing = load({});
  assert.deepEqual(
    missing.problems.map(({ path, message }) => [path, message]),
    [["/w/shop/kube-clinic.yaml", "This policy file is not there or cannot be read"]],
  );
  assert.equal(on(missing.settings), recommended);
  checkProblems("rules: {}\n---\nrules: {}\n^ A policy file holds one document, what follows is not read");
  checkOn("# a comment\n---\nextends: []\n", "");
});

test("spans count from the start of the file", () => {
  const text = "# a comment\n---\nruls: {}\n";
  const { problems } = load(text);
  assert.equal(text.slice(problems[0]?.start, problems[0]?.end), "ruls");
});

test("extends merges maps by key and appends lists, the extending file last", () => {
  checkOn(
    { "kube-clinic.yaml": "extends: [./team.yaml]", "team.yaml": "rules: { host-network: off }" },
    recommended.replace("host-network ", ""),
  );
  checkOn(
    {
      "kube-clinic.yaml": "extends: [./team.yaml]\nrules: { host-network: info }",
      "team.yaml": "extends: []\nrules: { host-network: off, fs-group-missing: error }",
    },
    "host-network=info fs-group-missing=error",
  );
  checkOn(
    { "kube-clinic.yaml": "extends: [team.yaml, strict]", "team.yaml": "extends: []\nrules: { host-network: off }" },
    strict.replace("host-network ", ""),
  );
  checkOn(
    {
      "kube-clinic.yaml": "extends: [a.yaml, b.yaml]",
      "a.yaml": "extends: []\nrules: { host-network: info }",
      "b.yaml": "extends: []\nrules: { host-network: error }",
    },
    "host-network=error",
  );
  const policy = load({
    "kube-clinic.yaml": "extends: [./x/team.yaml]\nimages: { trusted: [b, a] }\nrules: { cpu-limit-missing: error }",
    "x/team.yaml":
      "extends: [../base.yaml]\nimages: { trusted: [a] }\nrules: { cpu-limit-missing: { options: { unit: c } } }\nkubernetes: [1.33]",
    "base.yaml": "kubernetes: [1.30, 1.31]\nrules: { cpu-limit-missing: { severity: info, options: { unit: x, minimum: 3 } } }",
  });
  assert.deepEqual(policy.problems, []);
  assert.deepEqual(policy.settings.images.trusted, ["a", "b"]);
  assert.deepEqual(policy.settings.kubernetes, ["1.33"]);
  const setting = policy.settings.rules.get("cpu-limit-missing");
  assert.equal(setting?.severity, "error");
  assert.equal(setting?.options["unit"], "c");
  assert.equal(setting?.options["minimum"], 3);
  assert.deepEqual(policy.files, ["/w/shop/kube-clinic.yaml", "/w/shop/x/team.yaml", "/w/shop/base.yaml"]);
});

test("extends that cannot be followed", () => {
  checkProblems(
    `
extends:
  - ./gone.yaml
    ^^^^^^^^^^^ \`./gone.yaml\` is not there or cannot be read
  - ./big.yaml
    ^^^^^^^^^^ \`./big.yaml\` is larger than 1 MB
  - /etc/team.yaml
    ^^^^^^^^^^^^^^ \`/etc/team.yaml\` must be a path relative to this file
  - C:/team.yaml
    ^^^^^^^^^^^^ \`C:/team.yaml\` must be a path relative to this file
  - https://example.com/team.yaml
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ \`https://example.com/team.yaml\` must be a path relative to this file
  - .\\team.yaml
    ^^^^^^^^^^^ \`.\\team.yaml\` must be written with \`/\`
  - ./kube-clinic.yaml
    ^^^^^^^^^^^^^^^^^^ \`./kube-clinic.yaml\` closes a cycle of \`extends\``,
    { "big.yaml": "é".repeat(500_001) },
  );
  const outside = load("extends: [../../secret.yaml, ../shop/x.yaml]", "/w/shop");
  assert.deepEqual(
    outside.problems.map(({ message }) => message),
    ["`../../secret.yaml` lies outside of the folder that is analysed", "`../shop/x.yaml` is not there or cannot be read"],
  );
  assert.ok(!outside.files.includes("/secret.yaml"));
});

test("cycles and depth are said where they close", () => {
  const cycle = load({ "kube-clinic.yaml": "extends: [a.yaml]", "a.yaml": "extends: [b.yaml]", "b.yaml": "extends: [a.yaml]" });
  assert.deepEqual(
    cycle.problems.map(({ path, message }) => [path, message]),
    [["/w/shop/b.yaml", "`a.yaml` closes a cycle of `extends`"]],
  );
  const deep = (depth: number) => {
    const files: Record<string, string> = { "kube-clinic.yaml": "extends: [1.yaml]" };
    for (let i = 1; i <= depth; i++) files[`${i}.yaml`] = i < depth ? `extends: [${i + 1}.yaml]` : "extends: []";
    return load(files).problems.map(({ path, message }) => `${path} ${message}`);
  };
  assert.deepEqual(deep(8), []);
  assert.deepEqual(deep(9), ["/w/shop/8.yaml `9.yaml` lies more than 8 files deep"]);
});

test("files that extend each other many times over end", () => {
  const files: Record<string, string> = { "kube-clinic.yaml": `extends: [${"1.yaml, ".repeat(20)}]` };
  for (let i = 1; i < 8; i++) files[`${i}.yaml`] = `extends: [${`${i + 1}.yaml, `.repeat(20)}]`;
  files["8.yaml"] = "rules: {}\nruls: {}";
  const { problems } = load(files);
  assert.ok(problems.some(({ message }) => message.includes("more than 100 files")));
  assert.equal(problems.filter(({ message }) => message.startsWith("Unknown key")).length, 1);
});

test("nothing is quoted of a file that is no policy", () => {
  const secret = "root:x:0:0:root:/root:/bin/bash\npassword: [hunter2\nother: }";
  const { problems } = load({ "kube-clinic.yaml": "extends: [./passwd.yaml]", "passwd.yaml": secret });
  assert.ok(problems.length > 0);
  for (const { message } of problems) assert.doesNotMatch(message, /root|password|hunter2|other/);
});

test("a problem in an extended file is located there", () => {
  const { problems } = load({ "kube-clinic.yaml": "extends: [./team.yaml]", "team.yaml": "rules: { host-netwrk: off }" });
  assert.deepEqual(problems, [
    {
      path: "/w/shop/team.yaml",
      start: 9,
      end: 20,
      severity: "error",
      message: "Unknown rule `host-netwrk` (did you mean `host-network`?)",
    },
  ]);
});

test("a virtual workspace", () => {
  const files: Record<string, string> = {
    "vscode-vfs://github/acme/shop/kube-clinic.yaml": "extends: [../team.yaml]",
    "vscode-vfs://github/acme/team.yaml": "extends: [strict]",
  };
  const policy = loadPolicy("vscode-vfs://github/acme/shop/kube-clinic.yaml", (path) => files[path], sampleIndex, today);
  assert.deepEqual(policy.problems, []);
  assert.equal(on(policy.settings), strict);
});

test("defaults without a policy", () => {
  assert.deepEqual(defaultSettings(sampleIndex, "1.34, 1.33").kubernetes, ["1.33", "1.34"]);
  assert.deepEqual(defaultSettings(sampleIndex, ["1.30", "9.9"]).kubernetes, ["1.30"]);
  assert.equal(defaultSettings(sampleIndex, "1.34"), defaultSettings(sampleIndex, ["1.34"]));
});

/** A list that holds an item very often. */
function many(item: string): string {
  return `[${Array.from({ length: 20_000 }, () => item).join(", ")}]`;
}

test("aliases that make much out of little, or out of themselves, end", () => {
  const started = performance.now();
  const { problems, overrides } = load(`
x-kinds: &kinds ${many("a")}
x-override: &override { match: { kinds: *kinds }, rules: { host-network: error } }
overrides: ${many("*override")}
`);
  assert.ok(problems.some(({ message }) => message === "`overrides` must not hold more than 500 items"));
  assert.equal(overrides.length, 0);
  load("overrides: &o [*o]\nrules: &r { host-network: *r, fs-group-missing: { options: *r } }\nextends: &e [*e]");
  const unknown = load(`rules: {${Array.from({ length: 20_000 }, (_, i) => `host-netwrk-${i}: off`).join(", ")}}`);
  assert.equal(unknown.problems.length, 100);
  assert.ok(performance.now() - started < 5000);
});

test("any piece of a policy is read without a fault", () => {
  const text = `extends: [strict, ./team.yaml]
kubernetes: ["1.33", 1.34]
images: { trusted: ["a/*"] }
rules: &x
  host-network: { severity: info, options: { a: [b] } }
overrides:
  - { match: { files: ["legacy/**"], labels: { a: b } }, rules: *x, reason: "x", until: 2027-01-31 }
`;
  for (let start = 0; start < text.length; start += 7)
    for (let end = start; end <= text.length; end += 17)
      for (const { start: from, end: to } of load(text.slice(start, end)).problems)
        assert.ok(from >= 0 && from <= to && to <= text.length);
});
