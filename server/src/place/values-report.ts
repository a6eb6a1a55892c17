// Runs the rules that look at a chart's values: what its files set, and what its templates ask for.

import { memo } from "../base/memo.ts";
import type { Finding, ShownFinding } from "../lint/finding.ts";
import type { Chart } from "../helm/chart.ts";
import { reporter } from "../lint/reporter.ts";
import type { Subject, Subjects } from "../lint/rule.ts";
import type { RuleSet } from "../lint/rule-set.ts";
import type { Crash } from "../lint/run.ts";
import { silenceOf } from "../lint/silence.ts";
import type { ChartSource, RenderedFile, RenderedSet } from "../workspace/chart.ts";
import type { Part, SourceFile } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import { chartMapOf } from "./chart-map.ts";
import type { Placement, RelatedPlace } from "./place-finding.ts";
import { absentIn, type PlacedAbsent } from "./values-absent.ts";
import { invalidIn } from "./values-invalid.ts";
import { isKnown, isKnownBelow, namesOf } from "./values-known.ts";
import { readsOf } from "./values-reads.ts";
import { redundantIn } from "./values-redundant.ts";
import { textsOf } from "./values-texts.ts";
import type { ReadTree } from "./values-tree.ts";
import { unreadIn } from "./values-unread.ts";

export interface ValuesFinding {
  readonly placement: Placement;
  readonly shown: ShownFinding;
  /** Of values: the file itself, as if it were rendered. */
  readonly file: RenderedFile;
  readonly part: Part;
  readonly sets: readonly string[];
}

export interface ValuesReport {
  readonly findings: readonly ValuesFinding[];
  readonly crashes: readonly Crash[];
}

/** What the values rules say of a chart. `sets`: its renders. */
export function reportValues(
  snapshot: Snapshot,
  source: ChartSource,
  sets: readonly RenderedSet[],
  ruleSet: RuleSet,
): ValuesReport {
  const known = sets.find(({ chart }) => chart)?.chart;
  if (!known) return { findings: [], crashes: [] };
  let reads: { readonly tree: ReadTree | undefined } | undefined;
  const scene: Scene = {
    snapshot,
    source,
    sets,
    ruleSet,
    crashes: [],
    chart: known,
    get reads() {
      const { parses } = snapshot.renders;
      reads ??= { tree: readsOf(known, textsOf(known, [...source.values.values()]), parses) };
      return reads.tree;
    },
  };
  const files = valuesFiles(scene);
  const findings = [...files.flatMap((file) => inFile(scene, file)), ...sets.flatMap((set) => inRendered(scene, set, files))];
  return { findings, crashes: scene.crashes };
}

interface Scene {
  readonly snapshot: Snapshot;
  readonly source: ChartSource;
  readonly sets: readonly RenderedSet[];
  readonly ruleSet: RuleSet;
  readonly crashes: Crash[];
  readonly chart: Chart;
  /** What the templates read; found out when somebody asks. Undefined where nobody knows. */
  readonly reads: ReadTree | undefined;
}

/** The chart's own values, then those laid over them by the sets that are rendered. */
function valuesFiles({ snapshot, source, sets }: Scene): readonly SourceFile[] {
  const own = `${source.folder}/values.yaml`;
  const paths = new Set([own, ...sets.flatMap(({ set }) => set.files)]);
  return [...paths].flatMap((path) => snapshot.files.get(path) ?? []);
}

function inFile(scene: Scene, file: SourceFile): readonly ValuesFinding[] {
  if (!scene.ruleSet.local.has("values")) return [];
  const { snapshot, source, sets } = scene;
  const silence = silenceOf(snapshot, file);
  const using = sets.filter(({ set }) => file.path === `${source.folder}/values.yaml` || set.files.includes(file.path));
  const all = using.map(({ set }) => set.name);
  return file.parts.flatMap((part) => {
    const { document } = part;
    const invalid = using.flatMap((set) =>
      invalidIn(snapshot.files, source, set)
        .placed.filter((one) => one.part.document === document)
        .map((one) => ({ ...one, set: set.set.name })),
    );
    const view = valuesView(scene, file, document, using, invalid);
    const shown = silence.apply(document, run(scene, "values", view, document));
    return shown.map((one): ValuesFinding => {
      const { finding } = one;
      const own = invalid.filter(
        ({ message, missing, pair, node }) =>
          finding.message === message && (missing ? node : (pair?.key ?? node)) === finding.node,
      );
      const place = {
        path: file.path,
        start: part.offset + finding.start,
        end: part.offset + finding.end,
        kind: "values",
      } as const;
      const related = finding.related.flatMap((other): RelatedPlace[] =>
        "node" in other
          ? [
              {
                place: { ...place, start: part.offset + other.node.start, end: part.offset + other.node.end },
                message: other.message,
              },
            ]
          : [],
      );
      return {
        placement: { place, related, value: undefined, isVendored: false },
        shown: one,
        file: asRendered(file),
        part,
        sets: own.length > 0 ? own.map(({ set }) => set) : all,
      };
    });
  });
}

