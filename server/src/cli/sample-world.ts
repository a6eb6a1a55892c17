// A small world for the tests of the command line: a temporary folder, rules that stay the same, and outputs that are kept.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Buffer } from "node:buffer";
import os from "node:os";
import path from "node:path";
import { disk } from "../host/disk.ts";
import { fromNative } from "../host/native-path.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { noSchemas } from "../schema/bundled.ts";
import { boolOf, get } from "../yaml/access.ts";
import { run } from "./run.ts";
import type { Output, World } from "./world.ts";

const common = { since: "0.1.0", standards: [], presets: ["recommended"] as const };

export const sampleRules: readonly Rule[] = [
  defineRule({
    ...common,
    id: "privileged",
    category: "pod-security",
    severity: "error",
    summary: "Container is privileged",
    sources: ["checkov:CKV_K8S_16"],
    standards: ["PSS-B"],
    fixes: ["confirm"],
    on: "container",
    check(container, report) {
      const node = get(get(container.node, "securityContext"), "privileged");
      if (!node || boolOf(node) !== true || container.node.kind !== "map") return;
      const edits = [{ op: "set", at: container.node, path: ["securityContext", "privileged"], value: false }] as const;
      report(node, `Container \`${container.name}\` is privileged`, {
        fixes: [{ title: "Set `privileged: false`", safety: "confirm", edits }],
      });
    },
  }),
  defineRule({
    ...common,
    id: "token-mounted",
    category: "access",
    severity: "warning",
    summary: "Pod mounts a token",
    sources: ["checkov:CKV_K8S_38", "trivy:KSV-0036"],
    fixes: ["safe"],
    on: "pod",
    check(pod, report) {
      if (get(pod.node, "automountServiceAccountToken")) return;
      const edits = [{ op: "set", at: pod.node, path: ["automountServiceAccountToken"], value: false }] as const;
      report.missing(pod, ["automountServiceAccountToken"], "Pod mounts a token", {
        fixes: [{ title: "Do not mount it", safety: "safe", edits }],
      });
    },
  }),
  defineRule({
    ...common,
    id: "budget-missing",
    category: "reliability",
    severity: "info",
    summary: "Workload has no disruption budget",
    sources: [],
    on: "resource",
    neighbours: "missing",
    check(resource, report, { unit }) {
      if (resource.kind !== "Deployment" || unit.find({ kind: "PodDisruptionBudget" }).length > 0) return;
      report(resource, `Deployment \`${resource.name}\` has no disruption budget`);
    },
  }),
];

/** A pod, privileged or not, with or without its token. */
export function pod(name: string, { privileged = false, token = true } = {}): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
${token ? "" : "  automountServiceAccountToken: false\n"}  containers:
    - name: web
      image: web:1
      securityContext: { privileged: ${privileged} }
`;
}

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The temporary folder. */
  readonly folder: string;
  /** A file in it, as it is afterwards. */
  read(file: string): string;
}

export interface Setting extends Partial<World> {
  /** Where the command is run: a folder below the temporary one. */
  readonly at?: string;
  readonly stdin?: string | Buffer;
  readonly terminal?: boolean;
  /** Something to do to the folder before. */
  prepare?(folder: string): void;
}

/** Runs a command line in a folder with these files. */
export async function runIn(
  files: Readonly<Record<string, string>>,
  line: string | readonly string[],
  setting: Setting = {},
  rules: readonly Rule[] = sampleRules,
): Promise<Ran> {
  const folder = sampleFolder(files);
  setting.prepare?.(folder);
  const stdout = new Kept(setting.terminal ?? false);
  const stderr = new Kept(setting.terminal ?? false);
  const world: World = {
    folder: fromNative(path.join(folder, setting.at ?? ""), "."),
    env: {},
    disk,
    stdout,
    stderr,
    today: "2026-01-31",
    version: "0.0.0",
    readStdin: async () => Buffer.from(setting.stdin ?? ""),
    now: () => 0,
    page: () => undefined,
    schemas: noSchemas,
    serve: async () => {},
    ...setting,
  };
  const words = typeof line === "string" ? line.split(" ").filter(Boolean) : line;
  const status = await run(words, world, rules);
  return {
    status,
    stdout: stdout.text,
    stderr: stderr.text,
    folder,
    read: (file) => readFileSync(path.join(folder, file), "utf8"),
  };
}

/** A temporary folder with these files, gone when the tests are. */
export function sampleFolder(files: Readonly<Record<string, string>>): string {
  if (base === undefined) {
    const created = mkdtempSync(path.join(os.tmpdir(), "kube-clinic-"));
    process.once("exit", () => rmSync(created, { recursive: true, force: true }));
    base = created;
  }
  const folder = mkdtempSync(path.join(base, "t"));
  // Else a policy or a repository that lies above would count.
  mkdirSync(path.join(folder, ".git"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

let base: string | undefined;

class Kept implements Output {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  text = "";

  constructor(isTerminal: boolean) {
    this.isTerminal = isTerminal;
    this.columns = isTerminal ? 120 : undefined;
  }

  write(text: string): void {
    this.text += text;
  }
}
