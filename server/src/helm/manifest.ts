// Sorts rendered files into the manifests and hooks of a release, as Helm installs them.

import { memo } from "../base/memo.ts";
import { entries, resolve } from "../yaml/access.ts";
import { scalarKey, scalarType } from "../yaml/scalar.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { compareStrings } from "./go-json.ts";
import { quickHead } from "./quick-head.ts";
import { parseYaml, YamlError } from "./read-yaml.ts";

/** A rendered document. */
export interface Manifest {
  /** The template's name: `chart/templates/pod.yaml`. */
  readonly source: string;
  readonly content: string;
  /** Where `content` starts in what the template rendered. */
  readonly offset: number;
  readonly kind: string;
}

export interface Hook extends Manifest {
  readonly events: readonly string[];
}

export interface SortedManifests {
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Hook[];
}

/** A document that Kubernetes could not read. The message is Helm's but for YAML's own words. */
export class ManifestError extends Error {
  readonly source: string;
  /** In what the template rendered. */
  readonly offset: number;

  constructor(source: string, message: string, offset: number) {
    super(`YAML parse error on ${source}: ${message}`);
    this.source = source;
    this.offset = offset;
  }
}

/** What one template rendered. */
export interface RenderedFile {
  /** The template's name. */
  readonly source: string;
  readonly text: string;
}

/** In the order of an installation; and what could not be read. A file of which a document cannot be read is left out whole. */
export function sortManifests(rendered: Iterable<RenderedFile>): {
  readonly sorted: SortedManifests;
  readonly errors: readonly ManifestError[];
} {
  const manifests: Manifest[] = [];
  const hooks: Hook[] = [];
  const errors: ManifestError[] = [];
  for (const file of [...rendered].sort((a, b) => compareStrings(a.source, b.source))) {
    if (isPartial(file.source)) continue;
    const found = manifestsOf(file);
    if (found instanceof ManifestError) {
      errors.push(found);
      continue;
    }
    for (const manifest of found) {
      if (!("events" in manifest)) manifests.push(manifest);
      // One with an event that Helm does not know is nothing at all.
      else if (manifest.events.length > 0) hooks.push(manifest);
    }
  }
  return { sorted: { manifests: manifests.sort(byKind), hooks: hooks.sort(byKind) }, errors };
}

/** Of one file, in its order; hooks have events, none where one of them is unknown. */
const manifestsOf: (file: RenderedFile) => readonly (Manifest | Hook)[] | ManifestError = memo(
  ({ source, text }: RenderedFile) => {
    try {
      return splitManifests(text).map(({ content, offset }) => {
        const { kind, annotations } = readHead(source, content, offset);
        const events = annotations.get("helm.sh/hook");
        return { source, content, offset, kind, ...(events !== undefined && { events: eventsOf(events) }) };
      });
    } catch (error) {
      if (error instanceof ManifestError) return error;
      throw error;
    }
  },
);

function eventsOf(text: string): readonly string[] {
  const events = text.split(",").map((event) => hookEvents.get(event.trim().toLowerCase()));
  return events.every((event) => event !== undefined) ? events : [];
}

export function isPartial(name: string): boolean {
  return name.slice(name.lastIndexOf("/") + 1).startsWith("_");
}

/** The documents of a rendered file; `---` at the start of a line separates them, whatever stands behind it. */
export function splitManifests(text: string): readonly { readonly content: string; readonly offset: number }[] {
  const found: { content: string; offset: number }[] = [];
  const add = (from: number, to: number) => {
    const start = skipSpace(text, from, to);
    if (start < to) found.push({ content: text.slice(start, to), offset: start });
  };
  const body = skipSpace(text, 0, text.length);
  let from = body;
  for (let at = text.indexOf("---", body); at >= 0; at = text.indexOf("---", at + 3)) {
    // To Go only a line feed ends a line; and what is behind the white space at the start is a line's start, too.
    if (at > body && text.charAt(at - 1) !== "\n") continue;
    add(from, at);
    from = at + 3;
    while (text.charAt(from) === " " || text.charAt(from) === "\t") from++;
  }
  add(from, text.length);
  return found;
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isGoSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Go's white space, which has a character less than JavaScript's and one more. */
export function isGoSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return GO_SPACE.test(String.fromCharCode(code));
}

const GO_SPACE = /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

export interface Head {
  readonly kind: string;
  readonly annotations: ReadonlyMap<string, string>;
}

