// Flags images whose tag can stand for another image tomorrow.

import { memo } from "../../base/memo.ts";
import { textGlob } from "../../base/glob.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "image-tag-missing-or-latest",
  category: "supply-chain",
  severity: "warning",
  since: "0.1.0",
  summary: "Image without a fixed tag",
  sources: [
    "polaris:tagNotSpecified",
    "kube-linter:latest-tag",
    "kube-score:container-image-tag",
    "checkov:CKV_K8S_14",
    "trivy:KSV-0013",
    "kyverno:disallow-latest-tag",
    "kubescape:C-0304",
    "kics:583053b7-e632-46f0-b989-f81ff8045385",
    "popeye:100",
    "popeye:101",
    "terrascan:AC_K8S_0068",
    "gatekeeper:K8sDisallowedTags",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["containers.image", "initContainers.image", "ephemeralContainers.image"],
  options: {
    floatingTags: {
      type: "strings",
      default: ["latest"],
      doc: "Tags that are moved to new images, as globs such as `latest`, `nightly-*`.",
    },
  },
  on: "container",
  check({ image }, report, { options }) {
    if (!image || image.digest !== undefined) return;
    const { tag, text } = image;
    if (tag === undefined) report(image, `Image \`${text}\` has no tag`);
    else if (globs(options.floatingTags).some((glob) => glob.matches(tag))) report(image, `Image \`${text}\` has no fixed tag`);
  },
});

const globs = memo((patterns: readonly string[]) => patterns.map((pattern) => textGlob(pattern)));
