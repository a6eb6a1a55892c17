// Flags volumes that hold the node's credentials for its cloud.

import { hostPathsOf } from "../../kube/host-path.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "cloud-credentials-host-path",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Volume holds the node's cloud credentials",
  sources: ["kubescape:C-0020"],
  standards: ["MITRE-Credential-access"],
  presets: ["recommended", "strict"],
  on: "resource",
  check(resource, report) {
    for (const { hostPath, label } of hostPathsOf(resource))
      if (credentials.test(hostPath.normalized))
        report(hostPath.pathNode, `${label} holds the node's cloud credentials in \`${hostPath.path}\``);
  },
});

/** Of the command line tools of AWS, Azure and Google Cloud, in any home; and what AKS tells its nodes. */
const credentials =
  /\/\.aws(?:\/|$)|\/\.azure(?:\/|$)|\/\.config\/gcloud(?:\/|$)|^\/gcloud(?:\/|$)|^\/etc\/kubernetes\/azure\.json$/;
