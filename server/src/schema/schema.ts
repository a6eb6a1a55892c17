// What a field may hold: one shape for Kubernetes' own kinds and for custom resources.

/** A value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * "map" is an object with any keys, whose values are `items`; "object" has named fields. "int-or-string" and "quantity" are
 * Kubernetes' own: a quantity is a string or a number that is one (`500m`, `1Gi`, 2). "any" is unchecked.
 */
export type SchemaType =
  | "object"
  | "map"
  | "list"
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "int-or-string"
  | "quantity"
  | "any";

/** Minors of Kubernetes 1, both inclusive; an end that is absent is open. */
export interface MinorRange {
  readonly from?: number;
  readonly to?: number;
}

export interface Schema {
  readonly type: SchemaType;
  /** Markdown as upstream wrote it; "" where there is none. Made when somebody reads it. */
  readonly doc: string;
  /** Of an object. */
  readonly fields?: ReadonlyMap<string, Field>;
  /** Of the items of a list, of the values of a map. */
  readonly items?: Schema;
  /** The fields that tell the items of a list apart: two items may not agree in all of them. */
  readonly listKeys?: readonly string[];
  /** No two items of the list may be equal. */
  readonly isSet?: boolean;
  readonly enum?: readonly Json[];
  /** `int32`, `int64`, `byte`, `date-time`, `duration` … as OpenAPI spells them. */
  readonly format?: string;
  readonly default?: Json;
  readonly isNullable?: boolean;
  /** Unknown fields are kept by the server, and so are no fault (`x-kubernetes-preserve-unknown-fields`). */
  readonly keepsUnknown?: boolean;
  /** Holds a whole object with apiVersion, kind and metadata (`x-kubernetes-embedded-resource`). */
  readonly isEmbedded?: boolean;
  /** What a custom resource's schema says beyond types. */
  readonly limits?: Limits;
}

/** JSON Schema's value checks, as far as structural schemas of custom resources may use them. */
export interface Limits {
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly Condition[];
  readonly anyOf?: readonly Condition[];
  readonly oneOf?: readonly Condition[];
  readonly not?: Condition;
}

/** A schema inside `allOf`, `anyOf`, `oneOf` or `not`: it judges, it declares no fields. */
export interface Condition extends Limits {
  readonly type?: SchemaType;
  readonly enum?: readonly Json[];
  readonly required?: readonly string[];
  readonly properties?: ReadonlyMap<string, Condition>;
  readonly items?: Condition;
}

export interface Field {
  readonly name: string;
  readonly schema: Schema;
  /** The minors that have it; undefined: all that the catalogue knows. */
  readonly minors?: MinorRange;
  /** The minors that require it; undefined: none. */
  readonly required?: MinorRange;
  /** What it was before, newest first, where its type changed from one minor to the next. */
  readonly earlier?: readonly { readonly schema: Schema; readonly minors: MinorRange }[];
}

/** One kind of one API version. */
export interface Kind {
  /** "" for the core API. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As in URLs and in RBAC rules: `deployments`. Undefined where no source says it. */
  readonly plural?: string;
  /** Undefined where no source says it. */
  readonly isNamespaced?: boolean;
  /** The minors that serve it; undefined: all that the catalogue knows, or it is no part of Kubernetes. */
  readonly minors?: MinorRange;
  /** Of the whole object, with apiVersion, kind and metadata. */
  readonly schema: Schema;
}

/** Kinds that can be looked up. */
export interface Catalogue {
  find(group: string, version: string, kind: string): Kind | undefined;
  /** In a stable order; for completion and for near names. */
  readonly kinds: readonly Kind[];
}

/** Whether a range holds a minor. */
export function holds(range: MinorRange | undefined, minor: number): boolean {
  if (!range) return true;
  return (range.from === undefined || minor >= range.from) && (range.to === undefined || minor <= range.to);
}
