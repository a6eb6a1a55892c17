// The suite that runs inside a real editor: the same in the Node and in the web worker extension host.

import { describeActivation } from "./activation.ts";
import { describeCharts } from "./charts.ts";
import { describeCompletion } from "./completion.ts";
import { describeFindings } from "./findings.ts";
import { describeHover } from "./hover.ts";
import { describeSettings } from "./settings.ts";
import { describePolicy } from "./policy.ts";
import { describePages } from "./pages.ts";
import { describeReferences } from "./references.ts";
import { runMocha, setUpMocha } from "./mocha.ts";
import { Uri, workspace } from "vscode";

/** What the runner outside wants to know; an exit status of 0 alone is no proof that anything ran. */
interface Result {
  readonly passes: number;
  readonly failures: number;
  readonly duration: number;
}

/** Called by the editor. */
export async function run(): Promise<void> {
  setUpMocha();
  const all = [
    describeActivation,
    describeFindings,
    describeHover,
    describeSettings,
    describePolicy,
    describePages,
    describeReferences,
    describeCompletion,
    describeCharts,
  ];
  for (const describeAll of all) describeAll();
  const start = Date.now();
  const result = await new Promise<Result>((resolve) => {
    let passes = 0;
    const runner = runMocha((failures) => resolve({ passes, failures, duration: Date.now() - start }));
    runner.on("pass", () => passes++);
  });
  console.info(`SUITE-RESULT ${JSON.stringify(result)}`);
  await writeResult(result);
  if (result.failures > 0) throw new Error(`${result.failures} failed`);
}

async function writeResult(result: Result): Promise<void> {
  const file = typeof process === "object" ? process.env["SUITE_RESULT"] : undefined;
  if (file) await workspace.fs.writeFile(Uri.file(file), new TextEncoder().encode(JSON.stringify(result)));
}
