// A small index of rules for the tests of this room.

import type { RuleEntry, RuleIndex } from "./rule-index.ts";

const base = {
  severities: ["warning"],
  sources: [],
  standards: [],
  presets: [],
  fixes: [],
  options: {},
  needs: undefined,
} as const;

const entries: readonly RuleEntry[] = [
  {
    ...base,
    id: "privileged-container",
    category: "pod-security",
    severities: ["error"],
    summary: "Container runs privileged",
    sources: ["polaris:runAsPrivileged", "checkov:CKV_K8S_16", "trivy:KSV-0017", "kubescape:C-0057", "kubescape:C-0211"],
    standards: ["PSS-B", "CIS-5.2.2", "NSA"],
    presets: ["recommended", "strict"],
  },
  {
    ...base,
    id: "host-network",
    category: "pod-security",
    severities: ["error"],
    summary: "Pod shares the host's network",
    sources: ["kubescape:C-0041"],
    standards: ["PSS-B", "CIS-5.2.5"],
    presets: ["recommended", "strict"],
  },
  {
    ...base,
    id: "run-as-non-root-missing",
    category: "pod-security",
    summary: "Container may run as root",
    sources: ["checkov:CKV_K8S_23", "kubescape:C-0211"],
    standards: ["PSS-R", "CIS-5.2.20"],
    presets: ["recommended", "strict"],
    options: {
      accept: { type: "choice", default: "effective", choices: ["strict", "effective"], doc: "What counts as not root" },
    },
  },
  {
    ...base,
    id: "cpu-limit-missing",
    category: "efficiency",
    severities: ["info"],
    summary: "Container has no CPU limit",
    sources: ["checkov:CKV_K8S_11"],
    presets: ["strict"],
    options: {
      kinds: { type: "strings", default: ["Deployment"], doc: "Kinds that are looked at" },
      minimum: { type: "integer", default: 1, minimum: 1, doc: "How many containers make it matter" },
      sidecars: { type: "boolean", default: false, doc: "Whether sidecars count" },
      unit: { type: "string", default: "m", doc: "The unit in messages" },
    },
  },
  {
    ...base,
    id: "env-ref-unknown",
    category: "correctness",
    severities: ["warning", "error", "info"],
    summary: "Reference leads nowhere",
    presets: ["recommended", "strict"],
  },
  {
    ...base,
    id: "image-registry-not-allowed",
    category: "supply-chain",
    severities: ["error"],
    summary: "Image comes from a registry that is not trusted",
    sources: ["kyverno:restrict-image-registries"],
    needs: "images.trusted",
  },
  { ...base, id: "fs-group-missing", category: "pod-security", severities: ["info"], summary: "Pod has no `fsGroup`" },
];

export const sampleIndex: RuleIndex = new Map(entries.map((entry) => [entry.id, entry]));
