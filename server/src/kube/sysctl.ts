// Kernel parameters that pods may set without harm to others.

import { field, mapItems, textField } from "./read.ts";
import type { PodSpec } from "./pod-spec.ts";
import type { YamlNode } from "../yaml/tree.ts";

export interface Sysctl {
  readonly name: string;
  readonly nameNode: YamlNode;
  readonly valueNode: YamlNode | undefined;
}

/** Those that a pod sets, without such as have no name yet. */
export function sysctlsOf({ securityContext }: PodSpec): readonly Sysctl[] {
  return mapItems(securityContext, "sysctls").flatMap((node) => {
    const name = textField(node, "name");
    const nameNode = field(node, "name");
    return name && nameNode ? { name, nameNode, valueNode: field(node, "value") } : [];
  });
}

/** The minor from which the Pod Security baseline lets a sysctl pass; undefined where it never does. */
export function safeSince(name: string): number | undefined {
  return safe.get(name);
}

/** Pod Security Standards, baseline, "Sysctls", with the policy version that brought each. */
const safe: ReadonlyMap<string, number> = new Map([
  ["kernel.shm_rmid_forced", 0],
  ["net.ipv4.ip_local_port_range", 0],
  ["net.ipv4.ip_unprivileged_port_start", 0],
  ["net.ipv4.ping_group_range", 0],
  ["net.ipv4.tcp_syncookies", 0],
  ["net.ipv4.ip_local_reserved_ports", 27],
  ["net.ipv4.tcp_fin_timeout", 29],
  ["net.ipv4.tcp_keepalive_intvl", 29],
  ["net.ipv4.tcp_keepalive_probes", 29],
  ["net.ipv4.tcp_keepalive_time", 29],
  ["net.ipv4.tcp_rmem", 32],
  ["net.ipv4.tcp_wmem", 32],
  ["net.ipv4.tcp_notsent_lowat", 37],
  ["net.ipv4.tcp_slow_start_after_idle", 37],
]);
