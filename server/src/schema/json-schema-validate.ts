// Validates values in the order of Helm's library, which the order of the faults comes from.

import { validateArray } from "./json-schema-arrays.ts";
import type { Fault, FaultKind } from "./json-schema-fault.ts";
import type { SchemaNode } from "./json-schema-node.ts";
import { validateNumber, validateString } from "./json-schema-scalars.ts";
import { validateObject } from "./json-schema-objects.ts";
import { JsonNumber } from "./json-schema-number.ts";
import { pointerTo } from "./json-schema-pointer.ts";
import { ValuePath } from "./json-schema-path.ts";
import { Budget, keywordsTo, PlacedFault, someFault } from "./json-schema-scope.ts";
import type { Scope } from "./json-schema-scope.ts";
import { hasUnseen, mergeSeen, unseenFor } from "./json-schema-unseen.ts";
import type { Unseen } from "./json-schema-unseen.ts";
import { equals, isObject, typeOf } from "./json-schema-value.ts";
import type { JsonValue } from "./json-schema-value.ts";

/** The top of what is wrong with a value; undefined: it is valid. Throws a SchemaError. */
export function validate(node: SchemaNode, value: JsonValue): Fault | undefined {
  return validateFrom(node, value, new Budget(), undefined);
}

/** The same for a schema by its meta-schema; `resourceMeta`: that of the embedded schema at a pointer, where there is one. */
export function validateMeta(
  node: SchemaNode,
  schema: JsonValue,
  resourceMeta: (pointer: string) => SchemaNode | undefined,
): Fault | undefined {
  return validateFrom(node, schema, new Budget(), { node, resourceMeta });
}

interface Meta {
  readonly node: SchemaNode;
  readonly resourceMeta: (pointer: string) => SchemaNode | undefined;
}

function validateFrom(node: SchemaNode, value: JsonValue, budget: Budget, meta: Meta | undefined): Fault | undefined {
  const scope: Scope = { node, keyword: "", value: 0, parent: undefined };
  const unseen = unseenFor(value, node, false);
  const fault = new Validation(node, value, ValuePath.root(), scope, unseen, false, budget, meta).run();
  if (!fault) return undefined;
  const causes = fault.is.keyword === "group" ? fault.causes : [fault];
  return new PlacedFault({ keyword: "schema", location: node.location }, [], node.location, causes);
}

/** One schema against one value. */
export class Validation {
  readonly faults: Fault[] = [];
  readonly node: SchemaNode;
  readonly #meta: Meta | undefined;

  constructor(
    node: SchemaNode,
    readonly value: JsonValue,
    readonly path: ValuePath,
    readonly scope: Scope,
    readonly unseen: Unseen,
    /** Only whether it is valid. */
    readonly isQuick: boolean,
    readonly budget: Budget,
    meta: Meta | undefined,
  ) {
    // Where a schema of another dialect is embedded, it is that dialect's meta-schema that judges it.
    const other = meta && node === meta.node ? meta.resourceMeta(pointerTo(path.steps())) : undefined;
    this.#meta = meta && other ? { ...meta, node: other } : meta;
    this.node = other ?? node;
  }

  run(): Fault | undefined {
    this.budget.enter(this.node);
    const fault = this.#judge();
    this.budget.leave();
    return fault;
  }

  add(is: FaultKind, causes: readonly Fault[] = []): void {
    this.faults.push(this.fault(is, causes));
  }

  /** The same value by another schema. */
  judgeSelf(node: SchemaNode, isQuick = false, keyword = ""): Fault | undefined {
    const scope: Scope = { node, keyword, value: this.scope.value, parent: this.scope };
    const unseen = unseenFor(this.value, node, hasUnseen(this.unseen));
    const quick = this.isQuick || isQuick;
    const inner = new Validation(node, this.value, this.path, scope, unseen, quick, this.budget, this.#meta);
    const fault = inner.run();
    if (!fault) mergeSeen(this.unseen, inner.unseen);
    return fault;
  }

  addSelf(node: SchemaNode | undefined): void {
    const fault = node && this.judgeSelf(node);
    if (fault) this.faults.push(fault);
  }

  /** A part of the value. */
  judgeItem(node: SchemaNode, value: JsonValue, step: string): Fault | undefined {
    const scope: Scope = { node, keyword: "", value: this.scope.value + 1, parent: this.scope };
    const unseen = unseenFor(value, node, false);
    return new Validation(node, value, this.path.below(step), scope, unseen, this.isQuick, this.budget, this.#meta).run();
  }

  addItem(node: SchemaNode, value: JsonValue, step: string): void {
    const fault = this.judgeItem(node, value, step);
    if (fault) this.faults.push(fault);
  }

  /** The name of a property. It has no place in the value: the library begins anew. */
  addName(node: SchemaNode, property: string): void {
    const other = this.#meta && node === this.#meta.node ? this.#meta.resourceMeta(pointerTo(this.path.steps())) : undefined;
    const meta = this.#meta && other ? { ...this.#meta, node: other } : this.#meta;
    this.budget.enter(node);
    const fault = validateFrom(other ?? node, property, this.budget, meta);
    this.budget.leave();
    if (!fault) return;
    const is: FaultKind = { keyword: "propertyNames", property };
    this.faults.push(new PlacedFault(is, this.path.steps(), node.location, fault.causes, this.path));
  }

  fault(is: FaultKind, causes: readonly Fault[] = []): Fault {
    return this.isQuick ? someFault : new PlacedFault(is, this.path.steps(), this.node.location, causes);
  }

  #judge(): Fault | undefined {
    const { node, value } = this;
    if (node.always !== undefined) return node.always ? undefined : this.fault({ keyword: "false" });
    const first = this.#cycle() ?? this.#simple();
    if (first) return first;
    if (node.ref) {
      const fault = this.#refer(node.ref, "$ref");
      if (node.version < 2019) return fault;
      if (fault) this.faults.push(fault);
    }
    this.#byType(value);
    if (this.faults.length === 0 || !this.isQuick) {
      if (node.version >= 2019) this.#laterReferences();
      this.#combined();
      if (node.version >= 2019) this.#unevaluated();
    }
    if (this.faults.length <= 1) return this.faults[0];
    return this.fault({ keyword: "group" }, this.faults);
  }

  #cycle(): Fault | undefined {
    for (let at = this.scope.parent; at?.value === this.scope.value; at = at.parent)
      if (at.node === this.scope.node) {
        const locations = [keywordsTo(this.scope), keywordsTo(at)] as const;
        return this.fault({ keyword: "cycle", url: this.node.location, locations });
      }
    return undefined;
  }

