// The keywords that judge arrays.

import type { Fault } from "./json-schema-fault.ts";
import type { Validation } from "./json-schema-validate.ts";
import { duplicates } from "./json-schema-value.ts";
import type { JsonValue } from "./json-schema-value.ts";

export function validateArray(run: Validation, value: readonly JsonValue[]): void {
  const { node } = run;
  const got = value.length;
  if (node.minItems !== undefined && got < node.minItems) run.add({ keyword: "minItems", got, want: node.minItems });
  if (node.maxItems !== undefined && got > node.maxItems) run.add({ keyword: "maxItems", got, want: node.maxItems });
  const equal = node.isUnique && got > 1 ? duplicates(value) : undefined;
  if (equal) run.add({ keyword: "uniqueItems", equal });
  if (node.version < 2020) items(run, value);
  else items2020(run, value);
  contained(run, value);
}

function items(run: Validation, value: readonly JsonValue[]): void {
  const { items: schemas, additionalItems } = run.node;
  let seen = 0;
  if (schemas && !("length" in schemas)) {
    for (const [i, item] of value.entries()) run.addItem(schemas, item, String(i));
    seen = value.length;
  } else if (schemas) {
    for (const [i, schema] of schemas.slice(0, value.length).entries()) run.addItem(schema, value[i]!, String(i));
    seen = Math.min(schemas.length, value.length);
  }
  if (additionalItems === false && seen < value.length) run.add({ keyword: "additionalItems", count: value.length - seen });
  if (typeof additionalItems === "object")
    for (let i = seen; i < value.length; i++) run.addItem(additionalItems, value[i]!, String(i));
}

function items2020(run: Validation, value: readonly JsonValue[]): void {
  const { prefixItems = [], restItems } = run.node;
  const seen = Math.min(prefixItems.length, value.length);
  for (let i = 0; i < seen; i++) run.addItem(prefixItems[i]!, value[i]!, String(i));
  if (restItems) for (let i = seen; i < value.length; i++) run.addItem(restItems, value[i]!, String(i));
}

function contained(run: Validation, value: readonly JsonValue[]): void {
  const { contains, minContains, maxContains, version } = run.node;
  if (!contains) return;
  const causes: Fault[] = [];
  const matched: number[] = [];
  for (const [i, item] of value.entries()) {
    const fault = run.judgeItem(contains, item, String(i));
    if (fault) causes.push(fault);
    else {
      matched.push(i);
      if (version >= 2020) run.unseen.items?.delete(i);
    }
  }
  if (minContains !== undefined) {
    if (matched.length < minContains) run.add({ keyword: "minContains", matched, want: minContains }, causes);
  } else if (matched.length === 0) run.add({ keyword: "contains" }, causes);
  if (maxContains !== undefined && matched.length > maxContains) run.add({ keyword: "maxContains", matched, want: maxContains });
}
