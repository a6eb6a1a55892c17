// Flags sysctl values that smuggle further settings in.

import { scalarText } from "../../kube/read.ts";
import { sysctlsOf } from "../../kube/sysctl.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "sysctl-value-injection",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Sysctl value contains `+` or `=`",
  sources: ["kyverno:prevent-cr8escape"],
  standards: [],
  presets: ["recommended", "strict"],
  on: "pod",
  check(pod, report) {
    for (const { name, valueNode } of sysctlsOf(pod))
      if (valueNode && /[+=]/.test(scalarText(valueNode) ?? ""))
        report(valueNode, `Value of the sysctl \`${name}\` contains \`+\` or \`=\``);
  },
});
