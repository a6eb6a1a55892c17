// Flags pods whose volumes may not be writable for them, or take long to be made so.

import { field, intOf, mapField, mapItems, textField } from "../../kube/read.ts";
import { reach } from "../../kube/reach.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { Hole } from "../../yaml/edit.ts";
import { set } from "../../yaml/make-edit.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";

export const rule = defineRule({
  id: "fs-group-missing",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Pod with a persistent volume sets no `fsGroup` or no `fsGroupChangePolicy`",
  sources: ["kubescape:C-0211", "kyverno:validate-userid-groupid-fsgroup", "gatekeeper:K8sPSPFSGroup"],
  standards: ["CIS-5.7.3"],
  presets: [],
  fixes: ["template"],
  on: "pod",
  check(pod, report) {
    const volume = pod.isWindows ? undefined : persistentMount(pod);
    if (volume === undefined) return;
    const key = field(pod.securityContext, "fsGroup") ? "fsGroupChangePolicy" : "fsGroup";
    if (!field(pod.securityContext, key))
      report.missing(pod, ["securityContext", key], `Pod mounts the volume \`${volume}\` and sets no \`${key}\``, {
        fixes: () => fixesFor(pod, key),
      });
  },
});

/** The name of the first volume with a file system of its own that a container mounts. */
function persistentMount({ volumes, containers, workload }: PodSpec): string | undefined {
  const claims = mapItems(workload.resource.spec, "volumeClaimTemplates").map((claim) =>
    textField(mapField(claim, "metadata"), "name"),
  );
  const claimed = volumes.filter(({ source }) => source === "persistentVolumeClaim" || source === "ephemeral");
  const names = new Set([...claims, ...claimed.map(({ name }) => name)]);
  return containers.flatMap(({ volumeMounts }) => volumeMounts).find(({ name }) => name !== undefined && names.has(name))?.name;
}

/** The group that the pod runs in, or its user's number, is the likeliest to be meant. */
function fixesFor({ node, securityContext }: PodSpec, key: "fsGroup" | "fsGroupChangePolicy"): readonly Fix[] {
  const group = intOf(field(securityContext, "runAsGroup")) || intOf(field(securityContext, "runAsUser")) || 10001;
  const policy = set(...reach(node, ["securityContext", "fsGroupChangePolicy"]), new Hole("OnRootMismatch"));
  const edits = key === "fsGroup" ? [set(...reach(node, ["securityContext", "fsGroup"]), new Hole(group)), policy] : [policy];
  return [
    { title: key === "fsGroup" ? "Set `fsGroup`" : "Set `fsGroupChangePolicy: OnRootMismatch`", safety: "template", edits },
  ];
}
