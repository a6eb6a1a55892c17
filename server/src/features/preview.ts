// A chart's rendered documents as an editor shows them, with the findings where they show.

import type { Diagnostic, Range } from "vscode-languageserver-types";
import type { ChartFinding, ChartReport } from "../place/chart-report.ts";
import { textRange } from "./chart-view.ts";
import { SOURCE, severityOf } from "./diagnostics.ts";
import { pageUri, type Engine } from "./engine.ts";
import { previewText, type PreviewText } from "./preview-text.ts";

export interface Preview {
  readonly text: string;
  readonly title: string;
  readonly set: string;
  readonly sets: readonly string[];
  readonly isYaml: boolean;
  readonly diagnostics: Diagnostic[];
}

/** Undefined where the chart has not been read yet. See `previewText`. */
export function preview(engine: Engine, report: ChartReport, path: string, set?: string): Preview | undefined {
  const shown = previewText(engine.snapshot, report, path, set);
  if (!shown) return undefined;
  return {
    text: shown.text,
    title: shown.title,
    set: shown.rendered.set.name,
    sets: report.sets.map((one) => one.set.name),
    isYaml: shown.isYaml,
    diagnostics: report.findings.flatMap((finding) => diagnosticsOf(engine, shown, finding)),
  };
}

export function rangeIn({ lines }: PreviewText, start: number, end: number): Range {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return { start: { line: from.line, character: from.column }, end: { line: to.line, character: to.column } };
}

/** One for each occurrence with this values set. */
function diagnosticsOf(engine: Engine, shown: PreviewText, finding: ChartFinding): Diagnostic[] {
  const { severity, rule, message, place, occurrences, suppressed } = finding;
  if (suppressed || engine.client.severity[severity] === "off") return [];
  const source = engine.snapshot.files.get(place.path);
  const related = source && {
    location: { uri: engine.client.uriOf(place.path), range: textRange(source, place) },
    message: place.kind === "values" ? "Decided by this value" : "Written here",
  };
  return occurrences
    .filter(({ sets }) => sets.includes(shown.rendered.set.name))
    .flatMap((occurrence) => {
      const start = placeIn(shown, occurrence);
      if (start === undefined) return [];
      const { start: from, end } = occurrence.finding;
      return [
        {
          range: rangeIn(shown, start + from, start + end),
          severity: severityOf(engine, severity),
          code: rule,
          codeDescription: { href: pageUri(engine, rule) },
          source: SOURCE,
          message,
          ...(related && { relatedInformation: [related] }),
        },
      ];
    });
}

/** Where the document stands in the preview. An occurrence knows its place in the first of the sets that have it. */
function placeIn({ pieces }: PreviewText, { file, part }: ChartFinding["occurrences"][number]): number | undefined {
  const piece = pieces.find(({ name }) => name === file.name);
  const own = piece?.file?.parts.find(({ document }) => document === part.document);
  return piece && own && piece.offset + own.offset;
}
