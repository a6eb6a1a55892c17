// Says on a terminal how far a long check has come.

import type { World } from "./world.ts";

export interface Progress {
  /** `state` is how far it has come. */
  tick(state: string): void;
  /** Wipes the line. */
  end(): void;
}

const FIRST_AFTER = 500; // milliseconds: what is done sooner needs no progress
const EVERY = 100;

export function progressOn({ stderr, now }: World): Progress {
  let next = now() + FIRST_AFTER;
  let isShown = false;
  return {
    tick: (state) => {
      if (now() < next) return;
      next = now() + EVERY;
      isShown = true;
      stderr.write(`\r\u001b[K${state}`);
    },
    end: () => {
      if (isShown) stderr.write("\r\u001b[K");
      isShown = false;
    },
  };
}

export const noProgress: Progress = { tick: () => {}, end: () => {} };
