// Durations as Go's time package reads, writes and rounds them, in nanoseconds.

import { toBytes } from "./go-string.ts";

export const SECOND = 1_000_000_000n;
const MOST = 2n ** 63n - 1n;
const LEAST = -(2n ** 63n);

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
};

/** `1h2m3.5s`; the problem is the text of Go's error. */
export function parseDuration(text: string): bigint | { readonly problem: string } {
  const invalid = { problem: `time: invalid duration ${quote(text)}` };
  const [, sign = "", magnitude = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (magnitude === "0") return 0n;
  if (magnitude === "") return invalid;
  let total = 0n;
  for (let at = 0; at < magnitude.length;) {
    const match = /^(\d*)(?:\.(\d*))?([^.\d]*)/.exec(magnitude.slice(at))!;
    const [whole, digits = "", fraction = "", unit = ""] = match;
    if (digits === "" && fraction === "") return invalid;
    if (unit === "") return { problem: `time: missing unit in duration ${quote(text)}` };
    const size = units[unit];
    if (size === undefined) return { problem: `time: unknown unit ${quote(unit)} in duration ${quote(text)}` };
    total += BigInt(digits || "0") * size + fractionOf(fraction, size);
    if (total > MOST + 1n) return invalid;
    at += whole.length;
  }
  if (sign === "-") return -total;
  return total > MOST ? invalid : total;
}

/** `.5` of an hour, cut off below a nanosecond. */
function fractionOf(digits: string, size: bigint): bigint {
  // Go computes in floating point; beyond 18 digits nothing changes.
  const kept = digits.slice(0, 18);
  return kept === "" ? 0n : BigInt(Math.trunc(Number(kept) * (Number(size) / 10 ** kept.length)));
}

/** `1h2m3.5s`, `1.5µs`, `0s` */
export function durationText(duration: bigint): string {
  const size = duration < 0n ? -duration : duration;
  const sign = duration < 0n ? "-" : "";
  if (size === 0n) return "0s";
  if (size < 1_000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}µs`;
  if (size < SECOND) return `${sign}${decimal(size, 6)}ms`;
  const seconds = size / SECOND;
  const [hours, minutes] = [seconds / 3600n, (seconds / 60n) % 60n];
  const rest = decimal(size % (60n * SECOND), 9) + "s";
  if (hours > 0n) return `${sign}${hours}h${minutes}m${rest}`;
  return minutes > 0n ? `${sign}${minutes}m${rest}` : sign + rest;
}

/** value / 10^places, without zeros at its end. */
function decimal(value: bigint, places: number): string {
  const text = value.toString().padStart(places + 1, "0");
  const fraction = text.slice(-places).replace(/0+$/, "");
  return text.slice(0, -places) + (fraction && "." + fraction);
}

/** The time package quotes by itself: whatever is not ASCII is written as bytes. */
export function quote(text: string): string {
  const characters = Array.from(toBytes(text), (byte) => {
    if (byte < 0x20 || byte >= 0x80) return "\\x" + byte.toString(16).padStart(2, "0");
    const character = String.fromCharCode(byte);
    return character === '"' || character === "\\" ? "\\" + character : character;
  });
  return `"${characters.join("")}"`;
}

/** To the nearest multiple, halves away from zero; a multiple below one nanosecond changes nothing. */
export function roundDuration(duration: bigint, multiple: bigint): bigint {
  if (multiple <= 0n) return duration;
  const rest = duration % multiple;
  const size = rest < 0n ? -rest : rest;
  if (size * 2n < multiple) return duration - rest;
  const rounded = duration < 0n ? duration - rest - multiple : duration - rest + multiple;
  return rounded > MOST ? MOST : rounded < LEAST ? LEAST : rounded;
}

/** Towards zero. */
export function truncateDuration(duration: bigint, multiple: bigint): bigint {
  return multiple <= 0n ? duration : duration - (duration % multiple);
}
