// Flags containers that can write to their own image's files.

import { field, mapItems, mapField, textField } from "../../kube/read.ts";
import { setOwn } from "../../kube/security-context.ts";
import { normalizePath } from "../../kube/volume.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { boolOf } from "../../yaml/access.ts";
import { insertItem } from "../../yaml/make-edit.ts";
import type { Container } from "../../kube/container.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";

export const rule = defineRule({
  id: "read-only-root-filesystem-missing",
  category: "pod-security",
  severity: "warning",
  since: "0.1.0",
  summary: "Container's root filesystem is writable",
  sources: [
    "polaris:notReadOnlyRootFilesystem",
    "kube-linter:no-read-only-root-fs",
    "kube-score:container-security-context-readonlyrootfilesystem",
    "checkov:CKV_K8S_22",
    "trivy:KSV-0014",
    "kubescape:C-0017",
    "kubescape:C-0211",
    "kubesec:ReadOnlyRootFilesystem",
    "kyverno:require-ro-rootfs",
    "kics:a9c2f49d-0671-4fc9-9ece-f4e261e128d0",
    "terrascan:AC_K8S_0078",
    "gatekeeper:K8sPSPReadOnlyRootFilesystem",
  ],
  standards: ["NSA", "CIS-5.7.3"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    if (container.pod.isWindows) return;
    const readOnly = field(container.securityContext, "readOnlyRootFilesystem");
    if (readOnly && boolOf(readOnly) !== false) return;
    const message = `Root filesystem of container \`${container.label}\` is writable`;
    const fixes = () => fixesFor(container);
    if (readOnly) report(readOnly, message, { fixes });
    else report.missing(container, ["securityContext", "readOnlyRootFilesystem"], message, { fixes });
  },
});

function fixesFor(container: Container): readonly Fix[] {
  const edits = setOwn(container, ["readOnlyRootFilesystem"], true);
  if (edits.length === 0) return [];
  const fix: Fix = { title: "Set `readOnlyRootFilesystem: true`", safety: "confirm", edits };
  const mountsTmp = container.volumeMounts.some(
    ({ mountPath }) => mountPath !== undefined && normalizePath(mountPath) === "/tmp",
  );
  return mountsTmp || container.role === "ephemeral" ? [fix] : [withTmp(container, fix), fix];
}

function withTmp({ node, pod, name }: Container, { edits }: Fix): Fix {
  const volume = freeName(pod, pod.containers.length > 1 && name ? `tmp-${name}` : "tmp");
  return {
    title: "Set `readOnlyRootFilesystem: true` and mount an `emptyDir` at `/tmp`",
    safety: "confirm",
    edits: [
      ...edits,
      insertItem(node, ["volumeMounts"], { name: volume, mountPath: "/tmp" }),
      insertItem(pod.node, ["volumes"], { name: volume, emptyDir: { sizeLimit } }),
    ],
  };
}

/** A full `/tmp` evicts the pod rather than filling the node's disk. */
const sizeLimit = "100Mi";

/** The longest name that a volume may have. */
const LONGEST = 63;

/** The wanted name or, where the pod has such a volume, the next one with a number. */
function freeName(pod: PodSpec, wanted: string): string {
  const base = /^[a-z0-9-]+$/.test(wanted) ? wanted.slice(0, LONGEST).replace(/-+$/, "") : "tmp";
  const claims = mapItems(pod.workload.resource.spec, "volumeClaimTemplates");
  const taken = new Set([
    ...pod.volumes.map(({ name }) => name),
    ...claims.map((claim) => textField(mapField(claim, "metadata"), "name")),
  ]);
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(numbered(base, number))) number++;
  return numbered(base, number);
}

function numbered(base: string, number: number): string {
  const suffix = `-${number}`;
  return base.slice(0, LONGEST - suffix.length) + suffix;
}
