// Explains a kind or one of its fields: finds it in the schemas, or says why there is none.

import { didYouMean } from "../base/nearest.ts";
import { apiVersionOf } from "../schema/api-version.ts";
import { lifecycleWords } from "../features/hover-schema-kind.ts";
import { reach, spellPlace, type SchemaPlace } from "../features/hover-schema-place.ts";
import { fieldWords, minor, typeWords } from "../features/hover-schema-words.ts";
import type { Rule } from "../lint/rule.ts";
import { holds, type Kind } from "../schema/schema.ts";
import type { Target } from "./explain-kinds.ts";
import { fieldPage } from "./explain-page.ts";
import { innerFields } from "./explain-tree.ts";
import { refuse } from "./refuse.ts";
import { styleFor } from "./style.ts";
import type { Status, World } from "./world.ts";

export interface FieldOptions {
  /** The minors that matter, ascending; undefined: all that are known. */
  readonly minors: readonly number[] | undefined;
  /** All fields below, rather than the next ones. */
  readonly isRecursive: boolean;
}

export function explainField(target: Target, options: FieldOptions, world: World, rules: readonly Rule[]): Status {
  const { minors } = options;
  const served = target.kinds.filter((kind) => isIn(kind.minors, minors));
  const kind = served[0];
  if (!kind) return refuse(world, [notServed(target.kinds, minors ?? [])]);
  const { place, taken } = reach(kind, target.path, minors?.at(-1) ?? Number.MAX_SAFE_INTEGER);
  const missing = target.path[taken];
  if (missing !== undefined) return refuse(world, [unknownVersion(target, minors ?? []) ?? unknownField(place, missing)]);
  if (!isIn(place.field?.minors, minors)) return refuse(world, [notIn(place, minors ?? [])]);
  const page = {
    place,
    others: served.filter(({ group }) => group !== kind.group),
    rules,
    style: styleFor(world.stdout, world.env),
    columns: world.stdout.columns,
    ...options,
  };
  world.stdout.write(fieldPage(page));
  return 0;
}

/** Whether one of the minors is in the range. */
function isIn(range: Kind["minors"], minors: readonly number[] | undefined): boolean {
  return !minors || minors.some((number) => holds(range, number));
}

function notServed(kinds: readonly Kind[], minors: readonly number[]): string {
  const names = kinds.map((kind) => `\`${apiVersionOf(kind)}\``).join(", ");
  return `Kubernetes ${minors.map(minor).join(", ")} has no ${kinds[0]?.kind} of ${names}`;
}

function notIn(place: SchemaPlace, minors: readonly number[]): string {
  const known = place.field ? `: ${fieldWords(place.field, place.schema).join(", ")}` : "";
  return `\`${spellPlace(place)}\` is not in Kubernetes ${minors.map(minor).join(", ")}${known}`;
}

/** What stands behind the kind can be an API version that no schema has. */
function unknownVersion({ kinds, path }: Target, minors: readonly number[]): string | undefined {
  const [, apiVersion] = /^((?:[\w-]+(?:\.[\w-]+)*\/)?v\d+(?:(?:alpha|beta)\d+)?)(?:\.|$)/.exec(path.join(".")) ?? [];
  const kind = kinds[0]?.kind;
  if (apiVersion === undefined || kind === undefined) return undefined;
  const lifecycle = lifecycleWords({ apiVersion, kind, known: undefined }, minors);
  if (lifecycle !== undefined) return `${kind} of ${lifecycle}`;
  return `\`${apiVersion}\` has no ${kind}, but ${kinds.map((known) => `\`${apiVersionOf(known)}\``).join(", ")}`;
}

function unknownField(place: SchemaPlace, name: string): string {
  const fields = innerFields(place.schema);
  const where = `\`${spellPlace(place)}\``;
  if (!fields || fields.size === 0) return `${where} has no fields that are known: it is ${withArticle(typeWords(place.schema))}`;
  return `Unknown field \`${name}\` of ${where}${didYouMean(name, fields.keys())}`;
}

function withArticle(words: string): string {
  return /^any\b/.test(words) ? words : `${/^[aeio]/.test(words) ? "an" : "a"} ${words}`;
}
