// Applies what the team and the text say about single findings: overrides of the policy, then suppressions.

import { memo, memo2 } from "../base/memo.ts";
import { decisionFor } from "../policy/overrides.ts";
import { annotationSuppression, suppressionsIn, type Silencer } from "../policy/suppressions.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import type { Part, SourceFile } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { DEFAULT_NAMESPACE } from "../workspace/unit.ts";
import { field } from "../kube/read.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import type { FileProblem, Finding, ShownFinding } from "./finding.ts";

export interface Silence {
  /** The findings as the document shows them; without those of rules that are off where no override switches them on. */
  apply(document: YamlDocument, findings: readonly Finding[]): readonly ShownFinding[];
  /** What is wrong with the suppressions themselves; offsets in the file. */
  readonly problems: readonly FileProblem[];
}

/** All that silences findings of one file. */
export function silenceOf(snapshot: Snapshot, file: SourceFile): Silence {
  const { index, today } = snapshot.config;
  const overrides = snapshot.policyFor(file.path)?.overrides ?? [];
  const settings = snapshot.settingsFor(file.path);
  const sleeping = [...settings.rules.values()].some(({ severity }) => severity === "off");
  if (overrides.length === 0 && !sleeping && !file.text.includes(OURS)) return plain;
  const comments = suppressionsIn(file.parts, index, today);
  return {
    problems: [...comments.problems, ...file.parts.flatMap((part) => annotationProblems(part, index))],
    apply: (document, findings) => findings.flatMap((finding) => judge(document, finding) ?? []),
  };

  function judge(document: YamlDocument, finding: Finding): ShownFinding | undefined {
    const decision = overrides.length > 0 ? decisionFor({ overrides }, placeOf(file, finding), finding.rule) : undefined;
    const level = decision?.level ?? (settings.rules.get(finding.rule)?.severity === "off" ? "off" : finding.severity);
    const silencer = comments.find(document, finding.start, finding.rule) ?? byAnnotation(finding, index);
    if (level !== "off") return { finding, severity: level, suppressed: silencer };
    if (!decision) return undefined;
    const { reason, until } = decision.override;
    return { finding, severity: finding.severity, suppressed: silencer ?? { by: "override", reason, until } };
  }
}

/** Nothing silences anything. */
const plain: Silence = { problems: [], apply: (_document, findings) => asTheyAre(findings) };

const asTheyAre = memo((findings: readonly Finding[]): readonly ShownFinding[] =>
  findings.map((finding) => ({ finding, severity: finding.severity, suppressed: undefined })),
);

/** Every suppression of ours, comment or annotation, has it in its name. */
const OURS = "kube-clinic";
const IGNORE = "kube-clinic.dev/ignore";

function byAnnotation({ resource, rule }: Finding, index: RuleIndex): Silencer | undefined {
  return resource?.document.text.includes(IGNORE)
    ? annotationsOf(resource, index)
        .find((one) => one.find(rule))
        ?.find(rule)
    : undefined;
}

/** On the object, or on its pod template. */
const annotationsOf = memo2((resource: Resource, index: RuleIndex) =>
  [resource.annotations, resource.workload?.podAnnotations].flatMap((annotations) => {
    const ids = annotations?.get(IGNORE);
    return ids === undefined ? [] : [annotationSuppression(ids, annotations?.get(`${IGNORE}-reason`), index)];
  }),
);

/** The annotation's own faults, on its value as a whole: its text may be folded or escaped. */
function annotationProblems({ document, offset }: Part, index: RuleIndex): FileProblem[] {
  if (!document.text.includes(IGNORE)) return [];
  return resourcesOf(document).flatMap((resource) =>
    [resource.metadata, resource.workload?.template && resource.workload.podMetadata].flatMap((metadata) => {
      const node = field(field(metadata, "annotations"), IGNORE);
      if (node?.kind !== "scalar") return [];
      const { problems } = annotationSuppression(node.value, undefined, index);
      return problems.map(({ severity, message }) => ({ start: node.start + offset, end: node.end + offset, severity, message }));
    }),
  );
}

function placeOf(file: SourceFile, { resource }: Finding) {
  return {
    file: file.path,
    kind: resource?.kind,
    namespace: resource && (resource.namespace ?? DEFAULT_NAMESPACE),
    name: resource?.name,
    labels: resource?.labels,
  };
}
