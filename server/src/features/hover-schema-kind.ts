// Says in words what a kind is: its API version, scope, name in URLs, and what became of that version.

import { lifecycleOf, newestMinor, replacementFor, type ApiLifecycle } from "../kube/lifecycle.ts";
import type { Kind } from "../schema/schema.ts";
import { minor, minorWords } from "./hover-schema-words.ts";

/** What a resource says of itself, and what is known of it. */
export interface NamedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly known: Kind | undefined;
}

/** Phrases without a full stop. */
export function kindWords({ apiVersion, kind, known }: NamedKind): readonly string[] {
  const lifecycle = lifecycleOf(apiVersion, kind);
  return [
    ...(known?.isNamespaced === undefined ? [] : [known.isNamespaced ? "namespaced" : "not in a namespace"]),
    ...(known?.plural === undefined ? [] : [`\`${known.plural}\` in RBAC and URLs`]),
    ...(lifecycle ? servedWords(lifecycle) : minorWords(known?.minors)),
  ];
}

/** A sentence without a full stop on an API version that goes or is gone; undefined for one that stays. `minors`: those looked at. */
export function lifecycleWords({ apiVersion, kind }: NamedKind, minors: readonly number[]): string | undefined {
  const lifecycle = lifecycleOf(apiVersion, kind);
  if (!lifecycle || (lifecycle.deprecated === undefined && lifecycle.removed === undefined)) return undefined;
  const { deprecated, removed } = lifecycle;
  const better = replacementFor(lifecycle, minors);
  const words = [
    ...(deprecated === undefined ? [] : [`deprecated since ${minor(deprecated)}`]),
    ...(removed === undefined ? [] : [removed > newestMinor ? `to go in ${minor(removed)}` : `gone since ${minor(removed)}`]),
  ].join(", ");
  return `\`${apiVersion}\` is ${words}${better ? `: use \`${better.apiVersion}\`` : ""}`;
}

/** 8 stands for that or earlier, which nobody asks for. */
function servedWords({ introduced }: ApiLifecycle): readonly string[] {
  return introduced > 8 ? [`since ${minor(introduced)}`] : [];
}
