// Charts to render: the public ones that were laid out beside Helm's answers, and our own test charts.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { FileTree, fileOfText } from "../../server/src/base/file-tree.ts";
import { readChartFiles } from "../../server/src/cli/render-files.ts";
import { defaultKubeVersion, parseKubeVersion } from "../../server/src/helm/capabilities.ts";
import { loadChart, type Chart } from "../../server/src/helm/chart.ts";
import type { Release } from "../../server/src/helm/release-objects.ts";
import type { ValuesInput } from "../../server/src/helm/values.ts";

/** A chart with one set of values, on the disk. */
export interface RenderCase {
  readonly name: string;
  readonly folder: string;
  /** Values files, in order. */
  readonly values: readonly string[];
  /** Whether Helm renders it. */
  readonly isGood: boolean;
}

/** What all laid-out cases are rendered as. */
export const caseRelease: Release = {
  name: "rel",
  namespace: "ns",
  isUpgrade: false,
  kubeVersion: laidOutVersion(),
  apiVersions: [],
};

/** The arguments of `helm` and `kube-clinic` for the same render. */
export function helmArguments({ folder, values }: RenderCase): readonly string[] {
  return ["template", caseRelease.name, folder, ...sharedArguments(values)];
}

export function renderArguments({ folder, values }: RenderCase): readonly string[] {
  return ["render", folder, "--release-name", caseRelease.name, ...sharedArguments(values)];
}

function sharedArguments(values: readonly string[]): readonly string[] {
  return ["--namespace", caseRelease.namespace, "--kube-version", "1.34.0", ...values.flatMap((file) => ["-f", file])];
}

/** The cases below CHARTS_DIR (default /tmp/charts); undefined: there are none. Those on which Helm itself dies are left out. */
export function laidOutCases(): readonly RenderCase[] | undefined {
  const root = process.env["CHARTS_DIR"] ?? "/tmp/charts";
  const index = path.join(root, "index.jsonl");
  if (!existsSync(index)) return undefined;
  const rows = readFileSync(index, "utf8").trim().split("\n").map(readRow);
  return rows
    .filter((row) => row.case !== "-" && !row.error?.startsWith("panic:"))
    .map((row) => ({
      name: `${row.chart}/${row.case}`,
      folder: path.join(root, "charts", row.chart),
      values: row.values.map((file) => path.join(root, file)),
      isGood: row.ok,
    }));
}

interface Row {
  readonly chart: string;
  /** "-": the chart could not be laid out. */
  readonly case: string;
  readonly ok: boolean;
  readonly values: readonly string[];
  readonly error?: string;
}

function readRow(line: string): Row {
  return JSON.parse(line) as Row; // as golden.py writes it
}

/** Its chart, from the disk; undefined where it cannot be read. */
export function readChart(folder: string): Chart | undefined {
  const files = readChartFiles(folder);
  return "problem" in files ? undefined : loadChart(files.tree, files.root, unzip);
}

export function valuesOf({ values }: RenderCase): ValuesInput {
  return { files: values.map((file) => ({ path: file, text: readFileSync(file, "utf8") })) };
}

/** One of our own test charts, its files below `chart/`. */
export interface OwnChart {
  readonly name: string;
  readonly files: FileTree;
  /** Values files of its cases, one list for each case. */
  readonly cases: readonly (readonly string[])[];
}

const ownFolder = "test/fixtures/helm/charts";

/** Those of test/fixtures/helm; some are made for Helm to refuse. */
export function ownCharts(): readonly OwnChart[] {
  return readdirSync(ownFolder)
    .sort()
    .map((file) => {
      const [head = "", ...rest] = readFileSync(path.join(ownFolder, file), "utf8").split(/^-- (.+) --\n/m);
      const files = rest.flatMap((part, i) => (i % 2 === 0 ? [[`chart/${part}`, fileOfText(rest[i + 1] ?? "")] as const] : []));
      const cases = [...head.matchAll(/^case [\w-]+:(.*)$/gm)].map(([, line = ""]) =>
        [...line.matchAll(/ -f (\S+)/g)].map(([, name]) => `chart/${name}`),
      );
      return { name: file.replace(/\.txt$/, ""), files: new FileTree(files), cases };
    });
}

export function unzip(bytes: Uint8Array, limit: number): Uint8Array {
  return gunzipSync(bytes, { maxOutputLength: limit });
}

function laidOutVersion(): Release["kubeVersion"] {
  const version = parseKubeVersion("1.34.0");
  return typeof version === "string" ? defaultKubeVersion : version;
}
