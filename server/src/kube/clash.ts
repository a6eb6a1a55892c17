// Who else takes what an object takes for itself.

import type { Claim } from "./claims.ts";
import type { ResourceFacts } from "./facts.ts";
import type { Resource } from "./resource.ts";

export interface Clash {
  readonly claim: Claim;
  /** Undefined: the object itself does, further up. */
  readonly other: ResourceFacts | undefined;
}

/** `all` are the objects that could, this one among them; those of the same name are this one, here or for another environment. */
export function clashesOf(resource: Resource, claims: readonly Claim[], all: readonly ResourceFacts[]): readonly Clash[] {
  const others = all.filter(({ name }) => name !== resource.name);
  const seen = new Set<string>();
  return claims.flatMap((claim): readonly Clash[] => {
    const other = others.find(({ claims }) => claims?.includes(claim.key));
    const isRepeated = seen.has(claim.key);
    seen.add(claim.key);
    return isRepeated ? [{ claim, other: undefined }] : other ? [{ claim, other }] : [];
  });
}

/** How a message of `resource` calls an object. */
export function labelFrom(resource: Resource, { kind, name = "?", namespace = "default" }: ResourceFacts): string {
  const where = namespace === resource.namespaceOrDefault ? "" : ` of namespace \`${namespace}\``;
  return `${kind} \`${name}\`${where}`;
}

/** For the finding's list of related places. */
export function relatedTo({ kind, name = "", namespace = "default" }: ResourceFacts): {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
} {
  return { kind, namespace, name };
}
