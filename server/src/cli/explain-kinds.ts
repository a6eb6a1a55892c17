// Finds the kind that somebody means: by its name, its plural or its short name, in any case, with or without its group.

import { stability } from "../schema/api-version.ts";
import { memo } from "../base/memo.ts";
import type { Catalogue, Kind } from "../schema/schema.ts";
import { shortNames } from "./short-names.ts";

/** What was asked for. */
export interface Target {
  /** All kinds that go by the name, group and version given, the likeliest first. */
  readonly kinds: readonly Kind[];
  /** Down from the kind. */
  readonly path: readonly string[];
}

/**
 * `Deployment`, `deploy.spec`, `deployments.apps.spec`, `Deployment.apps/v1.spec`, `Pod.v1.spec.containers[0].image`: a kind, its
 * group or version or both, and keys. Undefined where nothing goes by that name.
 */
export function readTarget(text: string, catalogue: Catalogue): Target | undefined {
  const [name = "", ...rest] = text.replaceAll(/\[[^\]]*\]/g, "").split(".");
  const kinds = kindsNamed(catalogue).get(name.toLowerCase()) ?? [];
  if (kinds.length === 0) return undefined;
  const tail = rest.join(".");
  for (const kind of kinds)
    for (const spelled of spellings(kind)) {
      if (tail !== spelled && !tail.startsWith(`${spelled}.`)) continue;
      const path = tail.slice(spelled.length + 1);
      return { kinds: kinds.filter((other) => spellings(other).includes(spelled)), path: path === "" ? [] : path.split(".") };
    }
  return { kinds, path: rest.filter((key) => key !== "") };
}

/** All names that lead to a kind, kinds themselves first. */
export function kindNames({ kinds }: Catalogue): readonly string[] {
  return [...new Set([...kinds.map(({ kind }) => kind), ...kinds.flatMap(({ plural }) => plural ?? [])])];
}

/** As people write them behind the kind: `apps/v1`, `apps`, `v1`, `v1.apps`. */
function spellings({ group, version }: Kind): readonly string[] {
  return group === "" ? [version] : [`${group}/${version}`, `${version}.${group}`, group, version];
}

/** Kinds by every name in lower case; Kubernetes' own first, stable versions first. */
const kindsNamed = memo((catalogue: Catalogue): ReadonlyMap<string, readonly Kind[]> => {
  const found = new Map<string, Kind[]>();
  for (const kind of catalogue.kinds)
    for (const name of namesOf(kind)) {
      const known = found.get(name);
      if (known) known.push(kind);
      else found.set(name, [kind]);
    }
  for (const kinds of found.values()) {
    const groups = [...new Set(kinds.map(({ group }) => group))];
    kinds.sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || stability(b.version) - stability(a.version));
  }
  return found;
});

function namesOf({ group, kind, plural }: Kind): ReadonlySet<string> {
  const single = kind.toLowerCase();
  return new Set([single, plural ?? `${single}s`, ...(shortNames.get(`${group}/${kind}`) ?? [])]);
}
