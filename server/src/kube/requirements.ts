// What a container or a pod asks of a node: its resource requests and limits.

import { numberOf } from "../yaml/access.ts";
import { field, mapField, scalarText } from "./read.ts";
import { parseQuantity, type Quantity } from "./quantity.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export interface Amount {
  readonly node: YamlNode;
  /** Undefined where something is written that is no quantity, or not one yet (`${…}`). */
  readonly quantity: Quantity | undefined;
}

/** The `resources` of a container, or of a pod (Kubernetes 1.34 and later). `node` is undefined where there are none. */
export class Requirements {
  constructor(readonly node: YamlMap | undefined) {}

  /** As written; undefined where it is absent, null or the empty text. */
  request(name: string): Amount | undefined {
    return amount(mapField(this.node, "requests"), name);
  }

  limit(name: string): Amount | undefined {
    return amount(mapField(this.node, "limits"), name);
  }

  /** The API server fills a missing request from the limit (Kubernetes: "Resource Management for Pods and Containers"). */
  effectiveRequest(name: string): Amount | undefined {
    return this.request(name) ?? this.limit(name);
  }
}

function amount(list: YamlMap | undefined, name: string): Amount | undefined {
  const node = field(list, name);
  const text = scalarText(node);
  if (!node || text === "") return undefined;
  return { node, quantity: text === undefined ? undefined : parseQuantity(asJson(node, text)) };
}

/** A plain number reaches the API as JSON, so `0x10` is 16 and `1_000` is 1000; a plain decimal keeps its digits. */
function asJson(node: YamlNode, text: string): string {
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return text;
  const number = numberOf(node);
  return number === undefined ? text : String(number);
}
