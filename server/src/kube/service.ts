// The Service view: its type, ports and the pods it selects.

import { memo } from "../base/memo.ts";
import { field, intField, intOrTextField, mapField, mapItems, textField } from "./read.ts";
import { podSelectorOf } from "./pod-selector.ts";
import type { Selector } from "./selector.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export interface ServicePort {
  readonly node: YamlMap;
  readonly name: string | undefined;
  readonly nameNode: YamlNode | undefined;
  readonly port: number | undefined;
  readonly portNode: YamlNode | undefined;
  /** The number or name as written; the API fills in `port` where it is absent. */
  readonly targetPort: number | string | undefined;
  readonly targetPortNode: YamlNode | undefined;
  readonly nodePort: number | undefined;
  readonly nodePortNode: YamlNode | undefined;
  /** `TCP` where absent. */
  readonly protocol: string;
}

export class Service {
  #ports: readonly ServicePort[] | undefined;
  #selector: Selector | undefined | null = null;

  constructor(readonly resource: Resource) {}

  get node(): YamlMap {
    return this.resource.node;
  }

  /** `ClusterIP` where absent. */
  get type(): string {
    return textField(this.resource.spec, "type") || "ClusterIP";
  }

  get typeNode(): YamlNode | undefined {
    return field(this.resource.spec, "type");
  }

  get isHeadless(): boolean {
    return textField(this.resource.spec, "clusterIP") === "None";
  }

  get ports(): readonly ServicePort[] {
    return (this.#ports ??= mapItems(this.resource.spec, "ports").map(readPort));
  }

  /** The pods behind it; undefined where it selects none (no selector, an empty one, an ExternalName). */
  get selector(): Selector | undefined {
    if (this.#selector === null) this.#selector = podSelectorOf(this.resource);
    return this.#selector;
  }

  get selectorNode(): YamlMap | undefined {
    return mapField(this.resource.spec, "selector");
  }

  get annotations(): ReadonlyMap<string, string> {
    return this.resource.annotations;
  }
}

/** Of the core API only: Knative and others have a Service, too. */
export const serviceOf: (resource: Resource) => Service | undefined = memo((resource) =>
  resource.group === "" && resource.kind === "Service" ? new Service(resource) : undefined,
);

function readPort(node: YamlMap): ServicePort {
  return {
    node,
    name: textField(node, "name"),
    nameNode: field(node, "name"),
    port: intField(node, "port"),
    portNode: field(node, "port"),
    targetPort: intOrTextField(node, "targetPort"),
    targetPortNode: field(node, "targetPort"),
    nodePort: intField(node, "nodePort"),
    nodePortNode: field(node, "nodePort"),
    protocol: textField(node, "protocol") || "TCP",
  };
}
