// Charts laid out below a folder, as snapshots; and what the real helm makes of them, judged by the same rules.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { schemaFile } from "../../server/src/host/schema-files.ts";
import { ruleSetOf, indexRules } from "../../server/src/lint/rule-set.ts";
import { lintDocument } from "../../server/src/lint/lint.ts";
import { factsOf } from "../../server/src/kube/facts.ts";
import { resourcesOf } from "../../server/src/kube/resource.ts";
import { parseSelection } from "../../server/src/policy/select.ts";
import { rules } from "../../server/src/rules/index.ts";
import { bundledCatalogue } from "../../server/src/schema/bundled.ts";
import { readFile } from "../../server/src/workspace/file.ts";
import { apply, createSnapshot, type Config, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import { createUnit } from "../../server/src/workspace/unit.ts";

const schemas = bundledCatalogue(schemaFile);
const index = indexRules(rules);

const below = (at: string) =>
  fs
    .readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(at, name))
    .sort();

const isChart = (at: string) => fs.existsSync(path.join(at, "Chart.yaml"));

const gunzip = (bytes: Uint8Array, limit: number) => gunzipSync(bytes, { maxOutputLength: limit });

/** Folders with a Chart.yaml directly below `folder`, or one folder further down, whose path contains `part`. */
export function chartsBelow(folder: string, part = ""): readonly string[] {
  const found = isChart(folder) ? [folder] : below(folder).flatMap((at) => (isChart(at) ? [at] : below(at).filter(isChart)));
  return found.filter((at) => path.relative(folder, at).includes(part) || at === folder);
}

/** `all`: every rule is on, not only those of `recommended`. */
export function configFor(all: boolean): Config {
  const { selection } = parseSelection(all ? { select: ["all"] } : {}, index);
  return { index, today: "2026-01-01", policy: "none", schemas, gunzip, selection };
}

export function loadSnapshot(root: string, config: Config): Snapshot {
  const files = new Map<string, string | Uint8Array>();
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = path.join(entry.parentPath, entry.name);
    const bytes = fs.readFileSync(full);
    files.set(full, full.endsWith(".tgz") ? bytes : bytes.toString("utf8"));
  }
  return apply(createSnapshot(config), { files, roots: [root], complete: [root], charts: [root] }).snapshot;
}

const HELM = process.env.HELM ?? "/root/go/bin/helm";

/** As golden.py asks. Undefined where helm refuses. */
export function helmTemplate(root: string): string | undefined {
  const args = ["template", "rel", root, "--namespace", "ns", "--kube-version", "1.34.0"];
  try {
    return execFileSync(HELM, args, { encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

export interface Judged {
  /** How many findings there are of each key. */
  readonly findings: ReadonlyMap<string, number>;
  /** Objects with their containers. */
  readonly objects: readonly string[];
}

/** What the rules say of the objects in a text that helm rendered. */
export function judge(text: string, snapshot: Snapshot, root: string): Judged {
  const { parts } = readFile("/helm.yaml", text);
  const ruleSet = ruleSetOf(snapshot.settingsFor(`${root}/Chart.yaml`), rules, schemas);
  const unit = createUnit(
    parts.flatMap(({ document }) => factsOf(document).resources),
    true,
  );
  const findings = new Map<string, number>();
  const objects: string[] = [];
  for (const { document } of parts) {
    // As in the report of a chart.
    if (/helm\.sh\/hook["']?: *["']?test/.test(document.text)) continue;
    for (const { kind, name, workload } of resourcesOf(document))
      objects.push(`${kind}/${name}: ${workload?.pod.containers.map((one) => `${one.role} ${one.name}`).join() ?? ""}`);
    for (const { rule, resource, container, message } of lintDocument(document, ruleSet, unit).findings) {
      const key = [rule, resource?.kind, resource?.name, container, message].join(" | ");
      findings.set(key, (findings.get(key) ?? 0) + 1);
    }
  }
  return { findings, objects: objects.sort() };
}

/** The folder with other texts for some of its files, in a new place. */
export function copyWith(root: string, files: ReadonlyMap<string, string>, to: string): void {
  fs.rmSync(to, { recursive: true, force: true });
  fs.cpSync(root, to, { recursive: true });
  for (const [file, text] of files) fs.writeFileSync(path.join(to, path.relative(root, file)), text);
}
