// Loads a chart from files, with the charts that lie inside it.

import type { FileTree, TreeFile } from "../base/file-tree.ts";
import { fileOfBytes } from "../base/file-tree.ts";
import { memo2 } from "../base/memo.ts";
import { Dict } from "../template/value.ts";
import type { Traced } from "../template/value.ts";
import { IgnoreError, isIgnored, parseHelmignore } from "./helmignore.ts";
import type { IgnoreRules } from "./helmignore.ts";
import { memoAt } from "./memo-at.ts";
import { mergeMaps } from "./merge-maps.ts";
import { ChartError, checkMetadata, readMetadata } from "./metadata.ts";
import type { Fields, Metadata } from "./metadata.ts";
import { Place } from "./place.ts";
import { readYamlMaps, YamlError } from "./read-yaml.ts";
import { readTar } from "./tar.ts";
import { isVersion } from "./version.ts";

/** A file of a chart. */
export interface ChartFile {
  /** Below the chart's folder, such as `templates/pod.yaml`. */
  readonly name: string;
  /** In the tree that the chart was loaded from; inside an archive: `charts/x.tgz!/templates/pod.yaml`. */
  readonly path: string;
  readonly file: TreeFile;
}

/** A chart as it lies there: nothing is switched off, renamed or imported yet. Immutable. */
export interface Chart {
  /** Its folder or archive. */
  readonly path: string;
  readonly metadata: Metadata;
  /** What values.yaml says; an empty map without one. */
  readonly values: Traced<Dict>;
  readonly schema: ChartFile | undefined;
  readonly templates: readonly ChartFile[];
  /** What is neither template, values, metadata nor chart: what `.Files` gives. */
  readonly files: readonly ChartFile[];
  /** The charts in `charts/`. */
  readonly dependencies: readonly Chart[];
}

/** Unpacks gzip; throws where it is none, or where it would unpack to more than `limit` bytes. */
export type Gunzip = (bytes: Uint8Array, limit: number) => Uint8Array;

/** Of what one archive may unpack to. */
const UNPACKED_LIMIT = 110 * 1024 * 1024;
/** Charts in charts in charts; Helm has no limit. */
const DEEPEST = 50;

/** The chart in a folder of the tree ("" is its root), or in a `.tgz`. Throws a ChartError with Helm's text. */
export function loadChart(tree: FileTree, path: string, gunzip: Gunzip): Chart {
  const archive = tree.get(path);
  if (archive) return ofKnownVersion(loadFiles(unpack(archive, path, gunzip), path, gunzip, 0));
  const prefix = path === "" ? "" : `${path}/`;
  const own: ChartFile[] = [];
  for (const [name, file] of tree.files)
    if (name.startsWith(prefix)) own.push({ name: name.slice(prefix.length), path: name, file });
  const ignore = own.find(({ name }) => name === ".helmignore");
  const rules = ignore ? ignoreRulesOf(ignore.file, ignore.path) : noIgnoreFile;
  return ofKnownVersion(loadFiles(own.filter(({ name }) => !leavesOut(rules, name)).sort(inWalkOrder), path, gunzip, 0));
}

const ignoreRulesOf = memoAt(({ text }: TreeFile, path): IgnoreRules => {
  try {
    return parseHelmignore(text);
  } catch (error) {
    if (error instanceof IgnoreError) throw new ChartError(error.message, path);
    throw error;
  }
});

const noIgnoreFile = parseHelmignore("");
const leavesOut = memoAt(isIgnored);

/** Helm looks at this in the chart that is to be installed, not in those inside it. */
function ofKnownVersion(chart: Chart): Chart {
  if (!["v1", "v2"].includes(chart.metadata.apiVersion)) throw new ChartError("unsupported chart version", chart.path);
  return chart;
}

/** Folders are walked name by name, so `a/x` stands before `a-b`. */
function inWalkOrder(a: ChartFile, b: ChartFile): number {
  const [x, y] = [a.name.split("/"), b.name.split("/")];
  const at = x.findIndex((step, i) => step !== y[i]);
  if (at < 0) return x.length - y.length;
  const [left, right] = [x[at] ?? "", y[at] ?? ""];
  return left < right ? -1 : 1;
}

function unpack(archive: TreeFile, path: string, gunzip: Gunzip): readonly ChartFile[] {
  const known = unpacked(archive, gunzip);
  const files = known.get(path) ?? unpackAnew(archive, path, gunzip);
  known.set(path, files);
  return files;
}

const unpacked = memo2((_archive: TreeFile, _gunzip: Gunzip) => new Map<string, readonly ChartFile[]>());

