// Every type that a rule sees: its metadata, its subject, how it reports and how it offers fixes.

import type { Binding, Role } from "../kube/rbac.ts";
import type { Container } from "../kube/container.ts";
import type { Ingress } from "../kube/ingress.ts";
import type { PodSpec } from "../kube/pod-spec.ts";
import type { Resource } from "../kube/resource.ts";
import type { Service } from "../kube/service.ts";
import type { Workload } from "../kube/workload.ts";
import type { Category, OptionSpec, OptionValue, Preset, Severity } from "../policy/rule-index.ts";
import type { Images } from "../policy/settings.ts";
import type { Catalogue } from "../schema/schema.ts";
import type { Unit } from "../workspace/unit.ts";
import type { YamlEdit } from "../yaml/edit.ts";
import type { YamlDocument, YamlNode, YamlPair } from "../yaml/tree.ts";

/** What a rule can be `on`, and the view it is handed. A resource that is a workload is also handed to rules on its pod and containers. */
export interface Subjects {
  document: YamlDocument;
  resource: Resource;
  workload: Workload;
  pod: PodSpec;
  container: Container;
  role: Role;
  binding: Binding;
  service: Service;
  ingress: Ingress;
  /** Each document of a chart's values files. */
  values: ValuesDocument;
  /** Each document that a template of a chart renders. */
  rendered: RenderedDocument;
  /** A whole chart. */
  chart: ChartView;
}
export type Subject = keyof Subjects;

/** What a document of a chart's values file says, and what becomes of it; found out when somebody asks. */
export interface ValuesDocument {
  readonly document: YamlDocument;
  /** It is laid over the chart's own values; else it is those. */
  readonly isProfile: boolean;
  /** Keys that nothing reads, the outermost of each. */
  readonly unread: readonly UnreadValue[];
  /** What the chart's schema, or a subchart's, has against it. */
  readonly invalid: readonly InvalidValue[];
  /** What would be the same without it, the outermost keys. Only of profiles. */
  readonly redundant: readonly RedundantValue[];
}

export interface UnreadValue {
  readonly pair: YamlPair;
  /** From the root, with dots. */
  readonly path: string;
  /** A key that is read beside it, is not set, and is called nearly the same. */
  readonly near: string | undefined;
  /** It is meant for a subchart. */
  readonly isForSubchart: boolean;
}

export interface InvalidValue {
  /** The value, or the map that lacks a key. */
  readonly node: YamlNode;
  /** The pair, where its key is what is wrong. */
  readonly pair: YamlPair | undefined;
  readonly missing: string | undefined;
  readonly message: string;
  readonly near: string | undefined;
}

export interface RedundantValue {
  readonly pair: YamlPair;
  readonly path: string;
  /** An empty map laid over one that is not empty: it takes nothing away. */
  readonly isEmptyMap: boolean;
}

/** What a template rendered, and what it printed of values that are set nowhere. */
export interface RenderedDocument {
  readonly document: YamlDocument;
  readonly absent: readonly AbsentValue[];
}

export interface AbsentValue {
  /** What was rendered without it. */
  readonly node: YamlNode;
  /** From the root of the values, with dots. */
  readonly path: string;
  /** A key that is set beside it, that nothing reads, and that is called nearly the same: the whole path. */
  readonly near: string | undefined;
  /** Other text stands beside it in the same scalar. */
  readonly isPart: boolean;
}

/** What keeps a chart from being rendered is said as a problem, and so is what is wrong with its Chart.yaml. */
export interface ChartView {
  readonly document: YamlDocument;
}

/** `safe` may run unasked; `confirm` can change behaviour; `template` carries placeholders to fill in. */
export type Safety = "safe" | "confirm" | "template";

export interface Fix {
  /** A command: "Set `runAsNonRoot: true`". */
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly YamlEdit[];
}

/** Another place that the reader should see: in this document by node, elsewhere in the unit by resource. */
export type Related = { readonly message: string } & (
  | { readonly node: YamlNode }
  | { readonly resource: { readonly kind: string; readonly namespace: string; readonly name: string } }
);

export interface ReportOptions {
  /** A function is asked when somebody wants to see or apply them; of most findings nobody does. */
  readonly fixes?: readonly Fix[] | (() => readonly Fix[]);
  readonly related?: readonly Related[];
  /** One of the rule's declared severities; its first where absent. A severity that the policy sets replaces it. */
  readonly severity?: Severity;
  readonly tags?: readonly ("deprecated" | "unnecessary")[];
  /** The Kubernetes minors concerned ("1.34") where that is not all of the context's. */
  readonly kubernetes?: readonly string[];
}

