// Threads of Node: other instances of this program that are asked one thing after the other.

import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { THREAD } from "./thread-word.ts";
import type { Thread, Threads } from "./world.ts";

/** Each starts the program with one word that says what it is. */
export function threadsOf(program: string): Threads {
  return { count: availableParallelism(), start: () => start(program) };
}

/** Whether this is a thread that can be asked. */
export function answerMessages(answer: (message: unknown) => unknown): boolean {
  if (isMainThread) return false;
  parentPort?.on("message", (message) => send(answer(message)));
  return true;
}

function start(program: string): Thread {
  const worker = new Worker(program, { argv: [THREAD] });
  // A check that is over does not wait for it.
  worker.unref();
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        const settle = (action: () => void) => {
          worker.off("message", onMessage).off("error", onError).off("exit", onExit);
          worker.unref();
          action();
        };
        const onMessage = (answer: unknown) => settle(() => resolve(answer));
        const onError = (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error))));
        const onExit = () => settle(() => reject(new Error("The thread ended")));
        worker.on("message", onMessage).on("error", onError).on("exit", onExit);
        worker.ref();
        worker.postMessage(message); // oxlint-disable-line unicorn/require-post-message-target-origin
      }),
    end: () => void worker.terminate(),
  };
}

function send(result: unknown): void {
  parentPort?.postMessage(result); // oxlint-disable-line unicorn/require-post-message-target-origin
}
