// What makes ConfigMaps and Secrets that stand in no manifest.

import type { Finder } from "./selected.ts";

/** Whether an object of the unit may make one of the kind in the namespace, of a name that is not told here. */
export function mayBeMade(unit: Finder, kind: string, namespace: string): boolean {
  if (unit.find({ kind: "Kustomization", group: "kustomize.config.k8s.io" }).length > 0) return true;
  const makers = kind === "Secret" ? secretMakers : kind === "ConfigMap" ? ["Bundle"] : [];
  return makers.some((maker) => unit.find({ kind: maker, namespace }).length > 0);
}

/** Of sealed-secrets, external-secrets, cert-manager, Vault, 1Password, Infisical and the SOPS operator. */
const secretMakers = [
  "SealedSecret",
  "ExternalSecret",
  "PushSecret",
  "Certificate",
  "VaultStaticSecret",
  "VaultDynamicSecret",
  "VaultPKISecret",
  "OnePasswordItem",
  "InfisicalSecret",
  "SopsSecret",
];
