// Makes manifests with one fault each and has kubectl-validate judge them. Usage: judge.ts PATH/TO/oracle (fixtures/schema/validate/oracle)

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { isBuiltIn } from "../../server/src/schema/built-in.ts";
import { bundledCatalogue } from "../../server/src/schema/bundled.ts";
import { holds, type Kind } from "../../server/src/schema/schema.ts";
import { change, changeNames, type Change } from "./fault.ts";
import { Random } from "./random.ts";
import { sampleOf, type Fields, type Value } from "./sample.ts";

const MINOR = 30;
const ROUNDS = 62;

interface Case extends Change {
  readonly text: string;
}

interface Verdict {
  readonly ok: boolean;
  readonly errors?: readonly string[];
}

const oracle = process.argv[2];
if (!oracle) throw new Error("usage: judge.ts PATH/TO/oracle");
const schemas = bundledCatalogue((name) => readFileSync(`schemas/${name}.json`, "utf8"));
const random = new Random(20261125);

const whole = samples();
const first = judged(whole.map(({ object }) => yamlOf(object)));
const pool = whole.filter((_, i) => first[i]!.ok);
console.log(`${whole.length} samples of ${new Set(whole.map(({ kind }) => kind)).size} kinds, ${pool.length} valid`);
for (const [i, { ok, errors }] of first.entries()) if (!ok) console.log(`${whole[i]!.kind.kind}: ${errors?.[0]}`);

const cases: Case[] = pool.map(({ object }) => ({ what: "none", path: [], text: yamlOf(object) })).slice(0, 200);
for (const what of changeNames) {
  let found = 0;
  for (let tries = 0; tries < 3000 && found < ROUNDS; tries++) {
    const { kind, object } = random.pick(pool);
    const copy = structuredClone(object);
    const done = change(what, copy, kind.schema, MINOR, random);
    if (!done) continue;
    found++;
    cases.push({ ...done, text: yamlOf(copy) });
  }
  if (found < ROUNDS) console.log(`${what}: only ${found}`);
}
const verdicts = judged(cases.map(({ text }) => text));
const file = "test/fixtures/schema/validate/judged.json.gz";
const result = {
  tool: "sigs.k8s.io/kubectl-validate v0.0.4",
  kubernetes: `1.${MINOR}`,
  cases: cases.map(({ what, path, text }, i) => ({
    what,
    path,
    text,
    ok: verdicts[i]!.ok,
    errors: verdicts[i]!.errors?.map(short),
  })),
};
writeFileSync(file, gzipSync(JSON.stringify(result), { level: 9 }));
console.log(`${cases.length} cases in ${file}`);

function short(error: string): string {
  return error.split("\t").slice(0, 2).join(" ");
}

function samples(): { readonly kind: Kind; readonly object: Fields }[] {
  const kinds = schemas.kinds.filter(
    (kind) =>
      isBuiltIn(kind.group) &&
      holds(kind.minors, MINOR) &&
      kind.plural &&
      kind.kind !== "CustomResourceDefinition" &&
      !kind.kind.endsWith("Review"),
  );
  const often = kinds.filter(
    ({ group, kind }) => ["apps", "batch", "networking.k8s.io"].includes(group) || kind === "Pod" || kind === "Service",
  );
  return [...kinds, ...kinds, ...often, ...often, ...often, ...often].map((kind) => ({
    kind,
    object: sampleOf(kind, MINOR, random),
  }));
}

function judged(texts: readonly string[]): readonly Verdict[] {
  const input = texts.map((text, i) => JSON.stringify({ id: String(i), text })).join("\n");
  const { stdout, status } = spawnSync(oracle!, [`1.${MINOR}`], { input, maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error("the oracle failed");
  // One verdict a line, in order.
  return stdout
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Verdict);
}

/** In blocks, with a line for each key and item. */
function yamlOf(value: Fields): string {
  return block(value, "");
}

function block(value: Value, indent: string): string {
  if (Array.isArray(value)) return value.map((item) => `${indent}-${inside(item, `${indent}  `, true)}`).join("");
  return Object.entries(value as Fields)
    .map(([key, inner]) => `${indent}${keyText(key)}:${inside(inner, `${indent}  `, false)}`)
    .join("");
}

function inside(value: Value, indent: string, isItem: boolean): string {
  if (typeof value !== "object" || value === null) return ` ${scalar(value)}\n`;
  if (Object.keys(value).length === 0) return Array.isArray(value) ? " []\n" : " {}\n";
  const text = block(value, indent);
  return isItem && !Array.isArray(value) ? ` ${text.slice(indent.length)}` : `\n${text}`;
}

function scalar(value: null | boolean | number | string): string {
  if (typeof value === "string" && value.endsWith(" as written")) return value.slice(0, -" as written".length);
  return JSON.stringify(value);
}

function keyText(key: string): string {
  return /^[A-Za-z][A-Za-z0-9.]*$/.test(key) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(key) ? key : JSON.stringify(key);
}
