// Reads the compiled validators of a kubernetes-models package back into what its declarations cannot say: formats, nulls, limits.

import type { Limits } from "../../schema/schema.ts";

/** One node of a schema: each function of a validator checks one. */
export interface Check {
  readonly isInteger: boolean;
  readonly isNumber: boolean;
  readonly format?: string;
  readonly isNullable: boolean;
  readonly limits?: Limits;
  readonly properties: ReadonlyMap<string, () => Check | undefined>;
  /** Of the items of a list or the values of a map. */
  readonly items?: () => Check | undefined;
}

/** The check of a whole definition; undefined where the file has another form. */
export function readValidator(script: string): Check | undefined {
  const root = /export const validate=(\w+);/.exec(script)?.[1];
  if (!root) return undefined;
  const formats = new Map(
    [...script.matchAll(/\b(formats\d+)=formats(?:\.(\w+)|\["([^"]+)"\])/g)].map((m) => [m[1]!, (m[2] ?? m[3])!]),
  );
  const bodies = new Map(functionsOf(script));
  const known = new Map<string, Check>();
  const read = (name: string): Check | undefined => {
    const body = bodies.get(name);
    // Imported: another definition's.
    if (body === undefined) return undefined;
    let check = known.get(name);
    if (!check) known.set(name, (check = checkOf(body, formats, read)));
    return check;
  };
  return read(root);
}

function functionsOf(script: string): readonly (readonly [string, string])[] {
  const starts = [...script.matchAll(/function (validate\d+)\(data,/g)];
  return starts.map((start, i) => [start[1]!, script.slice(start.index, starts[i + 1]?.index ?? script.length)]);
}

function checkOf(body: string, formats: ReadonlyMap<string, string>, read: (name: string) => Check | undefined): Check {
  const properties = new Map<string, () => Check | undefined>();
  for (const [, call, dotted, quoted] of body.matchAll(/(validate\d+)\(data(?:\.([\w$]+)|\["((?:[^"\\]|\\.)*)"\]),/g))
    properties.set(dotted ?? (JSON.parse(`"${quoted}"`) as string), () => read(call!));
  const item = /(validate\d+)\(data\[\w+\],/.exec(body)?.[1];
  const format = /(formats\d+)\.(?:validate|test)\(/.exec(body)?.[1];
  const limits = limitsOf(body);
  const named = format === undefined ? undefined : formats.get(format);
  return {
    isInteger: body.includes('params:{type:"integer"}'),
    isNumber: body.includes('params:{type:"number"}'),
    ...(named ? { format: named } : {}),
    isNullable: /null!==data\b/.test(body),
    ...(limits ? { limits } : {}),
    properties,
    ...(item ? { items: () => read(item) } : {}),
  };
}

const numbers = [
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;

/** The limits of one node, when nothing says that they hold only in a case (`anyOf` and its kin). */
function limitsOf(body: string): Limits | undefined {
  if (/keyword:"(?:anyOf|oneOf|not)"/.test(body)) return undefined;
  const found: Record<string, string | number> = {};
  for (const name of numbers) {
    const limit = new RegExp(`keyword:"${name}",params:\\{(?:comparison:"[<>]=",)?limit:(-?[\\dxa-fe.+]+)\\}`).exec(body)?.[1];
    // A lower bound of nothing says nothing.
    if (limit !== undefined && !(/^min(?:Length|Items|Properties)$/.test(name) && Number(limit) === 0))
      found[name] = Number(limit);
  }
  const pattern = /keyword:"pattern",params:\{pattern:("(?:[^"\\]|\\.)*")\}/.exec(body)?.[1];
  if (pattern !== undefined) found["pattern"] = JSON.parse(pattern) as string;
  return Object.keys(found).length > 0 ? found : undefined;
}
