// Label selectors and what they ask of labels.

import { hasHole, isUnresolved } from "./unresolved.ts";
import { mapField, mapItems, textField, textItems, textMap } from "./read.ts";
import type { YamlMap } from "../yaml/tree.ts";

export type Operator = "In" | "NotIn" | "Exists" | "DoesNotExist";

export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  /** Empty for `Exists` and `DoesNotExist`. */
  readonly values: readonly string[];
}

/** Plain, so that facts can carry it. All requirements must hold; with none it selects everything. */
export interface Selector {
  readonly requirements: readonly Requirement[];
  /** Part of it could not be read (a `${…}`, an operator that does not exist): what it asks beside is not known. */
  readonly unresolved: boolean;
}

export type Labels = ReadonlyMap<string, string>;

/** `matchLabels` and `matchExpressions` (meta/v1 LabelSelector); undefined where there is no map. */
export function labelSelector(node: YamlMap | undefined): Selector | undefined {
  if (!node) return undefined;
  const pairs = mapSelector(mapField(node, "matchLabels"));
  const requirements = [...(pairs?.requirements ?? [])];
  let unresolved = isUnresolved(node) || pairs?.unresolved === true;
  for (const expression of mapItems(node, "matchExpressions")) {
    const key = textField(expression, "key");
    const operator = operators.find((known) => known === textField(expression, "operator"));
    const values = textItems(expression, "values").map(({ text }) => text);
    const requirement = key !== undefined && operator && { key, operator, values };
    if (requirement && isResolved(requirement)) requirements.push(requirement);
    else unresolved = true;
  }
  return { requirements, unresolved };
}

/** Plain pairs of labels, as in a Service; undefined where there is no map. */
export function mapSelector(node: YamlMap | undefined): Selector | undefined {
  if (!node) return undefined;
  const all = [...textMap(node)].map(([key, value]): Requirement => ({ key, operator: "In", values: [value] }));
  const requirements = all.filter(isResolved);
  return { requirements, unresolved: isUnresolved(node) || requirements.length < all.length };
}

/** Whether it asks for nothing, so that everything is selected. */
export function isEmpty(selector: Selector): boolean {
  return selector.requirements.length === 0 && !selector.unresolved;
}

/**
 * Whether the labels satisfy every requirement. What is not resolved on either side counts as satisfied, so that
 * "nothing matches" is never said of something that could match.
 */
export function matches(selector: Selector, labels: Labels): boolean {
  return selector.requirements.every((requirement) => holds(requirement, labels) || couldHold(requirement, labels));
}

const operators: readonly Operator[] = ["In", "NotIn", "Exists", "DoesNotExist"];

function isResolved({ key, operator, values }: Requirement): boolean {
  const needsValues = operator === "In" || operator === "NotIn";
  return !hasHole(key) && !values.some(hasHole) && (!needsValues || values.length > 0);
}

/** As apimachinery `labels.Requirement.Matches`: `NotIn` holds for labels that lack the key. */
function holds({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels.get(key);
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
  }
}

function couldHold({ key, operator }: Requirement, labels: Labels): boolean {
  const value = labels.get(key);
  if (value !== undefined) return operator === "In" && hasHole(value);
  for (const name of labels.keys()) if (hasHole(name)) return true;
  return false;
}
