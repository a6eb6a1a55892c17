// Ports that a container declares.

import { field, intField, mapItems, textField } from "./read.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export interface ContainerPort {
  readonly node: YamlMap;
  readonly containerPort: number | undefined;
  readonly containerPortNode: YamlNode | undefined;
  readonly name: string | undefined;
  readonly nameNode: YamlNode | undefined;
  /** `TCP` where absent. */
  readonly protocol: string;
  /** Undefined where absent; 0 means none, too. */
  readonly hostPort: number | undefined;
  readonly hostPortNode: YamlNode | undefined;
  readonly hostIP: string | undefined;
}

export function containerPorts(container: YamlMap): readonly ContainerPort[] {
  return mapItems(container, "ports").map((node) => ({
    node,
    containerPort: intField(node, "containerPort"),
    containerPortNode: field(node, "containerPort"),
    name: textField(node, "name"),
    nameNode: field(node, "name"),
    protocol: textField(node, "protocol") ?? "TCP",
    hostPort: intField(node, "hostPort"),
    hostPortNode: field(node, "hostPort"),
    hostIP: textField(node, "hostIP"),
  }));
}
