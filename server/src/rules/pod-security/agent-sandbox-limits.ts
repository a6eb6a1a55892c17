// Flags containers of sandboxes for agents that may use as much as they like.

import { parseQuantity, type Quantity } from "../../kube/quantity.ts";
import { sandboxPodOf } from "../../kube/sandbox.ts";
import { defineRule, type Report } from "../../lint/rule.ts";
import type { Container } from "../../kube/container.ts";

export const rule = defineRule({
  id: "agent-sandbox-limits",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "SandboxTemplate's container has no CPU or memory limit",
  sources: ["kubescape:C-0303"],
  standards: [],
  presets: ["strict"],
  options: {
    maxCpu: { type: "string", default: "", doc: "The highest CPU limit that passes, such as `2`; any where it is empty." },
    maxMemory: {
      type: "string",
      default: "",
      doc: "The highest memory limit that passes, such as `4Gi`; any where it is empty.",
    },
  },
  on: "resource",
  check(resource, report, { options }) {
    const most = { cpu: parseQuantity(options.maxCpu), memory: parseQuantity(options.maxMemory) };
    for (const container of sandboxPodOf(resource)?.containers ?? []) {
      if (container.role === "ephemeral") continue;
      for (const name of ["cpu", "memory"] as const) judge(container, name, most[name], report);
    }
  },
});

function judge({ node, label, resources }: Container, name: "cpu" | "memory", most: Quantity | undefined, report: Report): void {
  const limit = resources.limit(name);
  const what = name === "cpu" ? "CPU" : name;
  const message = `Container \`${label}\` has no ${what} limit`;
  if (!limit) report.missing(node, ["resources", "limits", name], message);
  else if (limit.quantity?.isZero) report(limit.node, message);
  else if (limit.quantity && most && limit.quantity.compare(most) > 0)
    report(limit.node, `Container \`${label}\` has a ${what} limit above \`${most.toString()}\``);
}
