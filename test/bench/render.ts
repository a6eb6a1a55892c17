// Measures renders of charts: many in one process, edits of one, and whole processes.

import { measureBatch } from "./render-batch.ts";
import { laidOutCases } from "./render-cases.ts";
import { measureChartEdits } from "./render-edits.ts";
import { findHelm } from "./render-helm.ts";
import { measureRenderProcess } from "./render-process.ts";

/** Charts come from CHARTS_DIR (default /tmp/charts); without them our own test charts are taken. */
export async function measureRender(): Promise<void> {
  const cases = laidOutCases();
  const helm = findHelm();
  console.log(`\nRenders beside ${helm ? `helm ${helm.version}` : "nothing: there is no helm"}, provenance on`);
  measureBatch(cases, helm);
  measureChartEdits(cases, helm);
  await measureRenderProcess(cases, helm);
}
