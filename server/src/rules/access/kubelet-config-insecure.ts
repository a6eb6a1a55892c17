// Flags configuration files of the kubelet that leave a node open.

import { kubeletFaults } from "../../kube/kubelet-config.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "kubelet-config-insecure",
  category: "access",
  severity: ["warning", "info"],
  since: "0.2.0",
  summary: "Kubelet configured insecurely",
  sources: [
    "kics:f1f4d8da-1ac4-47d0-b1aa-91e69d33f7d5",
    "kics:e0e00aba-5f1c-4981-a542-9a9563c0ee20",
    "kics:1de5cc51-f376-4638-a940-20f2e85ae238",
    "kics:510d5810-9a30-443a-817d-5c1fa527b110",
    "kics:6cf42c97-facd-4fda-b8af-ea4529123355",
    "kics:5f89001f-6dd9-49ff-9b15-d8cd71b617f4",
    "kics:2940d48a-dc5e-4178-a3f8-bfbd80720b41",
    "kics:ed89b97d-04e9-4fd4-919f-ee5b27e555e9",
    "kics:fa750c81-93c2-4fab-9c6d-d3fd3ce3b89f",
    "kics:52d70f2e-3257-474c-b3dc-8ad9ba6a061a",
    "kics:1c621b8e-2c6a-44f5-bd6a-fb0fb7ba33e2",
  ],
  standards: [
    "CIS-4.2.1",
    "CIS-4.2.2",
    "CIS-4.2.3",
    "CIS-4.2.4",
    "CIS-4.2.5",
    "CIS-4.2.6",
    "CIS-4.2.7",
    "CIS-4.2.8",
    "CIS-4.2.9",
    "CIS-4.2.10",
    "CIS-4.2.11",
    "CIS-4.2.12",
  ],
  presets: [],
  fields: [
    "authentication.anonymous.enabled",
    "authorization.mode",
    "readOnlyPort",
    "streamingConnectionIdleTimeout",
    "makeIPTablesUtilChains",
    "rotateCertificates",
    "protectKernelDefaults",
    "tlsCipherSuites",
    "tlsCertFile",
  ],
  on: "resource",
  check({ group, kind, node: config }, report) {
    if (group !== "kubelet.config.k8s.io" || kind !== "KubeletConfiguration") return;
    for (const { path, node, message, isMinor } of kubeletFaults(config)) {
      const options = isMinor ? { severity: "info" as const } : {};
      if (node) report(node, message, options);
      else report.missing(config, path, message, options);
    }
  },
});
