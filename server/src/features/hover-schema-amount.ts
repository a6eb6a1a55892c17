// Says what an amount comes to: cores, bytes, times and file modes in the words of people.

import { parseQuantity, type Quantity } from "../kube/quantity.ts";
import type { Schema } from "../schema/schema.ts";

/** A phrase about the value `text` of the field `name`; undefined where there is nothing to add to what is written. */
export function amountWords(name: string, { type, format }: Schema, text: string): string | undefined {
  if (type === "quantity") return quantityWords(name, text);
  if (type === "integer") return integerWords(name, text);
  if (type !== "string") return undefined;
  return format === "duration" || timed.test(name) ? durationWords(text) : undefined;
}

const bytes = /(?:^|[.-])(?:memory|storage|ephemeral-storage)$|^hugepages-|sizelimit$|^(?:default)?(?:memory|storage)/i;
const cores = /(?:^|[.-])cpu$/i;
const timed = /interval|timeout|duration|period|ttl|delay|window|renewbefore|retention|maxage/i;
const fractions: ReadonlyMap<number, string> = new Map([
  [0.1, "a tenth of a core"],
  [0.2, "a fifth of a core"],
  [0.25, "a quarter of a core"],
  [0.5, "half a core"],
  [0.75, "three quarters of a core"],
  [1, "one core"],
]);

function quantityWords(name: string, text: string): string | undefined {
  const quantity = parseQuantity(text.trim());
  if (!quantity) return undefined;
  if (cores.test(name)) return coreWords(quantity);
  if (bytes.test(name)) return byteWords(quantity);
  const plain = digits(quantity.toNumber());
  return plain === text.trim() ? undefined : plain;
}

function coreWords(quantity: Quantity): string {
  const count = quantity.toNumber();
  return fractions.get(count) ?? (count < 1 ? `${digits(count)} of a core` : `${digits(count)} cores`);
}

/** In units of 1,024 and of 1,000, whatever it is written in: the two are easily taken for each other. */
function byteWords(quantity: Quantity): string {
  const count = quantity.toNumber();
  if (!quantity.isWhole) return `${digits(count)} bytes: \`m\` is a thousandth of one`;
  if (Math.abs(count) < 1000) return `${digits(count)} bytes`;
  const binary = scaled(count, 1024, ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]);
  const decimal = scaled(count, 1000, ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]);
  return `${binary}, ${decimal}`;
}

function scaled(count: number, step: number, units: readonly string[]): string {
  let rest = count;
  let at = 0;
  while (Math.abs(rest) >= step && at < units.length - 1) {
    rest /= step;
    at++;
  }
  return `${digits(rest)} ${units[at]}`;
}

function integerWords(name: string, text: string): string | undefined {
  // As YAML 1.1 has it: `0644` is octal, and so is `0o644`.
  const value = /^0o?[0-7]+$/.test(text) ? Number.parseInt(text.replace(/^0o?/, "") || "0", 8) : Number(text);
  if (!Number.isSafeInteger(value)) return undefined;
  if (name === "defaultMode" || name === "mode") return modeWords(value);
  if (/seconds/i.test(name) && value >= 60) return timeWords(value);
  return undefined;
}

/** `0644` and `rw-r--r--`. */
function modeWords(mode: number): string | undefined {
  if (mode < 0 || mode > 0o777) return undefined;
  const letters = [...mode.toString(8).padStart(3, "0")]
    .map((digit) => {
      const bits = Number(digit);
      return `${bits & 4 ? "r" : "-"}${bits & 2 ? "w" : "-"}${bits & 1 ? "x" : "-"}`;
    })
    .join("");
  return `mode \`0${mode.toString(8).padStart(3, "0")}\`, \`${letters}\``;
}

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** Go's durations. Nothing of one unit alone needs words, as long as the next larger one is not reached. */
function durationWords(text: string): string | undefined {
  const parts = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text) ? text.match(/[\d.]+[a-zµ]+/g) : null;
  if (!parts) return undefined;
  const seconds = parts.reduce((sum, part) => {
    const number = Number.parseFloat(part);
    return sum + number * (unitSeconds[part.replace(/^[\d.]+/, "")] ?? 0);
  }, 0);
  return timeWords(seconds);
}

/** The two largest units, and no more than they hold exactly. */
function timeWords(seconds: number): string | undefined {
  if (seconds < 1 || !Number.isFinite(seconds)) return undefined;
  const words: string[] = [];
  let rest = Math.round(seconds);
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) words.push(`${digits(count)} ${unit}${count === 1 ? "" : "s"}`);
  }
  return words.join(" ");
}

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** At most three places behind the point, thousands set off. */
function digits(number: number): string {
  return number.toLocaleString("en-US", { maximumFractionDigits: Math.abs(number) < 0.01 ? 9 : Math.abs(number) < 10 ? 3 : 1 });
}
