// Flags Windows containers whose account is not the ordinary one.

import { boolField, field, mapField, textField } from "../../kube/read.ts";
import { defineRule, type Report } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "windows-run-as-user",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Windows container runs as another account than `ContainerUser`",
  sources: ["kubescape:C-0211", "kyverno:require-run-as-containeruser"],
  standards: ["CIS-5.7.3"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "pod",
  check(pod, report) {
    const isHost = pod.containers.some(isHostProcess) || isHostProcess(pod);
    judge(pod.securityContext, "Pod runs", isHost, report);
    for (const { securityContext, label } of pod.containers)
      judge(securityContext, `Container \`${label}\` runs`, isHost, report);
  },
});

function judge(securityContext: YamlMap | undefined, subject: string, isHost: boolean, report: Report): void {
  const options = mapField(securityContext, "windowsOptions");
  const name = textField(options, "runAsUserName");
  const node = field(options, "runAsUserName");
  if (!options || !node || !name || name.toLowerCase() === "containeruser") return;
  const fixes = [
    { title: "Set `runAsUserName: ContainerUser`", safety: "confirm", edits: [set(options, ["runAsUserName"], "ContainerUser")] },
  ] as const;
  report(node, `${subject} as the Windows account \`${name}\``, isHost ? {} : { fixes });
}

/** The accounts of images do not exist on the node, and those of the node are all that a HostProcess can have. */
function isHostProcess({ securityContext }: { readonly securityContext: YamlMap | undefined }): boolean {
  return boolField(mapField(securityContext, "windowsOptions"), "hostProcess") === true;
}