/** A node, or a view that stands on one. */
export type Place = YamlNode | { readonly node: YamlNode };

export interface Report {
  /** Something that is written is wrong. Silent where the node holds an unresolved `${…}` or `{{`. */
  (place: Place, message: string, options?: ReportOptions): void;
  /**
   * Something is not there: `path` is the key path below `owner` that is missing (its last step, at least). The finding stands
   * on the deepest part of the path that exists. Silent where the document is partial or a step of the path is unresolved.
   */
  missing(owner: Place, path: readonly string[], message: string, options?: ReportOptions): void;
}

export interface RuleContext<O> {
  readonly options: O;
  /** The Kubernetes minors that the team runs, ascending, as "1.34"; never empty. */
  readonly kubernetes: readonly string[];
  readonly images: Images;
  /** The kinds that are shipped: Kubernetes' own, then operators'. */
  readonly schemas: Catalogue;
}

/** What a rule that looks at its neighbours gets beside: the unit, which records what was asked (architecture: memory). */
export interface CrossContext<O> extends RuleContext<O> {
  readonly unit: Unit;
}

interface RuleMeta<Options extends Record<string, OptionSpec>> {
  readonly id: string;
  readonly category: Category;
  /** The default; where a rule picks among several, the first is the default. */
  readonly severity: Severity | readonly [Severity, ...Severity[]];
  readonly since: string;
  /** A noun phrase for lists, without a full stop. */
  readonly summary: string;
  /** The same check in other tools: `tool:id`. */
  readonly sources: readonly string[];
  /** `PSS-B`, `PSS-R`, `CIS-5.2.2`, `NSA`, `MITRE-…`. */
  readonly standards: readonly string[];
  readonly presets: readonly Preset[];
  /** The safeties that its fixes may have. */
  readonly fixes?: readonly Safety[];
  readonly options?: Options;
  /** The fields it judges, as the ends of key paths without list positions ("securityContext.privileged"): for hover. */
  readonly fields?: readonly string[];
  /** Silent, even when selected, until the policy gives it this list. */
  readonly needs?: "images.trusted" | "images.blocked";
}

/** The values of declared options, typed by their defaults. */
export type Values<Options> = { readonly [K in keyof Options]: Options[K] extends OptionSpec ? OptionValue<Options[K]> : never };

interface LocalRule<S extends Subject, Options extends Record<string, OptionSpec>> extends RuleMeta<Options> {
  readonly on: S;
  readonly neighbours?: never;
  check(subject: Subjects[S], report: Report, context: RuleContext<Values<Options>>): void;
}

interface CrossRule<S extends Subject, Options extends Record<string, OptionSpec>> extends RuleMeta<Options> {
  readonly on: S;
  /**
   * This rule reads the unit. `missing`: its findings say that a companion is not there, so they are withheld until the unit was
   * read whole. `refine`: a neighbour only changes the severity or silences it; withheld likewise, since it would be a guess.
   */
  readonly neighbours: "missing" | "refine";
  check(subject: Subjects[S], report: Report, context: CrossContext<Values<Options>>): void;
}

interface MixedRule<S extends Subject, Options extends Record<string, OptionSpec>> extends RuleMeta<Options> {
  readonly on: S;
  /**
   * This rule reads the unit for some subjects only, and runs twice: alone, without `unit`, and beside its neighbours. A subject
   * must be judged in one of the two.
   */
  readonly neighbours: "sometimes";
  check(subject: Subjects[S], report: Report, context: RuleContext<Values<Options>> & { readonly unit?: Unit }): void;
}

/** A rule as the runner holds it: its subject and options are known only to itself. */
export interface Rule extends RuleMeta<Record<string, OptionSpec>> {
  readonly on: Subject;
  readonly neighbours?: "missing" | "refine" | "sometimes";
  check(
    subject: Subjects[Subject],
    report: Report,
    context: RuleContext<Record<string, unknown>> & { readonly unit?: Unit },
  ): void;
}

/** Declares a rule; the types of `check`'s arguments follow from `on`, `options` and `neighbours`. */
export function defineRule<S extends Subject, const Options extends Record<string, OptionSpec> = Record<never, never>>(
  rule: LocalRule<S, Options> | CrossRule<S, Options> | MixedRule<S, Options>,
): Rule {
  // The runner calls `check` only with the subject named by `on` and the options declared here.
  return rule as unknown as Rule;
}
