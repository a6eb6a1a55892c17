// Shows that something takes long, once it does.

import type { Connection } from "vscode-languageserver";

/** Shorter work is not worth a word. Milliseconds. */
const LONG = 2000;

/** Runs `work`; where it takes longer than two seconds, the editor shows the title until it is done. */
export async function withProgress(
  connection: Connection,
  isSupported: boolean,
  title: string,
  work: () => Promise<void>,
): Promise<void> {
  if (!isSupported) return work();
  let isDone = false;
  let shown: { done(): void } | undefined;
  const begin = async () => {
    const progress = await connection.window.createWorkDoneProgress();
    if (isDone) return;
    progress.begin(title);
    shown = progress;
  };
  const timer = setTimeout(() => void begin(), LONG);
  try {
    await work();
  } finally {
    isDone = true;
    clearTimeout(timer);
    shown?.done();
  }
}