/** Its documents stand in no template. */
const asRendered: (file: SourceFile) => RenderedFile = memo(({ path, parts }) => ({
  name: path,
  path,
  template: undefined,
  parts,
}));

function valuesView(
  scene: Scene,
  file: SourceFile,
  document: YamlDocument,
  using: readonly RenderedSet[],
  invalid: Subjects["values"]["invalid"],
): Subjects["values"] {
  const { source } = scene;
  const isProfile = file.path !== `${source.folder}/values.yaml`;
  return {
    document,
    isProfile,
    get unread() {
      const { chart, reads } = scene;
      if (!reads) return [];
      const subcharts = new Set(chart.dependencies.flatMap((inner) => namesOf(chart, inner)));
      // What the schema refuses for its name is said once.
      const refused = new Set(invalid.map(({ pair }) => pair));
      const found = unreadIn(document, reads, (path) => (isProfile ? isKnown : isKnownBelow)(chart, path), subcharts);
      return found.filter(({ pair }) => !refused.has(pair));
    },
    get invalid() {
      const seen = new Set<string>();
      return invalid.filter(({ node, message }) => {
        const key = `${node.start} ${message}`;
        return !seen.has(key) && seen.add(key);
      });
    },
    get redundant() {
      if (!isProfile || file.parts.length > 1) return [];
      const [first, ...others] = using.map((set) => redundantIn(file, set, source.values));
      return (first ?? []).filter(({ pair }) => others.every((list) => list.some((one) => one.pair === pair)));
    },
  };
}

function inRendered(scene: Scene, rendered: RenderedSet, values: readonly SourceFile[]): readonly ValuesFinding[] {
  const { render, set, files } = rendered;
  if (!render?.chart || !scene.ruleSet.local.has("rendered")) return [];
  const map = chartMapOf(render.chart);
  return files.flatMap((file) => {
    const found = absentIn(file, map, values, () => scene.reads);
    const parts = [...new Set(found.map(({ part }) => part))];
    return parts.flatMap((part) => {
      const absent = found.filter((one) => one.part === part);
      const findings = run(scene, "rendered", { document: part.document, absent }, part.document);
      const silence = silenceOf(scene.snapshot, { path: file.path, text: part.document.text, parts: [part] });
      return silence.apply(part.document, findings).flatMap((shown): ValuesFinding[] => {
        const one = absent.find(({ node, path }) => node === shown.finding.node && shown.finding.message.includes(`\`${path}\``));
        const placement = one && placeAbsent(scene, one, map);
        return placement ? [{ placement, shown, file, part, sets: [set.name] }] : [];
      });
    });
  });
}

/** The action that printed it. */
function placeAbsent(
  { snapshot, source }: Scene,
  { segment }: PlacedAbsent,
  map: ReturnType<typeof chartMapOf>,
): Placement | undefined {
  const place = (span: { template: string; start: number; end: number } | undefined) => {
    const path = span && map.template(span.template)?.path;
    const text = path === undefined ? undefined : snapshot.files.get(path)?.text;
    if (!span || path === undefined || text === undefined) return undefined;
    const stop = text.indexOf("\n", span.start);
    return { path, kind: "template", start: span.start, end: stop < 0 || stop > span.end ? span.end : stop } as const;
  };
  const own = place(segment.span);
  // What a copy of a subchart leaves out is its author's business.
  if (!own || own.path.startsWith(`${source.folder}/charts/`)) return undefined;
  const related = (segment.includes ?? []).flatMap((span): RelatedPlace[] => {
    const at = place(span);
    return at ? [{ place: at, message: "Included here" }] : [];
  });
  return { place: own, related, value: undefined, isVendored: false };
}

function run<S extends Subject>(
  { ruleSet, crashes }: Scene,
  on: S,
  subject: Subjects[S],
  document: YamlDocument,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const active of ruleSet.local.get(on) ?? []) {
    try {
      active.rule.check(subject, reporter(findings, active, document, undefined, undefined), active.context);
    } catch (error) {
      crashes.push({ rule: active.rule.id, error });
    }
  }
  return findings.toSorted((a, b) => a.start - b.start);
}
