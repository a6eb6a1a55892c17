// A schema as it is evaluated: its keywords read, its references led to other nodes.

import type { Re2 } from "../base/regex.ts";
import type { JsonNumber } from "./json-schema-number.ts";
import type { JsonType, JsonValue } from "./json-schema-value.ts";

/** Why a text is not of a format; undefined: it is. */
export type FormatCheck = (text: string) => string | undefined;

export interface Format {
  readonly name: string;
  readonly check: FormatCheck;
}

export interface Pattern {
  readonly source: string;
  readonly re2: Re2;
}

/** What `additionalProperties` and `additionalItems` say. */
export type Additional = boolean | SchemaNode;

/** Filled in by the compiler, read by everyone else. Nodes hold each other in circles, so none can be made at once. */
export interface SchemaNode {
  readonly location: string;
  readonly version: number;
  /** The node of the resource that it belongs to. */
  resource: SchemaNode;
  /** Of a boolean schema, and of an empty one. */
  always?: boolean;
  /** Of a resource. */
  readonly dynamicAnchors: Map<string, SchemaNode>;

  ref?: SchemaNode;
  recursiveRef?: SchemaNode;
  isRecursiveAnchor?: boolean;
  dynamicRef?: { readonly node: SchemaNode; readonly anchor: string };
  dynamicAnchor?: string;

  types?: readonly JsonType[];
  const?: JsonValue;
  enum?: readonly JsonValue[];
  format?: Format;
  not?: SchemaNode;
  allOf?: readonly SchemaNode[];
  anyOf?: readonly SchemaNode[];
  oneOf?: readonly SchemaNode[];
  if?: SchemaNode;
  then?: SchemaNode;
  else?: SchemaNode;

  minProperties?: number;
  maxProperties?: number;
  required?: readonly string[];
  properties?: ReadonlyMap<string, SchemaNode>;
  patternProperties?: readonly { readonly pattern: Pattern; readonly node: SchemaNode }[];
  additionalProperties?: Additional;
  propertyNames?: SchemaNode;
  dependencies?: ReadonlyMap<string, SchemaNode | readonly string[]>;
  dependentSchemas?: ReadonlyMap<string, SchemaNode>;
  dependentRequired?: ReadonlyMap<string, readonly string[]>;
  unevaluatedProperties?: SchemaNode;

  minItems?: number;
  maxItems?: number;
  isUnique?: boolean;
  /** Up to 2019-09: one for all items, or one for each of the first. */
  items?: SchemaNode | readonly SchemaNode[];
  additionalItems?: Additional;
  prefixItems?: readonly SchemaNode[];
  /** Since 2020-12: of all items behind those of `prefixItems`. */
  restItems?: SchemaNode;
  contains?: SchemaNode;
  minContains?: number;
  maxContains?: number;
  unevaluatedItems?: SchemaNode;

  minLength?: number;
  maxLength?: number;
  pattern?: Pattern;

  minimum?: JsonNumber;
  maximum?: JsonNumber;
  exclusiveMinimum?: JsonNumber;
  exclusiveMaximum?: JsonNumber;
  multipleOf?: JsonNumber;
}

export function newNode(location: string, version: number): SchemaNode {
  const node: Omit<SchemaNode, "resource"> & { resource?: SchemaNode } = { location, version, dynamicAnchors: new Map() };
  return Object.assign(node, { resource: node as SchemaNode });
}
