// Charts loaded from archives, and archives that are none.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { FileTree, fileOfBytes, fileOfText } from "../base/file-tree.ts";
import { defaultKubeVersion } from "./capabilities.ts";
import { loadChart } from "./chart.ts";
import type { Chart } from "./chart.ts";
import { printRender } from "./print.ts";
import { renderChartNow } from "./render.ts";
import { mergeValues } from "./values.ts";

interface Packed {
  /** Of the chart as `helm package` made it: its subchart is unpacked inside. */
  readonly archive: string;
  /** The same chart's files, but for the subchart, */
  readonly files: Readonly<Record<string, string>>;
  /** which is an archive. */
  readonly inner: string;
  readonly out: string;
}

const packed: Packed = JSON.parse(readFileSync("test/fixtures/helm/packed.json", "utf8"));
const release = {
  name: "release-name",
  namespace: "default",
  isUpgrade: false,
  kubeVersion: defaultKubeVersion,
  apiVersions: [],
};

function load(bytes: Uint8Array): Chart {
  return loadChart(new FileTree([["x.tgz", fileOfBytes(bytes)]]), "x.tgz", gunzip);
}

function gunzip(archive: Uint8Array, limit: number): Uint8Array {
  return gunzipSync(archive, { maxOutputLength: limit });
}

function print(chart: Chart): string | object {
  const render = renderChartNow(chart, mergeValues({}), { release, mode: "strict" });
  return printRender(render.chart!, render.sorted!, {});
}

test("a packed chart renders as Helm renders it", () => {
  assert.equal(print(load(Buffer.from(packed.archive, "base64"))), packed.out);
});

test("so does a folder with a packed subchart", () => {
  const files = Object.entries(packed.files).map(([name, text]) => [`outer/${name}`, fileOfText(text)] as const);
  const inner = ["outer/charts/inner-1.2.3.tgz", fileOfBytes(Buffer.from(packed.inner, "base64"))] as const;
  const chart = loadChart(new FileTree([...files, inner]), "outer", gunzip);
  assert.equal(print(chart), packed.out);
  assert.equal(chart.dependencies[0]?.templates[0]?.path, "outer/charts/inner-1.2.3.tgz!/templates/a.yaml");
});

test("what is no archive of a chart is refused", () => {
  assert.throws(() => load(Buffer.from("not gzip")), /incorrect header check/);
  assert.throws(() => load(gzipSync(Buffer.alloc(1024))), /no files in chart archive/);
  assert.throws(() => load(gzipSync(Buffer.alloc(2048, "x"))), /invalid tar header/);
  for (const [name, message] of [
    ["a/../../x", /chart illegally references parent directory/],
    ["a//etc/passwd", /chart illegally contains absolute paths/],
    ["a", /chart illegally contains content outside the base directory: "a"/],
    ["Chart.yaml/x", /chart yaml not in base directory/],
    ["a/c:/x", /chart contains illegally named files/],
    ["a/x.yaml", /Chart.yaml file is missing/],
  ] as const)
    assert.throws(() => load(gzipSync(tar(name, "text"))), message, name);
});

/** An archive of one file. */
function tar(name: string, text: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(text.length.toString(8).padStart(11, "0"), 124);
  header.write("        0", 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const body = Buffer.alloc(512);
  body.write(text);
  return Buffer.concat([header, body, Buffer.alloc(1024)]);
}
