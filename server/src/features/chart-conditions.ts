// Where the chart's own file speaks of values: the conditions that switch subcharts on.

import type { Step } from "../template/flow.ts";
import { contentSpan } from "../kube/mention.ts";
import { get, items } from "../yaml/access.ts";
import type { ChartModel } from "./chart-model.ts";
import type { Place } from "./chart-places.ts";

/** The step in `condition: db.enabled` that is the value, also where the condition goes on below it. */
export function conditionsOf(model: ChartModel, path: readonly Step[]): readonly Place[] {
  return ["Chart.yaml", "requirements.yaml"].flatMap((name) => {
    const file = model.fileAt(`${model.folder}/${name}`);
    return (file?.parts ?? []).flatMap(({ document, offset }) =>
      (items(get(document.root, "dependencies")) ?? []).flatMap((item) => {
        const node = get(item, "condition");
        if (node?.kind !== "scalar") return [];
        const span = contentSpan(document.text, node);
        const text = document.text.slice(span.start, span.end);
        return stepsIn(text, path).map(({ start, end }): Place => ({
          path: file!.path,
          role: "reads",
          start: offset + span.start + start,
          end: offset + span.start + end,
        }));
      }),
    );
  });
}

/** A condition is a list of dotted paths, with commas. */
function stepsIn(text: string, path: readonly Step[]): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/[^,\s]+/g)) {
    const steps = match[0].split(".");
    if (path.length === 0 || !path.every((step, i) => step === steps[i])) continue;
    const before = steps.slice(0, path.length - 1).reduce((sum, step) => sum + step.length + 1, match.index);
    found.push({ start: before, end: before + steps[path.length - 1]!.length });
  }
  return found;
}
