// Flags images that the team's list of trusted ones does not name.

import { textGlob } from "../../base/glob.ts";
import { memo } from "../../base/memo.ts";
import { parseImage } from "../../kube/image.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "image-registry-not-allowed",
  category: "supply-chain",
  severity: "info",
  since: "0.1.0",
  summary: "Image that is not on the trusted list",
  sources: [
    "trivy:KSV-0125",
    "trivy:KSV-0032",
    "trivy:KSV-0033",
    "trivy:KSV-0034",
    "trivy:KSV-0035",
    "kubescape:C-0078",
    "kubescape:C-0001",
    "kyverno:restrict-image-registries",
    "kyverno:advanced-restrict-image-registries",
    "kyverno:allowed-image-repos",
    "popeye:113",
    "gatekeeper:K8sAllowedRepos",
    "gatekeeper:K8sAllowedReposv2",
  ],
  standards: ["CIS-5.5.1", "MITRE-Collection"],
  presets: [],
  fields: ["containers.image", "initContainers.image", "ephemeralContainers.image"],
  needs: "images.trusted",
  on: "container",
  check({ image }, report, { images }) {
    if (!image) return;
    const { text, normalized, registry, repository } = image;
    const spellings = [text, normalized, `${registry}/${repository}`];
    if (globs(images.trusted).some((glob) => spellings.some((spelling) => glob.matches(spelling)))) return;
    report(image, `Image \`${text}\` matches no entry of \`images.trusted\``);
  },
});

/** An entry that is an image reference counts in full, too: `nginx` is `docker.io/library/nginx`. */
const globs = memo((entries: readonly string[]) =>
  entries.flatMap((entry) => [entry, parseImage(entry)?.normalized ?? []].flat()).map((entry) => textGlob(entry)),
);