  /** The first of these ends it. */
  #simple(): Fault | undefined {
    const { node, value } = this;
    const got = typeOf(value);
    const { types: want, format } = node;
    if (want && !want.includes(got) && !(value instanceof JsonNumber && value.isInteger && want.includes("integer")))
      return this.fault({ keyword: "type", got, want });
    if (node.const !== undefined && !equals(value, node.const)) return this.fault({ keyword: "const", want: node.const });
    if (node.enum && !node.enum.some((one) => equals(value, one))) return this.fault({ keyword: "enum", want: node.enum });
    const reason = format && typeof value === "string" ? format.check(value) : undefined;
    if (format && typeof value === "string" && reason !== undefined)
      return this.fault({ keyword: "format", got: value, want: format.name, reason });
    return undefined;
  }

  #byType(value: JsonValue): void {
    if (typeof value === "string") validateString(this, value);
    else if (value instanceof JsonNumber) validateNumber(this, value);
    else if (isObject(value)) validateObject(this, value);
    else if (value !== null && typeof value === "object") validateArray(this, value);
  }

  #refer(node: SchemaNode, keyword: string): Fault | undefined {
    const fault = this.judgeSelf(node, false, keyword);
    if (!fault) return undefined;
    return this.fault({ keyword: "reference", by: keyword }, fault.is.keyword === "group" ? fault.causes : [fault]);
  }

  #laterReferences(): void {
    const { recursiveRef, dynamicRef } = this.node;
    const faults: (Fault | undefined)[] = [];
    if (recursiveRef)
      faults.push(this.#refer(recursiveRef.isRecursiveAnchor ? this.#outermost(recursiveRef) : recursiveRef, "$recursiveRef"));
    if (dynamicRef) {
      const { node, anchor } = dynamicRef;
      const isDynamic = anchor !== "" && node.dynamicAnchor === anchor;
      faults.push(this.#refer(isDynamic ? this.#outermostAnchor(node, anchor) : node, "$dynamicRef"));
    }
    for (const fault of faults) if (fault) this.faults.push(fault);
  }

  #outermost(fallback: SchemaNode): SchemaNode {
    let found = fallback;
    for (let at: Scope | undefined = this.scope; at; at = at.parent) if (at.node.resource.isRecursiveAnchor) found = at.node;
    return found;
  }

  #outermostAnchor(fallback: SchemaNode, anchor: string): SchemaNode {
    let found = fallback;
    for (let at: Scope | undefined = this.scope; at; at = at.parent) found = at.node.resource.dynamicAnchors.get(anchor) ?? found;
    return found;
  }

  #combined(): void {
    const { node } = this;
    if (node.not && !this.judgeSelf(node.not, true)) this.add({ keyword: "not" });
    if (node.allOf) this.#allOf(node.allOf);
    if (node.anyOf && node.anyOf.length > 0) this.#anyOf(node.anyOf);
    if (node.oneOf && node.oneOf.length > 0) this.#oneOf(node.oneOf);
    if (node.if) this.addSelf(this.judgeSelf(node.if, true) ? node.else : node.then);
  }

  #allOf(nodes: readonly SchemaNode[]): void {
    const causes: Fault[] = [];
    for (const node of nodes) {
      const fault = this.judgeSelf(node);
      if (fault) causes.push(fault);
      if (fault && this.isQuick) break;
    }
    if (causes.length > 0) this.add({ keyword: "allOf" }, causes);
  }

  #anyOf(nodes: readonly SchemaNode[]): void {
    const causes: Fault[] = [];
    for (const node of nodes) {
      const fault = this.judgeSelf(node);
      if (fault) causes.push(fault);
      // Where somebody asks what was seen, each schema that fits has a say.
      else if (!hasUnseen(this.unseen)) return;
    }
    if (causes.length === nodes.length) this.add({ keyword: "anyOf" }, causes);
  }

  #oneOf(nodes: readonly SchemaNode[]): void {
    const causes: Fault[] = [];
    let first: number | undefined;
    for (const [i, node] of nodes.entries()) {
      const fault = this.judgeSelf(node, first !== undefined);
      if (fault) {
        if (first === undefined) causes.push(fault);
      } else if (first === undefined) first = i;
      else {
        this.add({ keyword: "oneOf", matched: [first, i] });
        return;
      }
    }
    if (first === undefined) this.add({ keyword: "oneOf", matched: undefined }, causes);
  }

  #unevaluated(): void {
    const { node, value, unseen } = this;
    if (isObject(value) && node.unevaluatedProperties) {
      for (const key of unseen.properties ?? []) this.addItem(node.unevaluatedProperties, value.get(key)!, key);
      unseen.properties = undefined;
    } else if (value !== null && typeof value === "object" && "length" in value && node.unevaluatedItems) {
      for (const i of unseen.items ?? []) this.addItem(node.unevaluatedItems, value[i]!, String(i));
      unseen.items = undefined;
    }
  }
}
