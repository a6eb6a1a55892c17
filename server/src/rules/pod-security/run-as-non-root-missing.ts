// Flags containers that nothing keeps from running as root.

import { memo } from "../../base/memo.ts";
import { judgesRoot } from "../../kube/pod-security.ts";
import { field, intOf } from "../../kube/read.ts";
import { setInherited, setOwn } from "../../kube/security-context.ts";
import { isUnresolved } from "../../kube/unresolved.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { boolOf } from "../../yaml/access.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Container } from "../../kube/container.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";

export const rule = defineRule({
  id: "run-as-non-root-missing",
  category: "pod-security",
  severity: "warning",
  since: "0.1.0",
  summary: "Container may run as root",
  sources: [
    "polaris:runAsRootAllowed",
    "kube-linter:run-as-non-root",
    "checkov:CKV_K8S_23",
    "trivy:KSV-0012",
    "kubescape:C-0013",
    "kubescape:C-0211",
    "kubesec:RunAsNonRoot",
    "pss:runAsNonRoot",
    "kyverno:require-run-as-nonroot",
    "kyverno:service-mesh-require-run-as-nonroot",
    "kyverno:only-trustworthy-registries-set-root",
    "kics:cf34805e-3872-4c08-bf92-6ff7bb0cfadb",
    "popeye:302",
    "popeye:306",
    "terrascan:AC_K8S_0087",
    "gatekeeper:K8sPSPAllowedUsers",
  ],
  standards: ["PSS-R", "CIS-5.2.7", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  options: {
    mode: {
      type: "choice",
      default: "effective",
      choices: ["effective", "strict"],
      doc: "`effective` is content with a `runAsUser` other than 0; `strict` wants `runAsNonRoot: true`, as Pod Security does.",
    },
  },
  on: "container",
  check(container, report, { options, kubernetes }) {
    const { pod, label } = container;
    const minors = judgesRoot(pod, kubernetes);
    if (!minors) return;
    const isStrict = options.mode === "strict";
    const passes = !isStrict && mayBeNonRoot(container);
    const own = field(container.securityContext, "runAsNonRoot");
    const ofPod = field(pod.securityContext, "runAsNonRoot");

    // Each container says this of the same place; it is shown once.
    if (ofPod && boolOf(ofPod) === false && (isStrict || !(own || passes)))
      report(ofPod, "Pod sets `runAsNonRoot: false`", { fixes: () => fixesForPod(pod), ...minors });
    if (passes) return;
    if (own && boolOf(own) === false)
      report(own, `Container \`${label}\` sets \`runAsNonRoot: false\``, { fixes: () => fixesForOwn(container), ...minors });
    if (!own && !ofPod && !isUnresolved(pod.field("securityContext")))
      report.missing(container, ["securityContext", "runAsNonRoot"], messageFor(container), {
        fixes: () => fixesForMissing(container),
        ...minors,
      });
  },
});

const title = "Set `runAsNonRoot: true`";

function messageFor(container: Container): string {
  return mayBeNonRoot(container)
    ? `Container \`${container.label}\` does not set \`runAsNonRoot: true\``
    : `Container \`${container.label}\` may run as root`;
}

/** Its user is given, and is not 0 as far as can be told. */
function mayBeNonRoot(container: Container): boolean {
  const user = container.effective("runAsUser");
  return user !== undefined && intOf(user) !== 0;
}

/** With `runAsNonRoot: true` the kubelet would refuse to start it. */
function isRoot(container: Container): boolean {
  return intOf(container.effective("runAsUser")) === 0;
}

function inherits({ securityContext }: Container): boolean {
  return !field(securityContext, "runAsNonRoot");
}

function fixesForPod(pod: PodSpec): readonly Fix[] {
  const { securityContext } = pod;
  if (!securityContext || harms(pod)) return [];
  return [{ title, safety: "confirm", edits: [set(securityContext, ["runAsNonRoot"], true)] }];
}

function fixesForOwn(container: Container): readonly Fix[] {
  const { securityContext } = container;
  if (!securityContext || isRoot(container)) return [];
  return [{ title, safety: "confirm", edits: [set(securityContext, ["runAsNonRoot"], true)] }];
}

/** Whether `runAsNonRoot: true` at the pod would stop one of its containers. */
const harms = memo(({ containers }: PodSpec) => containers.some((container) => inherits(container) && isRoot(container)));

/** At the pod, unless that would stop another container. */
function fixesForMissing(container: Container): readonly Fix[] {
  if (isRoot(container)) return [];
  const edits = (harms(container.pod) ? setOwn : setInherited)(container, ["runAsNonRoot"], true);
  return edits.length > 0 ? [{ title, safety: "confirm", edits }] : [];
}
