// The values that the Pod Security Standards and our rules allow, as data.

import { minorOf } from "./lifecycle.ts";
import { mapField, textItems, type Text } from "./read.ts";
import type { Container } from "./container.ts";
import type { PodSpec } from "./pod-spec.ts";

/** `seccompProfile.type` and `appArmorProfile.type` that both Pod Security levels allow; an empty or missing type is not among them. */
export const confinedProfileTypes: ReadonlySet<string> = new Set(["RuntimeDefault", "Localhost"]);

/** What containers may add at the baseline level: the default set of the container runtimes, exact and case-sensitive. */
export const baselineCapabilities: ReadonlySet<string> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** What containers may add at the restricted level (since policy version 1.22). */
export const restrictedCapabilities: ReadonlySet<string> = new Set(["NET_BIND_SERVICE"]);

/** Capabilities that lead to the node or to other pods' traffic; compare with `capabilityName`. */
export const dangerousCapabilities: ReadonlySet<string> = new Set([
  "ALL",
  "BPF",
  "DAC_READ_SEARCH",
  "MAC_ADMIN",
  "MAC_OVERRIDE",
  "NET_ADMIN",
  "NET_RAW",
  "PERFMON",
  "SETPCAP",
  "SYS_ADMIN",
  "SYS_BOOT",
  "SYS_MODULE",
  "SYS_PTRACE",
  "SYS_RAWIO",
  "SYS_TIME",
]);

/** Runtimes read capability names in any case and with or without `CAP_`; Pod Security itself compares the text as written. */
export function capabilityName(text: string): string {
  const name = text.toUpperCase();
  return name.startsWith("CAP_") ? name.slice(4) : name;
}

/** SYS_ADMIN forces privilege escalation on, and the API rejects `allowPrivilegeEscalation: false` beside it. */
export function forcesPrivilegeEscalation(added: readonly string[]): boolean {
  return added.some((text) => capabilityName(text) === "SYS_ADMIN");
}

/** What a container adds to, or drops from, the runtime's default set of capabilities. */
export function capabilitiesOf({ securityContext }: Container, key: "add" | "drop"): readonly Text[] {
  return textItems(mapField(securityContext, "capabilities"), key);
}

/**
 * Whether root in the pod's containers is judged, and in which minors where not in all of `kubernetes`. In a user namespace of
 * its own (`hostUsers: false`) it is an ordinary user of the node, and Pod Security lets it pass since policy version 1.35.
 */
export function judgesRoot(
  { hostUsers }: PodSpec,
  kubernetes: readonly string[],
): { readonly kubernetes?: readonly string[] } | undefined {
  if (hostUsers !== false) return {};
  const judged = kubernetes.filter((minor) => (minorOf(minor) ?? 0) < 35);
  if (judged.length === 0) return undefined;
  return judged.length < kubernetes.length ? { kubernetes: judged } : {};
}