/** What Helm reads of a document: all of it must be YAML, and these fields of the right types. */
function readHead(source: string, content: string, offset: number): Head {
  const quick = quickHead(content);
  if (quick) return { kind: quick.kind, annotations: NO_ANNOTATIONS };
  return parseHead(source, content, offset);
}

const NO_ANNOTATIONS: ReadonlyMap<string, string> = new Map();

/** By parsing all of it. */
export function parseHead(source: string, content: string, offset: number): Head {
  try {
    const { root } = parseYaml(content);
    if (!root || isNull(root)) return { kind: "", annotations: new Map() };
    const fields = fieldsOf(root, "", "util.SimpleHead");
    textOf(fields.get("apiVersion"), "SimpleHead.apiVersion");
    const metadata = fields.get("metadata");
    const inner =
      metadata && !isNull(metadata) ? fieldsOf(metadata, "SimpleHead.metadata", META_TYPE) : new Map<string, YamlNode>();
    textOf(inner.get("name"), ".metadata.name");
    return { kind: textOf(fields.get("kind"), "SimpleHead.kind"), annotations: annotationsOf(inner.get("annotations")) };
  } catch (error) {
    if (error instanceof YamlError) throw new ManifestError(source, error.message, offset + error.offset);
    throw error;
  }
}

const META_TYPE = 'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }';

function annotationsOf(node: YamlNode | undefined): ReadonlyMap<string, string> {
  if (!node || isNull(node)) return new Map();
  const map = resolve(node);
  if (map?.kind !== "map") throw cannotUnmarshal(node, ".metadata.annotations", "map[string]string");
  return new Map(entries(map).map(({ key, pair }) => [key, textOf(pair.value, ".metadata.annotations")]));
}

/** JSON's names are found whatever their case; the exact one wins. */
function fieldsOf(node: YamlNode, field: string, type: string): ReadonlyMap<string, YamlNode> {
  const map = resolve(node);
  if (map?.kind !== "map") throw cannotUnmarshal(node, field, type);
  const found = new Map<string, YamlNode>();
  for (const { key, pair } of entries(map)) {
    const name = FIELDS.get(key.toLowerCase());
    if (name !== undefined && (key === name || !found.has(name))) found.set(name, pair.value);
  }
  return found;
}

const FIELDS = new Map(["apiVersion", "kind", "metadata", "name", "annotations"].map((name) => [name.toLowerCase(), name]));

/** Numbers and booleans are strings where a string is wanted. */
function textOf(node: YamlNode | undefined, field: string): string {
  if (!node || isNull(node)) return "";
  const scalar = resolve(node);
  if (scalar?.kind !== "scalar") throw cannotUnmarshal(node, field, "string");
  return scalarType(scalar) === "string" ? scalar.value : scalarKey(scalar);
}

function isNull(node: YamlNode): boolean {
  const scalar = resolve(node);
  return scalar?.kind === "scalar" && scalarType(scalar) === "null";
}

function cannotUnmarshal(node: YamlNode, field: string, type: string): YamlError {
  const into = field === "" ? `Go value of type ${type}` : `Go struct field ${field} of type ${type}`;
  const message = `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kindOf(resolve(node))} into ${into}`;
  return new YamlError(message, node.start);
}

function kindOf(node: YamlNode | undefined): string {
  if (node?.kind === "map") return "object";
  if (node?.kind === "seq") return "array";
  const type = node?.kind === "scalar" ? scalarType(node) : "string";
  return type === "int" || type === "float" ? "number" : type;
}

const hookEvents: ReadonlyMap<string, string> = new Map([
  ...[
    "pre-install",
    "post-install",
    "pre-delete",
    "post-delete",
    "pre-upgrade",
    "post-upgrade",
    "pre-rollback",
    "post-rollback",
    "test",
  ].map((event) => [event, event] as const),
  ["test-success", "test"],
]);

/** The kinds that others need come first. What is not in the list comes last, by name. */
function byKind(a: Manifest, b: Manifest): number {
  const [x, y] = [installOrder.get(a.kind), installOrder.get(b.kind)];
  if (x === undefined && y === undefined) return compareStrings(a.kind, b.kind);
  return x === undefined ? 1 : y === undefined ? -1 : x - y;
}

const installOrder: ReadonlyMap<string, number> = new Map(
  [
    "PriorityClass",
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
  ].map((kind, i) => [kind, i]),
);
