// The command `kube-clinic`: hands the machine to the command line.

import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { WriteStream } from "node:tty";
import { pathToFileURL } from "node:url";
import { version } from "../../../package.json";
import { today } from "../host/clock.ts";
import { disk } from "../host/disk.ts";
import { fromNative } from "../host/native-path.ts";
import { rules } from "../rules/index.ts";
import { run } from "./run.ts";
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
  // A bundle of its own beside this one, so that a check does not load it.
  serve: () => import(pathToFileURL(path.join(__dirname, "server.js")).href),
};

const status = run(process.argv.slice(2), world, rules);
void status.then((status) => (process.exitCode ??= status));

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
