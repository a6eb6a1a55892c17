// Applies what the team and the text say about single findings: overrides of the policy, then suppressions.

import { memo2 } from "../base/memo.ts";
import { decisionFor } from "../policy/overrides.ts";
import { annotationSuppression, suppressionsIn, type Silencer } from "../policy/suppressions.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import type { Part, SourceFile } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { DEFAULT_NAMESPACE } from "../workspace/unit.ts";
import { field } from "../kube/read.ts";
import type { FileFinding, FileProblem, Finding } from "./finding.ts";

export interface Silence {
  /** The finding as the file shows it; undefined where its rule is off and no override switches it on here. */
  apply(part: Part, finding: Finding): FileFinding | undefined;
  /** What is wrong with the suppressions themselves; offsets in the file. */
  readonly problems: readonly FileProblem[];
}

/** All that silences findings of one file. */
export function silenceOf(snapshot: Snapshot, file: SourceFile): Silence {
  const { index, today } = snapshot.config;
  const policy = snapshot.policyFor(file.path);
  const settings = snapshot.settingsFor(file.path);
  const comments = suppressionsIn(file.parts, index, today);
  const annotations = file.parts.flatMap((part) => annotationProblems(part, index));
  return {
    problems: [...comments.problems, ...annotations],
    apply(part, finding) {
      const decision = policy && policy.overrides.length > 0 ? decisionFor(policy, placeOf(file, finding), finding.rule) : undefined;
      const level = decision?.level ?? (settings.rules.get(finding.rule)?.severity === "off" ? "off" : finding.severity);
      const silencer = comments.find(part.document, finding.start, finding.rule) ?? byAnnotation(finding, index);
      if (level !== "off") return { finding, severity: level, part, suppressed: silencer };
      if (!decision) return undefined;
      const { reason, until } = decision.override;
      return { finding, severity: finding.severity, part, suppressed: silencer ?? { by: "override", reason, until } };
    },
  };
}

const IGNORE = "kube-clinic.dev/ignore";

function byAnnotation({ resource, rule }: Finding, index: RuleIndex): Silencer | undefined {
  return resource?.document.text.includes(IGNORE) ? annotationsOf(resource, index).find((one) => one.find(rule))?.find(rule) : undefined;
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
