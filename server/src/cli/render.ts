// The command `render`: prints what `helm template` prints.

import { join } from "../base/path.ts";
import { defaultKubeVersion, parseKubeVersion } from "../helm/capabilities.ts";
import type { KubeVersion } from "../helm/capabilities.ts";
import { loadChart } from "../helm/chart.ts";
import type { Chart } from "../helm/chart.ts";
import { ChartError } from "../helm/metadata.ts";
import { printRender } from "../helm/print.ts";
import type { PrintOptions } from "../helm/print.ts";
import type { Release } from "../helm/release-objects.ts";
import { renderChartNow } from "../helm/render.ts";
import { mergeValues, ValuesError } from "../helm/values.ts";
import type { ValuesInput } from "../helm/values.ts";
import { isRefused } from "../host/disk.ts";
import { toNative } from "../host/native-path.ts";
import { lastOf, type Arguments } from "./args.ts";
import { refuse } from "./refuse.ts";
import { describeProblem } from "./render-error.ts";
import { gunzip, readChartFiles, readText } from "./render-files.ts";
import { writeOrigins } from "./render-origins.ts";
import type { Status, World } from "./world.ts";

/** Values from standard input may have as many bytes. */
const LARGEST_INPUT = 16_000_000;

export async function renderCommand(args: Arguments, world: World): Promise<Status> {
  const [operand, ...others] = args.operands;
  if (operand === undefined || others.length > 0)
    return refuse(world, ["`render` takes one chart: a folder or a .tgz"], "render");
  const files = readChartFiles(toNative(join(world.folder, operand)));
  if (isRefused(files)) return refuse(world, [`${operand}: ${files.problem}`]);
  const kube = kubeVersionOf(args);
  if (typeof kube === "string") return fail(world, kube);
  const input = await valuesOf(args, world);
  if (typeof input === "string") return fail(world, input);
  try {
    const values = mergeValues(input);
    const chart = loadChart(files.tree, files.root, gunzip);
    return print(chart, values, releaseOf(args, kube), args, world);
  } catch (error) {
    if (error instanceof ChartError || error instanceof ValuesError) return fail(world, error.message);
    throw error;
  }
}

function print(chart: Chart, values: ReturnType<typeof mergeValues>, release: Release, args: Arguments, world: World): Status {
  const render = renderChartNow(chart, values, { release, mode: "strict" });
  const [problem] = render.problems;
  if (problem || !render.chart || !render.sorted) return fail(world, ...(problem ? describeProblem(problem) : []));
  const options = printOptions(args);
  const text = args.values.has("--origins")
    ? writeOrigins(render, render.sorted, options)
    : printRender(render.chart, render.sorted, options);
  if (typeof text !== "string") return fail(world, text.refused);
  world.stdout.write(text);
  return 0;
}

/** As Helm says it; further lines are ours. */
function fail({ stderr }: World, message = "", ...hints: readonly string[]): Status {
  stderr.write(`Error: ${message}\n${hints.map((hint) => `\n${hint}\n`).join("")}`);
  return 1;
}

function kubeVersionOf(args: Arguments): KubeVersion | string {
  const text = lastOf(args, "--kube-version");
  return text === undefined ? defaultKubeVersion : parseKubeVersion(text);
}

function releaseOf(args: Arguments, kubeVersion: KubeVersion): Release {
  return {
    name: lastOf(args, "--release-name") ?? "release-name",
    namespace: lastOf(args, "--namespace") ?? "default",
    isUpgrade: args.values.has("--is-upgrade"),
    kubeVersion,
    apiVersions: (args.values.get("--api-versions") ?? []).flatMap((list) => list.split(",")),
  };
}

function printOptions({ values }: Arguments): PrintOptions {
  return {
    includeCrds: values.has("--include-crds"),
    noHooks: values.has("--no-hooks"),
    skipTests: values.has("--skip-tests"),
    showOnly: values.get("--show-only") ?? [],
  };
}

/** A file that cannot be read is said as Go says it. */
async function valuesOf({ values }: Arguments, world: World): Promise<ValuesInput | string> {
  const files: { path: string; text: string }[] = [];
  for (const path of values.get("--values") ?? []) {
    const text = path.trim() === "-" ? await stdinText(world) : readText(toNative(join(world.folder, path)));
    if (typeof text !== "string") return `open ${path}: ${goReason(text.problem)}`;
    files.push({ path, text });
  }
  const given = (name: string) => values.get(name) ?? [];
  return {
    files,
    setJson: given("--set-json"),
    set: given("--set"),
    setString: given("--set-string"),
    setFile: given("--set-file"),
    setLiteral: given("--set-literal"),
    readFile: (path) => {
      const text = readText(toNative(join(world.folder, path)));
      if (typeof text !== "string") throw new Error(`open ${path}: ${goReason(text.problem)}`);
      return text;
    },
  };
}

async function stdinText(world: World): Promise<string | { readonly problem: string }> {
  const bytes = await world.readStdin(LARGEST_INPUT);
  return bytes ? bytes.toString("utf8") : { problem: "the input is too large" };
}

function goReason(problem: string): string {
  return problem === "No such file or folder" ? "no such file or directory" : problem.toLowerCase();
}
