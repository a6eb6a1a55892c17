// Checks the charts of a check: on all cores where there are enough of them, else one after the other.

import { indexRules } from "../lint/rule-set.ts";
import type { Rule } from "../lint/rule.ts";
import { ChartChecker, failedResult } from "./check-chart.ts";
import type { ChartResult, ChartSetup, ChartTask } from "./chart-task.ts";
import { configure } from "./configure.ts";
import type { Thread, Threads, World } from "./world.ts";

/** Loading the program once more takes about as long as two charts. */
const FEWEST_FOR_THREADS = 4;

/** What a thread is told first, and then for each chart. */
export type ThreadMessage = { readonly setup: ChartSetup } | { readonly task: ChartTask };

/** The results in the order of the tasks; `tick` hears how many are done. */
export async function checkCharts(
  tasks: readonly ChartTask[],
  setup: ChartSetup,
  world: World,
  rules: readonly Rule[],
  tick: (done: number) => void,
): Promise<readonly ChartResult[]> {
  const results: (ChartResult | undefined)[] = tasks.map(() => undefined);
  const { threads } = world;
  const lanes = Math.min(threads?.count ?? 0, tasks.length);
  if (threads && lanes > 1 && tasks.length >= FEWEST_FOR_THREADS) {
    const queue = new Queue(tasks, results, world.folder, tick);
    await Promise.all(Array.from({ length: lanes }, () => queue.work(threads, setup)));
  }
  let checker: ChartChecker | undefined;
  for (const [i, task] of tasks.entries()) {
    // What no thread took: all of them, where there are none.
    if (results[i]) continue;
    checker ??= checkerFor(setup, world, rules);
    results[i] = checker.check(task);
    tick(i + 1);
  }
  // Each of them was filled.
  return results as readonly ChartResult[];
}

/** What a chart is checked with. */
export type ChartWorld = Pick<World, "disk" | "folder" | "now" | "today" | "schemas">;

/** Answers the messages that a thread gets. */
export function chartThread(world: ChartWorld, rules: readonly Rule[]): (message: ThreadMessage) => ChartResult | undefined {
  let checker: ChartChecker | undefined;
  return (message) => {
    if ("setup" in message) checker = checkerFor(message.setup, world, rules);
    return "task" in message ? checker?.check(message.task) : undefined;
  };
}

function checkerFor(setup: ChartSetup, world: ChartWorld, rules: readonly Rule[]): ChartChecker {
  return new ChartChecker(world, configure(setup.options, world, indexRules(rules)).config, setup, rules);
}

class Queue {
  #next = 0;
  #done = 0;

  constructor(
    readonly tasks: readonly ChartTask[],
    readonly results: (ChartResult | undefined)[],
    readonly folder: string,
    readonly tick: (done: number) => void,
  ) {}

  /** One thread after the other: a chart that ends its thread is said to have failed. One that does not even start takes nothing. */
  async work(threads: Threads, setup: ChartSetup): Promise<void> {
    while (this.#next < this.tasks.length) {
      const thread = await started(threads, setup);
      if (!thread) return;
      await this.#workOn(thread);
      thread.end();
    }
  }

  async #workOn(thread: Thread): Promise<void> {
    for (let at = this.#next++; at < this.tasks.length; at = this.#next++) {
      const task = this.tasks[at]!;
      try {
        // Only `chartThread` answers.
        this.results[at] = (await thread.ask({ task } satisfies ThreadMessage)) as ChartResult;
      } catch (error) {
        this.results[at] = failedResult(task, this.folder, error);
        return;
      } finally {
        this.tick(++this.#done);
      }
    }
  }
}

async function started(threads: Threads, setup: ChartSetup): Promise<Thread | undefined> {
  let thread: Thread | undefined;
  try {
    thread = threads.start();
    await thread.ask({ setup } satisfies ThreadMessage);
    return thread;
  } catch {
    thread?.end();
    return undefined;
  }
}
