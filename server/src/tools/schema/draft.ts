// What one source says of the types of one minor, in one shape for all sources.

import type { Shape } from "../../schema/shape.ts";

export interface DraftField {
  readonly shape: Shape;
  readonly isRequired: boolean;
  readonly doc: string;
}

export interface Definition {
  readonly doc: string;
  readonly fields: ReadonlyMap<string, DraftField>;
}

export interface DraftKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The short name of its definition. */
  readonly definition: string;
}

export interface Draft {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly kinds: readonly DraftKind[];
}

/** Kubernetes' named types that are no objects. */
export const primitives: Readonly<Record<string, Shape>> = {
  "resource.Quantity": { type: "quantity" },
  "intstr.IntOrString": { type: "int-or-string" },
  "runtime.RawExtension": { type: "any" },
  "meta.v1.Time": { type: "string", format: "date-time" },
  "meta.v1.MicroTime": { type: "string", format: "date-time" },
  "meta.v1.FieldsV1": { type: "any" },
  "meta.v1.Patch": { type: "any" },
  "apiextensions.v1.JSON": { type: "any" },
  "apiextensions.v1.JSONSchemaPropsOrArray": { type: "any" },
  "apiextensions.v1.JSONSchemaPropsOrBool": { type: "any" },
  "apiextensions.v1.JSONSchemaPropsOrStringArray": { type: "any" },
};

/** `io.k8s.api.apps.v1.Deployment` as `apps.v1.Deployment`. */
export function shortName(name: string): string {
  return name.replace(
    /^io\.k8s\.(?:api|apimachinery\.pkg\.(?:apis|api|util)|apimachinery\.pkg|apiextensions-apiserver\.pkg\.apis|kube-aggregator\.pkg\.apis)\./,
    "",
  );
}

/** A definition whose references go by other names. */
export function withRefs({ doc, fields }: Definition, renamed: ReadonlyMap<string, string>): Definition {
  const rename = (shape: Shape): Shape => {
    if (shape.items) return { ...shape, items: rename(shape.items) };
    const ref = shape.ref === undefined ? undefined : renamed.get(shape.ref);
    return ref === undefined ? shape : { ...shape, ref };
  };
  return { doc, fields: new Map([...fields].map(([name, field]) => [name, { ...field, shape: rename(field.shape) }])) };
}

/** Puts versions of one type together: their descriptions are nearly equal, which packs well. */
export function byType(a: { readonly name: string }, b: { readonly name: string }): number {
  return typeKey(a.name) < typeKey(b.name) ? -1 : 1;
}

function typeKey(name: string): string {
  const match = /^([^./]+)\.(v\d\w*)\.(.+)$/.exec(name) ?? /^(.*)\/(v\d\w*)\/(.+)$/.exec(name);
  return match ? `${match[1]} ${match[3]} ${match[2]}` : name;
}
