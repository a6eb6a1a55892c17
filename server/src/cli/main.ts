// The command `kube-clinic`: hands the machine to the command line.

import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { WriteStream } from "node:tty";
import { version } from "../../../package.json";
import { today } from "../host/clock.ts";
import { disk } from "../host/disk.ts";
import { fromNative } from "../host/native-path.ts";
import { schemaFile } from "../host/schema-files.ts";
import { bundledCatalogue } from "../schema/bundled.ts";
import { run } from "./run.ts";
import { THREAD } from "./thread-word.ts";
import type { Output, World } from "./world.ts";

const world: World = {
  folder: fromNative(process.cwd(), "."),
  env: process.env,
  disk,
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  today: today(),
  version,
  readStdin,
  now: () => performance.now(),
  page,
  schemas: bundledCatalogue(schemaFile),
  program: __filename,
  // A bundle of its own beside this one, so that a check does not load it.
  serve: async () => void createRequire(__filename)("./server.js"),
};

void start(process.argv.slice(2));

async function start(words: readonly string[]): Promise<void> {
  const [word] = words;
  if (word === THREAD && (await import("./with-rules.ts")).serveThread(world)) return;
  // A render is over before optimized code pays: making it kept all cores busy, and the render a tenth longer.
  if (word === "render") (await import("node:v8")).setFlagsFromString("--interrupt-budget=500000"); // V8's own is 67,584
  const status = await run(words, world);
  // An output that failed meanwhile has said so.
  process.exitCode ??= status;
}

/** Who closes a pipe early (`| head`) has seen enough; what else goes wrong with an output is a failure. */
function outputOf(stream: WriteStream): Output {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.exitCode = 2;
    if (stream === process.stdout) process.stderr.write(`kube-clinic: Output could not be written (${error.code})\n`);
  });
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
    write: (text) => void stream.write(text),
  };
}

async function readStdin(limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    // No encoding is set on the stream, so it yields buffers.
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > limit) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The pages lie beside the bundle. */
function page(rule: string): string | undefined {
  try {
    return readFileSync(path.join(__dirname, "rules", `${rule}.md`), "utf8");
  } catch {
    return undefined;
  }
}
