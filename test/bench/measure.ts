// Turns timings into the few numbers that a bench prints.

/** The value below which that share (0..1) of the values lies (nearest rank); NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Runs the tasks by turns, so that a slow moment of the machine meets all of them; milliseconds of each run after the warm-up. */
export function takeTurns(tasks: readonly (() => void)[], rounds: number, warmUp: number): readonly (readonly number[])[] {
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < warmUp + rounds; round++)
    for (const [i, task] of tasks.entries()) {
      const start = performance.now();
      task();
      if (round >= warmUp) times[i]!.push(performance.now() - start);
    }
  return times;
}

/** Three digits that matter, with a unit: `0.42 ms`, `12.3 ms`, `1,381 ms`. */
export function milliseconds(value: number): string {
  const digits = value < 1 ? 2 : value < 100 ? 1 : 0;
  return `${value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })} ms`;
}

export function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "unknown" : `${(bytes / 1e6).toFixed(0)} MB`;
}

/** How many times `b` goes into `a`. */
export function ratio(a: number, b: number): string {
  const times = a / b;
  return `${times.toFixed(times < 10 ? 2 : times < 100 ? 1 : 0)}×`;
}

/** Prints a heading and rows, columns aligned: the first to the left, the others to the right. */
export function printTable(heading: string, columns: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [columns, ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => (row[i] ?? "").length)));
  const line = (row: readonly string[]) =>
    columns.map((_, i) => (i === 0 ? (row[i] ?? "").padEnd(widths[i]!) : (row[i] ?? "").padStart(widths[i]!))).join("  ");
  console.log(`\n${heading}\n${all.map((row) => `  ${line(row).trimEnd()}`).join("\n")}`);
}
