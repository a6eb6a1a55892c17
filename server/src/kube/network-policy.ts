// The NetworkPolicy view: whom it selects, and what it lets in and out.

import { memo } from "../base/memo.ts";
import { field, mapField, mapItems, textField, textItems, type Text } from "./read.ts";
import { labelSelector, type Selector } from "./selector.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export type Direction = "ingress" | "egress";

export interface SelectorNode {
  readonly node: YamlMap;
  readonly selector: Selector;
}

/** One item of `from` or `to`: pods, namespaces or both, or addresses. */
export interface PolicyPeer {
  readonly node: YamlMap;
  readonly pods: SelectorNode | undefined;
  readonly namespaces: SelectorNode | undefined;
  readonly cidr: string | undefined;
  readonly cidrNode: YamlNode | undefined;
  readonly except: readonly Text[];
}

export interface PolicyRule {
  readonly node: YamlMap;
  readonly direction: Direction;
  /** None: every peer. */
  readonly peers: readonly PolicyPeer[];
  /** False: every port. */
  readonly hasPorts: boolean;
}

export class NetworkPolicy {
  #rules: readonly PolicyRule[] | undefined;

  constructor(readonly resource: Resource) {}

  get node(): YamlMap {
    return this.resource.node;
  }

  get podSelectorNode(): YamlNode | undefined {
    return field(this.resource.spec, "podSelector");
  }

  /** In the order of the API: what comes in, what goes out. */
  get rules(): readonly PolicyRule[] {
    return (this.#rules ??= (["ingress", "egress"] as const).flatMap((direction) => rulesOf(this.resource.spec, direction)));
  }

  /** Whether rules of the direction mean anything: `policyTypes` names it, or is absent. */
  governs(direction: Direction): boolean {
    const types = textItems(this.resource.spec, "policyTypes");
    return types.length === 0 || types.some(({ text }) => text.toLowerCase() === direction);
  }
}

export const networkPolicyOf: (resource: Resource) => NetworkPolicy | undefined = memo((resource) =>
  resource.kind === "NetworkPolicy" && (resource.group === "networking.k8s.io" || resource.group === "extensions")
    ? new NetworkPolicy(resource)
    : undefined,
);

/** What is called from the outside where a direction lets in or out. */
export const peersKey: Readonly<Record<Direction, "from" | "to">> = { ingress: "from", egress: "to" };

function rulesOf(spec: YamlMap | undefined, direction: Direction): readonly PolicyRule[] {
  return mapItems(spec, direction).map((node) => ({
    node,
    direction,
    peers: mapItems(node, peersKey[direction]).map(readPeer),
    hasPorts: mapItems(node, "ports").length > 0,
  }));
}

function readPeer(node: YamlMap): PolicyPeer {
  const block = mapField(node, "ipBlock");
  return {
    node,
    pods: selectorAt(node, "podSelector"),
    namespaces: selectorAt(node, "namespaceSelector"),
    cidr: textField(block, "cidr"),
    cidrNode: field(block, "cidr"),
    except: textItems(block, "except"),
  };
}

function selectorAt(owner: YamlMap, key: string): SelectorNode | undefined {
  const node = mapField(owner, key);
  const selector = labelSelector(node);
  return node && selector && { node, selector };
}
