// Volumes, where they come from and where containers mount them.

import { boolField, field, mapField, mapItems, textField } from "./read.ts";
import { entries, isNull } from "../yaml/access.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export interface HostPath {
  readonly node: YamlMap;
  /** As written. */
  readonly path: string;
  readonly pathNode: YamlNode;
  /** Without `.`, `..`, doubled or trailing slashes. */
  readonly normalized: string;
}

export interface VolumeMount {
  readonly node: YamlMap;
  /** Of the volume. */
  readonly name: string | undefined;
  readonly nameNode: YamlNode | undefined;
  readonly mountPath: string | undefined;
  readonly mountPathNode: YamlNode | undefined;
  readonly readOnly: boolean;
}

export class Volume {
  constructor(readonly node: YamlMap) {}

  get name(): string | undefined {
    return textField(this.node, "name");
  }

  get nameNode(): YamlNode | undefined {
    return field(this.node, "name");
  }

  /** The key that says what it is: `emptyDir`, `secret`, `hostPath` …; undefined where there is none, which the API takes for an `emptyDir`. */
  get source(): string | undefined {
    return entries(this.node).find(({ key, pair }) => key !== "name" && !isNull(pair.value))?.key;
  }

  get sourceNode(): YamlNode | undefined {
    const { source } = this;
    return source === undefined ? undefined : field(this.node, source);
  }

  get hostPath(): HostPath | undefined {
    return hostPathOf(this.node);
  }
}

/** Of a pod's volume, or of a PersistentVolume's `spec`. */
export function hostPathOf(owner: YamlNode | undefined): HostPath | undefined {
  const node = mapField(owner, "hostPath");
  const pathNode = field(node, "path");
  const path = textField(node, "path");
  return node && pathNode && path !== undefined ? { node, path, pathNode, normalized: normalizePath(path) } : undefined;
}

export function volumeMounts(container: YamlMap): readonly VolumeMount[] {
  return mapItems(container, "volumeMounts").map((node) => ({
    node,
    name: textField(node, "name"),
    nameNode: field(node, "name"),
    mountPath: textField(node, "mountPath"),
    mountPathNode: field(node, "mountPath"),
    readOnly: boolField(node, "readOnly") === true,
  }));
}

/** The shortest path to the same place; `..` does not leave the root. */
export function normalizePath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return path.startsWith("/") ? `/${kept.join("/")}` : kept.join("/");
}
