// Measures where the time of a check goes.

import type { Rule } from "../lint/rule.ts";

const SLOWEST = 10;

/** The times of rules are told from those of phases by this. */
const INDENT = "  ";

/** Not for results, only for whoever asks why it is slow. */
export class Timing {
  readonly #phases = new Map<string, number>();
  readonly #rules = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  phase<T>(name: string, work: () => T): T {
    const start = this.#now();
    const result = work();
    this.#phases.set(name, (this.#phases.get(name) ?? 0) + this.#now() - start);
    return result;
  }

  /** What was measured elsewhere. */
  add(times: readonly (readonly [string, number])[]): void {
    for (const [name, time] of times) {
      const isRule = name.startsWith(INDENT);
      const table = isRule ? this.#rules : this.#phases;
      const key = isRule ? name.slice(INDENT.length) : name;
      table.set(key, (table.get(key) ?? 0) + time);
    }
  }

  /** All of it, forgotten here. */
  take(): readonly (readonly [string, number])[] {
    const times = [...this.#phases, ...[...this.#rules].map(([rule, time]) => [`${INDENT}${rule}`, time] as const)];
    this.#phases.clear();
    this.#rules.clear();
    return times;
  }

  /** The rules with a clock around each. */
  watch(rules: readonly Rule[]): readonly Rule[] {
    return rules.map((rule) => ({
      ...rule,
      check: (...args) => {
        const start = this.#now();
        try {
          rule.check(...args);
        } finally {
          this.#rules.set(rule.id, (this.#rules.get(rule.id) ?? 0) + this.#now() - start);
        }
      },
    }));
  }

  /** Phases in order, then the slowest rules. */
  table(): string {
    const slowest = [...this.#rules].sort(([, a], [, b]) => b - a).slice(0, SLOWEST);
    const rows = [...this.#phases, ...slowest.map(([rule, time]) => [`${INDENT}${rule}`, time] as const)];
    const width = Math.max(...rows.map(([name]) => name.length));
    return rows.map(([name, time]) => `${name.padEnd(width)}  ${time.toFixed(1).padStart(9)} ms\n`).join("");
  }
}
