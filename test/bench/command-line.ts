// Measures the command line: a large folder by phase, and one file beside a Node that does nothing.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { indexRules } from "../../server/src/lint/rule-set.ts";
import { reportFile } from "../../server/src/lint/report.ts";
import { rules } from "../../server/src/rules/index.ts";
import { apply, createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { readFile } from "../../server/src/workspace/file.ts";
import { bundledCommandLine } from "../lsp/session.ts";
import { makeManifests } from "./manifests.ts";
import { median, megabytes, milliseconds, printTable, ratio, takeTurns } from "./measure.ts";
import { withFolder } from "../lsp/scratch.ts";

const documentCount = 3000;
const perFile = 50;
/** Makes a process tell the most memory that it had, on file descriptor 3. */
const tellMemory =
  "data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS)))";

export async function measureCheck(): Promise<void> {
  const cli = await bundledCommandLine();
  await withFolder((scratch) => {
    const folder = path.join(scratch, "manifests");
    const paths = writeManifests(folder);
    const config = { index: indexRules(rules), today: "2026-01-01" };
    const phases: Record<string, number[]> = { read: [], parse: [], "units and rules": [] };
    const findings: number[] = [];
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      const texts = new Map(paths.map((file) => [file, readFileSync(file, "utf8")]));
      const read = performance.now();
      for (const [file, text] of texts) readFile(file, text); // on its own, to tell it from the rest
      const parsed = performance.now();
      const { snapshot } = apply(createSnapshot(config), { files: texts, roots: [folder], complete: [folder] });
      findings.push(paths.reduce((sum, file) => sum + reportFile(snapshot, file, rules).findings.length, 0));
      const done = performance.now();
      phases["read"]!.push(read - start);
      phases["parse"]!.push(parsed - read);
      phases["units and rules"]!.push(done - parsed - (parsed - read));
    }
    printTable(
      `${documentCount} documents in ${paths.length} files, ${rules.length} rules, in-process (median of 5; units and rules: less the parsing)`,
      [...Object.keys(phases), "findings", "a document"],
      [[...Object.values(phases).map((times) => milliseconds(median(times))), ...perDocument(findings[0] ?? 0)]],
    );
    const args = ["check", folder, "--fail-on", "never", "--format", "json", "--output", path.join(scratch, "report.json")];
    const [times = []] = takeTurns([() => run([cli, ...args])], 5, 1);
    const { stderr, memory } = run(["--import", tellMemory, cli, ...args, "--timing"]);
    console.log(
      `  kube-clinic check, whole process: ${milliseconds(median(times))} (median of 5), at most ${megabytes(memory)}; by its own --timing:`,
    );
    console.log(stderr.trimEnd().replace(/^/gm, "    "));
  });
}

export async function measureStart(): Promise<void> {
  const cli = await bundledCommandLine();
  await withFolder((folder) => {
    const file = path.join(folder, "web.yaml");
    writeFileSync(file, makeManifests(3).join(""));
    const check = [cli, "check", file, "--fail-on", "never"];
    const [nothing = [], version = [], one = []] = takeTurns(
      [() => run(["-e", "0"]), () => run([cli, "--version"]), () => run(check)],
      25,
      3,
    );
    const bare = run(["--import", tellMemory, "-e", "0"]).memory;
    const full = run(["--import", tellMemory, ...check]).memory;
    const base = median(nothing);
    printTable(
      "One file of 3 documents, whole process (median of 25, by turns)",
      ["", "time", "over node -e 0", "at most"],
      [
        ["node -e 0", milliseconds(base), "1×", megabytes(bare)],
        ["kube-clinic --version", milliseconds(median(version)), ratio(median(version), base), ""],
        ["kube-clinic check FILE", milliseconds(median(one)), ratio(median(one), base), megabytes(full)],
      ],
    );
  });
}

function writeManifests(folder: string): readonly string[] {
  const documents = makeManifests(documentCount);
  return Array.from({ length: documentCount / perFile }, (_, i) => {
    const file = path.posix.join(folder, `team-${i % 6}`, `app-${i}.yaml`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, documents.slice(i * perFile, (i + 1) * perFile).join(""));
    return file;
  });
}

function perDocument(findings: number): readonly string[] {
  return [findings.toLocaleString("en"), (findings / documentCount).toFixed(1)];
}

/** Throws where the process fails. `memory` in bytes, where it was told to tell. */
function run(args: readonly string[]): { readonly stderr: string; readonly memory: number } {
  const { status, output } = spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", "pipe", "pipe"], encoding: "utf8" });
  const [, stdout = "", stderr = "", memory = ""] = output.map((text) => text ?? "");
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}\n${stdout.slice(0, 2000)}${stderr}`);
  return { stderr, memory: Number(memory) * 1024 };
}
