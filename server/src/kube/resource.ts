// One Kubernetes object of a YAML document.

import { splitApiVersion } from "../schema/api-version.ts";
import { memo } from "../base/memo.ts";
import { asMap, items } from "../yaml/access.ts";
import { field, fieldAt, mapField, textField, textMap } from "./read.ts";
import { workloadOf, type Workload } from "./workload.ts";
import type { YamlDocument, YamlMap, YamlNode } from "../yaml/tree.ts";

export class Resource {
  /** Empty for the core API (`v1`). */
  readonly group: string;
  readonly version: string;
  #labels: ReadonlyMap<string, string> | undefined;
  #annotations: ReadonlyMap<string, string> | undefined;
  #workload: Workload | undefined | null = null;

  constructor(
    readonly document: YamlDocument,
    readonly node: YamlMap,
    readonly apiVersion: string,
    readonly kind: string,
  ) {
    [this.group, this.version] = splitApiVersion(apiVersion);
  }

  get metadata(): YamlMap | undefined {
    return mapField(this.node, "metadata");
  }

  /** Undefined where the name is missing, empty, or left to the server (`generateName`). */
  get name(): string | undefined {
    return textField(this.metadata, "name") || undefined;
  }

  get nameNode(): YamlNode | undefined {
    return field(this.metadata, "name");
  }

  /** What messages call it: its kind and name, or `?` where it has none. */
  get label(): string {
    return `${this.kind} \`${this.name ?? "?"}\``;
  }

  /** As written; undefined where none is. */
  get namespace(): string | undefined {
    return textField(this.metadata, "namespace") || undefined;
  }

  /** Where its neighbours are looked up: the namespace written, or `default`, where objects without one count as being. */
  get namespaceOrDefault(): string {
    return this.namespace ?? "default";
  }

  get labels(): ReadonlyMap<string, string> {
    return (this.#labels ??= textMap(mapField(this.metadata, "labels")));
  }

  get annotations(): ReadonlyMap<string, string> {
    return (this.#annotations ??= textMap(mapField(this.metadata, "annotations")));
  }

  get spec(): YamlMap | undefined {
    return mapField(this.node, "spec");
  }

  /** The value at a key path below the object; null reads as absent. */
  field(...path: readonly string[]): YamlNode | undefined {
    return fieldAt(this.node, path);
  }

  /** The pods that it runs; undefined where it is no workload or its pod is not written here. */
  get workload(): Workload | undefined {
    if (this.#workload === null) this.#workload = workloadOf(this);
    return this.#workload;
  }
}

/** Lists of lists are read two levels deep, and this many objects of a document at most: aliases can make more out of little. */
const MOST_RESOURCES = 10_000;
const DEEPEST_LIST = 2;

/** The objects of a document in the order of its text. A `List` (`DeploymentList` …) stands for its items. */
export const resourcesOf: (document: YamlDocument) => readonly Resource[] = memo((document) => {
  const found: Resource[] = [];
  collect(document, asMap(document.root), undefined, 0, new Set(), found);
  return found;
});

/** `sops` encrypts values and leaves its own block beside them; what is encrypted can't be judged. */
export function isSops(document: YamlDocument): boolean {
  const sops = mapField(document.root, "sops");
  return sops !== undefined && ["mac", "lastmodified", "version"].some((key) => field(sops, key));
}

interface ListType {
  readonly apiVersion: string;
  readonly kind: string;
}

/** An object that several aliases stand for is one object: it is written once. */
function collect(
  document: YamlDocument,
  node: YamlMap | undefined,
  list: ListType | undefined,
  depth: number,
  seen: Set<YamlMap>,
  found: Resource[],
): void {
  if (!node || seen.has(node) || found.length >= MOST_RESOURCES) return;
  seen.add(node);
  const apiVersion = textField(node, "apiVersion") ?? list?.apiVersion;
  const kind = textField(node, "kind") ?? list?.kind;
  if (!apiVersion || !kind) return;
  const members = kind.endsWith("List") ? items(field(node, "items")) : undefined;
  if (!members) {
    found.push(new Resource(document, node, apiVersion, kind));
    return;
  }
  if (depth === DEEPEST_LIST) return;
  // Items of a typed list may leave their own type out, as the API's answers do.
  const itemType = kind === "List" ? undefined : { apiVersion, kind: kind.slice(0, -"List".length) };
  for (const member of members) collect(document, asMap(member), itemType, depth + 1, seen, found);
}
