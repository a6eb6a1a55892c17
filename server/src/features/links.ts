// Paths in kustomizations, policies and charts as links to what they lead to.

import type { DocumentLink } from "vscode-languageserver-types";
import { basename, dirname, join } from "../base/path.ts";
import { isPolicyPath } from "../policy/presets.ts";
import { hasHole } from "../kube/unresolved.ts";
import { kustomizationNames } from "../workspace/kustomization.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { get, items } from "../yaml/access.ts";
import type { YamlNode, YamlScalar } from "../yaml/tree.ts";
import { contentSpan } from "../kube/mention.ts";
import { rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";

export function documentLinks({ snapshot, client }: Engine, path: string): DocumentLink[] {
  const file = snapshot.files.get(path);
  if (!file) return [];
  return file.parts.flatMap((part) =>
    linksIn(snapshot, path, part.document.root).flatMap(({ node, relative }) => {
      const text = relative ?? node.value;
      if (!isPath(text)) return [];
      const target = targetOf(snapshot, join(dirname(path), text));
      const span = contentSpan(part.document.text, node);
      const start = relative === undefined ? span.start : span.end - relative.length;
      return { range: rangeOf(part, { start, end: span.end }), target: client.uriOf(target) };
    }),
  );
}

/** No inline patch, no URL (the editor knows those itself), and no repository (`github.com/acme/x?ref=v1`). */
function isPath(text: string): boolean {
  return text !== "" && !/[\n:?]/.test(text) && !hasHole(text) && !/^[\w-]+(?:\.[\w-]+)+\/[^/]+\//.test(`${text}/`);
}

interface Link {
  readonly node: YamlScalar;
  /** What of its text is the path, where that is its tail only. */
  readonly relative?: string;
}

function linksIn(snapshot: Snapshot, path: string, root: YamlNode | undefined): readonly Link[] {
  if (basename(path) === "Chart.yaml") return chartLinks(root);
  switch (snapshot.kindOf(path)) {
    case "kustomization":
      return kustomizationLinks(root);
    case "policy":
      return links([get(root, "extends"), ...list(root, "extends")]).filter(({ node }) => isPolicyPath(node.value));
    default:
      return [];
  }
}

/** Dependencies that lie beside the chart. */
function chartLinks(root: YamlNode | undefined): readonly Link[] {
  return links(list(root, "dependencies").map((item) => get(item, "repository"))).flatMap(({ node }) =>
    node.value.startsWith("file://") ? { node, relative: node.value.slice("file://".length) } : [],
  );
}

/** The fields of a kustomization that hold paths (kubectl.docs.kubernetes.io "The Kustomization File"). */
function kustomizationLinks(root: YamlNode | undefined): readonly Link[] {
  const generators = ["configMapGenerator", "secretGenerator"].flatMap((key) => list(root, key));
  return [
    ...listKeys.flatMap((key) => links(list(root, key))),
    ...["patches", "patchesJson6902", "replacements"].flatMap((key) => links(list(root, key).map((item) => get(item, "path")))),
    ...generators.flatMap((item) => [
      ...links([...list(item, "envs"), get(item, "env")]),
      ...links(list(item, "files")).map(({ node }) => fileSource(node)),
    ]),
  ];
}

const listKeys = [
  "resources",
  "bases",
  "components",
  "crds",
  "patchesStrategicMerge",
  "transformers",
  "generators",
  "validators",
  "configurations",
];

/** `key=path`, or a path alone. */
function fileSource(node: YamlScalar): Link {
  const equals = node.value.indexOf("=");
  return equals < 0 ? { node } : { node, relative: node.value.slice(equals + 1) };
}

function links(nodes: readonly (YamlNode | undefined)[]): Link[] {
  return nodes.flatMap((node) => (node?.kind === "scalar" ? { node } : []));
}

function list(node: YamlNode | undefined, key: string): readonly YamlNode[] {
  return items(get(node, key)) ?? [];
}

/** Of a folder, the file in it that says what it is. */
function targetOf(snapshot: Snapshot, path: string): string {
  if (snapshot.files.has(path)) return path;
  const inside = [...kustomizationNames, "Chart.yaml"].map((name) => `${path}/${name}`);
  return inside.find((name) => snapshot.files.has(name)) ?? (path.endsWith("/") ? path.slice(0, -1) : path);
}
