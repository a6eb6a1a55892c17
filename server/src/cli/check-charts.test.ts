// Charts on several threads: the same report, whatever becomes of a thread.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chartThread, type ThreadMessage } from "./check-charts.ts";
import { chart } from "./sample-charts.ts";
import { runIn, sampleRules, type Setting } from "./sample-world.ts";
import type { Thread } from "./world.ts";
import { disk } from "../host/disk.ts";
import { fromNative } from "../host/native-path.ts";
import { noSchemas } from "../schema/bundled.ts";

const files: Readonly<Record<string, string>> = Object.assign(
  {},
  ...Array.from({ length: 9 }, (_, i) => chart(`c${i}`, i % 2 === 0 ? "privileged: true\n" : undefined)),
);

/** Threads that share this one, and hand over what they are told as threads do. */
function threads(log: string[], isDoomed: (message: ThreadMessage, nth: number) => boolean): Setting {
  let folder = "";
  let started = 0;
  return {
    prepare: (at) => void (folder = at),
    threads: { count: 3, start: () => start() },
  };

  function start(): Thread {
    const nth = started++;
    const world = { disk, folder: fromNative(folder, "."), now: () => 0, today: "2026-01-31", schemas: noSchemas };
    const answer = chartThread(world, sampleRules);
    return {
      ask: async (message) => {
        // `checkCharts` sends nothing else.
        const copy = structuredClone(message) as ThreadMessage;
        await Promise.resolve();
        if (isDoomed(copy, nth)) throw new Error("The thread ended");
        if ("task" in copy) log.push(`${nth}`);
        return structuredClone(answer(copy));
      },
      end: () => void log.push(`end ${nth}`),
    };
  }
}

test("the report is the same with threads and without, in every form", async () => {
  for (const line of ["-q", "--format json", "-q --fix=confirm", "--fix=confirm --diff", "-q --set privileged=true"]) {
    const log: string[] = [];
    const many = await runIn(
      files,
      line,
      threads(log, () => false),
    );
    const one = await runIn(files, line);
    assert.deepEqual([many.stdout, many.stderr, many.status], [one.stdout, one.stderr, one.status], line);
    for (const file of Object.keys(files)) assert.equal(many.read(file), one.read(file));
    assert.deepEqual([...new Set(log)].sort(), ["0", "1", "2", "end 0", "end 1", "end 2"]);
  }
});

test("threads that do not start leave the work to this one", async () => {
  const ran = await runIn(
    files,
    "-q",
    threads([], (message) => "setup" in message),
  );
  assert.equal(ran.stdout, (await runIn(files, "-q")).stdout);
  const none = await runIn(files, "-q", {
    threads: {
      count: 2,
      start: () => {
        throw new Error("No threads here");
      },
    },
  });
  assert.equal(none.stdout, ran.stdout);
});

test("a chart that ends its thread is a problem, the others go on", async () => {
  const ran = await runIn(
    files,
    "-q",
    threads([], (message) => "task" in message && message.task.folder.endsWith("/c4")),
  );
  assert.equal(ran.status, 2);
  assert.match(
    ran.stdout,
    /c4\/Chart.yaml +problem +Internal error: this chart was not analysed, please report it: The thread ended\n/,
  );
  for (const other of [0, 2, 6, 8]) assert.match(ran.stdout, new RegExp(`^c${other}/values.yaml:1:13 `, "m")); // oxlint-disable-line
});

test("few charts are not worth a thread", async () => {
  const log: string[] = [];
  await runIn(
    chart("web"),
    "-q",
    threads(log, () => false),
  );
  assert.deepEqual(log, []);
});

test("progress on a terminal: charts that are done", async () => {
  let now = 0;
  const ran = await runIn(files, "", { terminal: true, now: () => (now += 1000) });
  assert.match(ran.stderr, /\r\u001b\[KReading: .*\r\u001b\[K5\/9 charts/s); // oxlint-disable-line no-control-regex
  assert.match(ran.stderr, /\r\u001b\[K$/); // oxlint-disable-line no-control-regex
  const quiet = await runIn(files, "--no-progress", { terminal: true, now: () => (now += 1000) });
  assert.equal(quiet.stderr, "");
});

test("--timing adds up what the threads measured", async () => {
  const ran = await runIn(
    files,
    "-q --timing",
    threads([], () => false),
  );
  for (const name of ["read", "charts: read", "charts: render and rules", "  privileged"])
    assert.ok(ran.stderr.includes(`${name} `), name);
});
