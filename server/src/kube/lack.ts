// Whether a container is given an amount of CPU or memory: by itself, by its pod or by its namespace.

import { Hole, type YamlEdit } from "../yaml/edit.ts";
import { set } from "../yaml/make-edit.ts";
import { minorOf } from "./lifecycle.ts";
import { parseQuantity, type Quantity } from "./quantity.ts";
import { reach } from "./reach.ts";
import type { Container } from "./container.ts";
import type { ResourceFacts } from "./facts.ts";
import type { Amount, Requirements } from "./requirements.ts";
import type { YamlNode } from "../yaml/tree.ts";

export type RequirementList = "requests" | "limits";

export interface Lack {
  /** The zero that is written; undefined where nothing is. */
  readonly zero: YamlNode | undefined;
  /** The minors concerned, where that is not all of them: older ones do not know the pod's own `resources`. */
  readonly minors: { readonly kubernetes?: readonly string[] };
}

/**
 * Undefined where an amount other than 0 is in force, or one that can't be read. A limit is the request, too, where none is
 * written; `limitRanges` (those of its namespace) fill in where neither is. Ephemeral containers can't have any.
 */
export function lackOf(
  container: Container,
  list: RequirementList,
  name: string,
  kubernetes: readonly string[],
  limitRanges: () => readonly ResourceFacts[],
): Lack | undefined {
  if (container.role === "ephemeral") return undefined;
  const own = amountOf(container.resources, list, name);
  if (own && !isZero(own)) return undefined;
  const ofPod = amountOf(container.pod.resources, list, name);
  const minors = ofPod && !isZero(ofPod) ? kubernetes.filter((minor) => (minorOf(minor) ?? 0) < podResources) : kubernetes;
  if (minors.length === 0) return undefined;
  if (!own && limitRanges().some((range) => fillsIn(range, list, name))) return undefined;
  return { zero: own?.node, minors: minors.length < kubernetes.length ? { kubernetes: minors } : {} };
}

/**
 * Writes `usual` as a placeholder, or what fits the other amount of the container: a request is never above the limit. None
 * where that can't be told, and where the pod has an amount of its own that containers must fit into.
 */
export function proposeAmount(
  { node, pod, resources }: Container,
  list: RequirementList,
  name: string,
  usual: string,
): readonly YamlEdit[] {
  const other = list === "requests" ? resources.limit(name) : resources.request(name);
  if ((other && !other.quantity) || pod.resources.request(name) || pod.resources.limit(name)) return [];
  const amount = fitting(list, usual, other?.quantity);
  return [set(...reach(node, ["resources", list, name]), new Hole(amount))];
}

/** The minor in which `resources` of a pod came to be on by default (KEP-2837, beta). */
const podResources = 34;

function amountOf(requirements: Requirements, list: RequirementList, name: string): Amount | undefined {
  return list === "requests" ? requirements.effectiveRequest(name) : requirements.limit(name);
}

function isZero({ quantity }: Amount): boolean {
  return quantity?.isZero === true;
}

function fillsIn({ defaultRequests, defaultLimits }: ResourceFacts, list: RequirementList, name: string): boolean {
  const text = (list === "requests" ? defaultRequests : defaultLimits)?.get(name);
  return text !== undefined && parseQuantity(text)?.isZero !== true;
}

function fitting(list: RequirementList, usual: string, other: Quantity | undefined): string {
  const wanted = parseQuantity(usual);
  if (!wanted || !other || other.isZero) return usual;
  const fits = list === "requests" ? wanted.compare(other) <= 0 : wanted.compare(other) >= 0;
  return fits ? usual : other.toString();
}
