// API versions as objects write them, and which of them is more stable.

/** `apps/v1`; `v1` for the core API. */
export function apiVersionOf({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === "" ? version : `${group}/${version}`;
}

/** `apps/v1` as group and version. */
export function splitApiVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf("/");
  return [apiVersion.slice(0, Math.max(0, slash)), apiVersion.slice(slash + 1)];
}

/**
 * A number that is higher for what is more stable, of a version with or without its group: general availability, then beta, then
 * alpha, the higher number first (Kubernetes' own order, "CustomResourceDefinition versions", version priority); 0 for others.
 */
export function stability(apiVersion: string): number {
  const match = /(?:^|\/)v(\d+)(?:(alpha|beta)(\d+))?$/.exec(apiVersion);
  if (!match) return 0;
  const level = match[2] === "alpha" ? 1 : match[2] === "beta" ? 2 : 3;
  return level * 10_000 + Number(match[1]) * 100 + Number(match[3] ?? 0);
}
