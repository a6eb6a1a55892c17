// What kubectl-validate says of two thousand manifests, and what we say of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { LineIndex } from "../../server/src/base/line-index.ts";
import { resourcesOf } from "../../server/src/kube/resource.ts";
import { bundledCatalogue } from "../../server/src/schema/bundled.ts";
import { validate } from "../../server/src/schema/validate.ts";
import type { SchemaProblem } from "../../server/src/schema/validate-problem.ts";
import { at, getPair } from "../../server/src/yaml/access.ts";
import { parseDocument } from "../../server/src/yaml/parse.ts";
import type { YamlDocument } from "../../server/src/yaml/tree.ts";

interface Case {
  readonly what: string;
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly ok: boolean;
  /** `field kind` */
  readonly errors?: readonly string[];
}

const schemas = bundledCatalogue((name) => readFileSync(`schemas/${name}.json`, "utf8"));
// test/schema/judge.ts wrote it.
const { cases } = JSON.parse(gunzipSync(readFileSync("test/fixtures/schema/validate/judged.json.gz")).toString()) as {
  readonly cases: readonly Case[];
};

/** The tool's schemas have no enums; it takes any text for a quantity, any integer for 32 bits, and a boolean for a port. The server takes none. */
const beyondTool = new Set(["enum", "quantity", "range", "boolean-for-port"]);

/** Why we say otherwise, where we are right: by the API server's own code. */
function reason({ what, text, ok, errors }: Case, problems: readonly SchemaProblem[]): string | undefined {
  const kind = /^kind: "(\w+)"$/m.exec(text)?.[1] ?? "";
  if (ok && beyondTool.has(what)) return "the tool does not look";
  // It fills in the empty text, number or object before it asks what is there; the server's validation refuses those.
  if (ok && what === "missing" && problems.every(({ code }) => code === "missing")) return "the tool fills in a default";
  if (
    !ok &&
    what === "name" &&
    /^(?:(?:Cluster)?Role(?:Binding)?|APIService|CertificateSigningRequest|IPAddress|Event|ClusterTrustBundle)$/.test(kind)
  )
    return "the names of this kind are freer than the tool has it";
  if (!ok && what === "no-name" && kind === "Binding") return "a binding is named by its URL";
  if (!ok && errors?.[0]?.startsWith("endpoints ") && kind === "EndpointSlice")
    return "no longer required from 1.35 on, and never was";
  return undefined;
}

test("we and kubectl-validate agree on what is valid", () => {
  const unexplained: string[] = [];
  const explained = new Map<string, number>();
  let compared = 0;
  let equal = 0;
  for (const entry of cases) {
    const { problems } = judge(entry.text);
    const isSame = entry.ok === (problems.length === 0);
    const why = isSame ? undefined : reason(entry, problems);
    if (!beyondTool.has(entry.what) && why !== "the tool fills in a default") {
      compared++;
      if (isSame) equal++;
    }
    if (why) explained.set(why, (explained.get(why) ?? 0) + 1);
    else if (!isSame)
      unexplained.push(`${entry.what} at ${entry.path.join(".")}: ${problems[0]?.message ?? entry.errors?.join(", ")}`);
  }
  assert.deepEqual(unexplained, []);
  assert.ok(cases.length > 2000 && compared > 1900, `${cases.length} cases, ${compared} compared`);
  assert.ok(equal / compared >= 0.99, `${equal} of ${compared}: ${JSON.stringify([...explained])}`);
});

test("faults that the tool does not look for are found", () => {
  for (const entry of cases.filter(({ what }) => beyondTool.has(what)))
    assert.ok(judge(entry.text).problems.length > 0, `${entry.what} at ${entry.path.join(".")}`);
});

test("a finding stands on the line of the fault", () => {
  const elsewhere: string[] = [];
  for (const entry of cases) {
    const { document, problems } = judge(entry.text);
    if (entry.what === "none" || problems.length === 0) continue;
    const lines = new LineIndex(entry.text);
    const lineAt = (offset: number) => lines.positionAt(offset).line;
    const [first, last] = placeOf(document, entry.path);
    const found = problems.map((problem) => lineAt(standsAt(document, problem)));
    if (!found.some((line) => line >= lineAt(first) && line <= lineAt(last)))
      elsewhere.push(`${entry.what} at ${entry.path.join(".")}`);
  }
  assert.deepEqual(elsewhere, []);
});

function judge(text: string): { readonly document: YamlDocument; readonly problems: readonly SchemaProblem[] } {
  const document = parseDocument(text);
  const problems = resourcesOf(document).flatMap((resource) => {
    const kind = schemas.find(resource.group, resource.version, resource.kind);
    return kind ? validate(resource.node, kind, [30]) : [];
  });
  return { document, problems };
}

/** What is missing is told where the reporter puts it: on the deepest part of its path that is written. */
function standsAt({ root }: YamlDocument, { node, absent, path }: SchemaProblem): number {
  const written = path.length - (absent?.length ?? 0);
  for (let length = path.length; length > written; length--) {
    const pair = getPair(at(root, path.slice(0, length - 1)), String(path[length - 1]));
    if (pair) return pair.key.start;
  }
  return node.start;
}

/** From the key to the value's first line; of an item that is there twice, and of an object that lacks something, to its end. */
function placeOf(document: YamlDocument, path: readonly (string | number)[]): readonly [first: number, last: number] {
  const last = path.at(-1);
  const pair = typeof last === "string" ? getPair(at(document.root, path.slice(0, -1)), last) : undefined;
  const value = pair?.value ?? at(document.root, path) ?? document.root!;
  return [pair?.key.start ?? value.start, value.kind === "map" ? value.end : value.start];
}
