// Keeps the house in order: who may import whom, which package lives where, and what every file owes its reader.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

/** Rooms of server/src, and what each may import beside itself. */
const rooms: Record<string, readonly string[] | "anything"> = {
  base: [],
  yaml: ["base"],
  template: ["base"],
  schema: ["base", "yaml"],
  helm: ["base", "yaml", "template", "schema"],
  kube: ["base", "yaml", "schema"],
  policy: ["base", "yaml", "schema"],
  workspace: ["base", "yaml", "template", "schema", "helm", "kube", "policy"],
  lint: ["base", "yaml", "schema", "kube", "policy", "workspace"],
  rules: ["base", "yaml", "schema", "kube", "lint/rule.ts"],
  place: ["base", "yaml", "template", "schema", "helm", "kube", "policy", "workspace", "lint"],
  features: ["base", "yaml", "template", "schema", "helm", "kube", "policy", "workspace", "lint", "rules", "place"],
  host: ["base", "workspace"],
  server: "anything",
  cli: "anything",
  tools: "anything",
};

/** npm packages and Node's own modules, and the rooms (or files) that may know them. Tests and tools are free. */
const packages: Record<string, readonly string[]> = {
  yaml: ["yaml/"],
  "js-yaml": ["yaml/"],
  re2js: ["base/regex.ts"],
  fflate: ["helm/gunzip.ts"],
  "vscode-languageserver-types": ["features/", "server/"],
  "vscode-languageserver": ["server/"],
  "vscode-languageserver-textdocument": ["server/"],
  "vscode-uri": ["features/", "host/", "server/"],
};
const nodeRooms = ["host/", "cli/", "tools/", "server/node.ts"];

interface Import {
  readonly file: string;
  readonly from: string;
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

const sources = ["server/src", "client/src", "test"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.split(path.sep).join("/")}`)
    .filter((name) => name.endsWith(".ts")),
);
const text = new Map(sources.map((file) => [file, readFileSync(file, "utf8")]));
const imports: Import[] = sources.flatMap((file) =>
  [...text.get(file)!.matchAll(/^(?:import|export)\s(?:[^"'`;]*?\sfrom\s)?"([^"]+)"|\bimport\("([^"]+)"\)/gm)].map((match) => ({
    file,
    from: (match[1] ?? match[2])!,
    typeOnly: /^(?:import|export) type\b/.test(match[0]),
  })),
);
const product = (file: string) => file.startsWith("server/src/") && !file.endsWith(".test.ts");
const inSource = (file: string) => file.slice("server/src/".length);

test("rooms import only what the table allows", () => {
  const faults = imports.flatMap(({ file, from }) => {
    if (!product(file) || !from.startsWith(".")) return [];
    const target = inSource(path.posix.join(path.posix.dirname(file), from));
    const [room, targetRoom] = [inSource(file).split("/")[0]!, target.split("/")[0]!];
    const allowed = rooms[room];
    if (!allowed) return [`${file}: the room ${room} is not in the table`];
    if (room === targetRoom || allowed === "anything" || allowed.some((entry) => entry === targetRoom || entry === target))
      return [];
    return [`${file} imports ${target}`];
  });
  assert.deepEqual(faults, []);
});

test("rules stand alone", () => {
  const faults = imports.filter(
    ({ file, from }) => /^server\/src\/rules\/[^/]+\//.test(file) && product(file) && /^(\.\/|\.\.\/(?!\.\.))/.test(from),
  );
  assert.deepEqual(faults, []);
});

test("no imports run in a circle", () => {
  const graph = new Map<string, string[]>();
  // A view knows the one that it hangs on by type alone.
  for (const { file, from, typeOnly } of imports) {
    if (!from.startsWith(".") || typeOnly) continue;
    graph.set(file, [...(graph.get(file) ?? []), path.posix.join(path.posix.dirname(file), from)]);
  }
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, trail: readonly string[]) => {
    if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
    if (trail.includes(file) || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  assert.deepEqual(circles, []);
});

test("packages live in their rooms", () => {
  const faults = imports.flatMap(({ file, from }) => {
    if (!product(file) || from.startsWith(".") || inSource(file).startsWith("tools/")) return [];
    if (from.startsWith("node:"))
      return nodeRooms.some((room) => inSource(file).startsWith(room)) ? [] : [`${file} imports ${from}`];
    const name = from.startsWith("@") ? from.split("/").slice(0, 2).join("/") : from.split("/")[0]!;
    return packages[name]?.some((room) => inSource(file).startsWith(room)) ? [] : [`${file} imports ${from}`];
  });
  assert.deepEqual(faults, []);
});

test("the client knows vscode and the protocol's types, nothing else", () => {
  const faults = imports.filter(({ file, from }) => {
    if (!file.startsWith("client/") || file.endsWith(".test.ts")) return false;
    if (!from.startsWith("."))
      return (
        !["vscode", "vscode-languageclient/node", "vscode-languageclient/browser", "vscode-languageclient"].includes(from) &&
        !from.startsWith("node:")
      );
    const target = path.posix.join(path.posix.dirname(file), from);
    return !target.startsWith("client/") && target !== "server/src/server/protocol.ts";
  });
  assert.deepEqual(faults, []);
});

test("every module says in its first line what it is", () => {
  assert.deepEqual(
    sources.filter((file) => !/^\/\/ [A-Z].{10,}/.test(text.get(file)!.split("\n")[0]!)),
    [],
  );
});

test("a rule's file is named by its id, lies in its category and has a page", () => {
  for (const file of sources.filter((name) => /^server\/src\/rules\/[^/]+\//.test(name) && !name.endsWith(".test.ts"))) {
    const id = path.basename(file, ".ts");
    assert.match(text.get(file)!, new RegExp(`\\bid: "${id}"`), file);
    assert.match(text.get(file)!, new RegExp(`\\bcategory: "${file.split("/")[3]}"`), file);
    assert.ok(existsSync(file.replace(/\.ts$/, ".md")), `${file} has no page`);
  }
});

test("no console outside of what prints, no pattern built from text outside of base, no default exports", () => {
  const faults = sources
    .filter((file) => product(file))
    .flatMap((file) => {
      const code = text.get(file)!;
      const prints = /^(cli|tools)\//.test(inSource(file));
      return [
        ...(!prints && /(?<!\.)\bconsole\./.test(code) ? [`${file}: console`] : []),
        ...(!inSource(file).startsWith("base/") && /new RegExp\((?!\/)/.test(code) && !inSource(file).startsWith("tools/")
          ? [`${file}: new RegExp`]
          : []),
        ...(/^export default/m.test(code) ? [`${file}: default export`] : []),
        ...(/\butils?\b|\bhelpers?\b|\bcommon\b/.test(file) ? [`${file}: a name that says nothing`] : []),
      ];
    });
  assert.deepEqual(faults, []);
});