function unpackAnew(archive: TreeFile, path: string, gunzip: Gunzip): readonly ChartFile[] {
  try {
    return readTar(gunzip(archive.bytes, UNPACKED_LIMIT)).map(([name, bytes]) => ({
      name,
      path: `${path}!/${name}`,
      file: fileOfBytes(bytes),
    }));
  } catch (error) {
    throw new ChartError(error instanceof Error ? error.message : String(error), path);
  }
}

function loadFiles(all: readonly ChartFile[], path: string, gunzip: Gunzip, depth: number): Chart {
  const byName = new Map(all.map((file) => [file.name, file]));
  const metadata = loadMetadata(byName, path);
  const isV1 = metadata.apiVersion === "v1";
  const templates: ChartFile[] = [];
  const files: ChartFile[] = [];
  const charts = new Map<string, ChartFile[]>();
  for (const file of all) {
    const { name } = file;
    if (name.startsWith("templates/")) templates.push(file);
    else if (name.startsWith("charts/") && !name.endsWith(".prov")) {
      const inside = name.slice("charts/".length);
      const key = inside.split("/", 1)[0]!;
      charts.set(key, [...(charts.get(key) ?? []), { ...file, name: inside }]);
    } else if (!taken(name, isV1)) files.push(file);
  }
  return {
    path,
    metadata,
    values: loadValues(byName.get("values.yaml"), path, metadata),
    schema: byName.get("values.schema.json"),
    templates,
    files,
    dependencies: [...charts].flatMap(([key, inside]) => loadInner(key, inside, metadata.name, path, gunzip, depth + 1) ?? []),
  };
}

/** Read for what it says; in charts of version 1 the list of requirements is an ordinary file, too. */
function taken(name: string, isV1: boolean): boolean {
  if (name === "requirements.yaml" || name === "requirements.lock") return !isV1;
  return ["Chart.yaml", "Chart.lock", "values.yaml", "values.schema.json"].includes(name);
}

function loadMetadata(byName: ReadonlyMap<string, ChartFile>, path: string): Metadata {
  const file = byName.get("Chart.yaml");
  if (!file) throw new ChartError("Chart.yaml file is missing", path);
  const fields = fieldsOf(file.file, file.path);
  const requirements = byName.get("requirements.yaml");
  if (!requirements) return metadataOf(fields, file.path);
  const known = withRequirements(fields, requirements.file);
  const metadata = known.get(file.path) ?? checked(readMetadata(requirements.file.text, requirements.path, fields), file.path);
  known.set(file.path, metadata);
  return metadata;
}

const fieldsOf = memoAt(({ text }: TreeFile, path) => readMetadata(text, path));
const checked = (fields: Fields, path: string) => checkMetadata(fields, path, isVersion);
const metadataOf = memoAt(checked);
const withRequirements = memo2((_fields: Fields, _requirements: TreeFile) => new Map<string, Metadata>());

function loadValues(file: ChartFile | undefined, path: string, metadata: Metadata): Traced<Dict> {
  return file ? valuesOf(file.file, file.path) : noValues(metadata, path === "" ? "values.yaml" : `${path}/values.yaml`);
}

const noValues = memoAt((_metadata: Metadata, path): Traced<Dict> => ({
  value: new Dict(new Map()),
  trace: { origins: [Place.of(path)] },
}));

const valuesOf = memoAt(({ text }: TreeFile, path): Traced<Dict> => {
  const place = Place.of(path);
  try {
    return mergeMaps(readYamlMaps(text, { place }), place);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new ChartError(`cannot load values.yaml: cannot unmarshal yaml document: ${error.message}`, path, error.offset);
  }
});

function loadInner(
  key: string,
  inside: readonly ChartFile[],
  parent: string,
  path: string,
  gunzip: Gunzip,
  depth: number,
): Chart | undefined {
  if (key.startsWith("_") || key.startsWith(".")) return undefined;
  const own = path === "" ? `charts/${key}` : `${path}/charts/${key}`;
  const [first] = inside;
  try {
    if (depth > DEEPEST) throw new ChartError("charts lie too deep inside each other", path);
    if (key.endsWith(".tgz")) {
      if (first?.name !== key) throw new ChartError(`expected ${key}, got ${first?.name}`, path);
      return loadFiles(unpack(first.file, first.path, gunzip), `${first.path}!`, gunzip, depth);
    }
    const files = inside
      .filter(({ name }) => name.includes("/"))
      .map((file) => ({ ...file, name: file.name.slice(key.length + 1) }));
    return loadFiles(files, own, gunzip, depth);
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    throw new ChartError(`error unpacking subchart ${key} in ${parent}: ${error.message}`, error.file, error.offset);
  }
}
