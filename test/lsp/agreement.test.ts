// Tests that the editor and the command line say the same of every example.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Diagnostic } from "vscode-languageserver-types";
import { LanguageClient, uriOf } from "./client.ts";
import { badDeployment, service } from "../harness/manifests.ts";
import { OpenDocument } from "./open-document.ts";
import { withFolder } from "./scratch.ts";
import { bundledCommandLine, bundledServer, Session, showsStatus } from "./session.ts";

interface Report {
  readonly findings: readonly JsonFinding[];
  readonly problems: readonly (Omit<JsonFinding, "rule"> & { readonly rule?: string })[];
}

interface JsonFinding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: JsonPosition; readonly end: JsonPosition };
}

interface JsonPosition {
  readonly line: number;
  readonly column: number;
}

test("every example shows the same findings in the editor and on the command line", async () => {
  if (existsSync("examples")) await compare(path.resolve("examples"));
});

test("so do files with a policy, a kustomization, and broken text", () =>
  withFolder(async (folder) => {
    const write = (name: string, text: string) => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    };
    write(
      "kube-clinic.yaml",
      "extends: [strict]\noverrides:\n  - match: { files: ['b/**'] }\n    rules: { privileged-container: info }\n    reason: It is old\n",
    );
    write("a/web.yaml", `${badDeployment}---\n${service}`);
    write("a/kustomization.yaml", "resources: [web.yaml]\npatches: [{ path: patch.yaml }]\n");
    write("a/patch.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n");
    write(
      "b/web.yaml",
      badDeployment
        .replaceAll("\n", "\r\n")
        .replace("privileged: true", "privileged: true # kube-clinic-ignore privileged-container"),
    );
    write("b/broken.yaml", `${badDeployment}---\napiVersion: v1\nkind: Pod\nmetadata: { name: "x\n`);
    write("b/many.yaml", Array.from({ length: 20 }, (_, i) => `---\n${badDeployment.replaceAll("web", `wöb${i}`)}`).join(""));
    await compare(folder);
  }));

async function compare(folder: string): Promise<void> {
  const report = checkByCommand(await bundledCommandLine(), folder);
  const command = await bundledServer();
  const client = await LanguageClient.start({ command, folders: [folder], initializationOptions: showsStatus });
  const session = new Session(client, folder);
  try {
    for (const file of manifests(folder)) {
      const document = new OpenDocument(
        client,
        uriOf(file),
        readFileSync(file, "utf8"),
        file.endsWith(".json") ? "json" : "yaml",
      );
      const { items } = await session.pullComplete(document);
      const here = (one: { readonly file: string }) => path.resolve(folder, one.file) === file || path.resolve(one.file) === file;
      const expected = [...report.findings.filter(here), ...report.problems.filter(here)].map(ofJson).sort();
      assert.deepEqual(items.map(ofDiagnostic).sort(), expected, path.relative(folder, file));
      document.close();
    }
  } finally {
    await client.stop();
  }
}

function checkByCommand(file: string, folder: string): Report {
  const { stdout, stderr, status } = spawnSync(process.execPath, [file, "check", folder, "--format", "json"], {
    encoding: "utf8",
    cwd: folder,
    maxBuffer: 1e9,
  });
  assert.ok(status !== null && status <= 2 && stdout !== "", `ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

function manifests(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

const severities = { error: 1, warning: 2, info: 3 };

function ofJson({ rule, severity, message, range: { start, end } }: Report["problems"][number]): string {
  const place = `${start.line - 1}:${start.column - 1}-${end.line - 1}:${end.column - 1}`;
  return `${place} ${rule ?? "problem"} ${severities[severity]} ${message}`;
}

function ofDiagnostic({ range: { start, end }, code, severity, message }: Diagnostic): string {
  const place = `${start.line}:${start.character}-${end.line}:${end.character}`;
  // The editor says in words what the report has as occurrences.
  const said = String(message).replace(/ \((?:Kubernetes [^)]*; )?(?:only with|in \d+ objects)[^)]*\)$/, "");
  return `${place} ${code ?? "problem"} ${severity} ${said}`;
}
