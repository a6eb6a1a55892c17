// Helm's own functions of durations: they take `1h30m`, seconds, or texts of seconds.

import type { CallContext, TemplateFunction } from "../function.ts";
import { parseDuration, roundDuration, SECOND, truncateDuration } from "../go-duration.ts";
import { floatText, parseFloat64 } from "../go-float.ts";
import { quote } from "../go-quote.ts";
import { isNil, typeOf } from "../go-type.ts";
import { isSpace } from "../go-unicode.ts";
import { Int, unionOf } from "../value.ts";
import type { Traced, Value } from "../value.ts";
import { fixed } from "./define.ts";
import type { Family } from "./define.ts";
import { durationValue, isDuration } from "./time-value.ts";

const any = "interface {}";
const MOST_SECONDS = (2n ** 63n - 1n) / SECOND;
const HOUR = 3600n * SECOND;

/** The text of Helm's error. */
interface Problem {
  readonly problem: string;
}

export const durations: Family = {
  mustToDuration: fixed([any], ([arg], context: CallContext) => {
    const duration = durationOf(arg!.value);
    return typeof duration === "bigint" ? traced(durationValue(duration), [arg!]) : context.fail(duration.problem);
  }),
  durationSeconds: converting((duration) => inUnits(duration, SECOND)),
  durationMilliseconds: converting((duration) => new Int(duration / 1_000_000n, "int64")),
  durationMicroseconds: converting((duration) => new Int(duration / 1000n, "int64")),
  durationNanoseconds: converting((duration) => new Int(duration, "int64")),
  durationMinutes: converting((duration) => inUnits(duration, 60n * SECOND)),
  durationHours: converting((duration) => inUnits(duration, HOUR)),
  durationDays: converting((duration) => inUnits(duration, HOUR) / 24),
  durationWeeks: converting((duration) => inUnits(duration, HOUR) / 24 / 7),
  durationRoundTo: rounding(roundDuration),
  durationTruncateTo: rounding(truncateDuration),
};

/** What cannot be read is 0. */
function converting(convert: (duration: bigint) => Value): TemplateFunction {
  return fixed([any], ([arg]) => {
    const duration = durationOf(arg!.value);
    return traced(convert(typeof duration === "bigint" ? duration : 0n), [arg!]);
  });
}

/** A multiple that cannot be read changes nothing. */
function rounding(round: (duration: bigint, multiple: bigint) => bigint): TemplateFunction {
  return fixed([any, any], (args) => {
    const [duration, multiple] = args.map(({ value }) => durationOf(value));
    if (typeof duration !== "bigint") return traced(durationValue(0n), args);
    return traced(durationValue(typeof multiple === "bigint" ? round(duration, multiple) : duration), args);
  });
}

function traced(value: Value, args: readonly Traced[]): Traced {
  return { value, trace: unionOf(args) };
}

function inUnits(duration: bigint, unit: bigint): number {
  return Number(duration / unit) + Number(duration % unit) / Number(unit);
}

function durationOf(value: Value): bigint | Problem {
  if (isDuration(value)) return value.value;
  if (typeof value === "string") return ofText(value);
  if (isNil(value)) return { problem: "invalid duration" };
  if (value instanceof Int) {
    const isTooLarge = value.value > MOST_SECONDS || value.value < -MOST_SECONDS;
    return isTooLarge ? { problem: `duration seconds overflow: ${value.value}` } : value.value * SECOND;
  }
  return typeof value === "number" ? ofSeconds(value) : { problem: `unsupported duration type ${typeOf(value)}` };
}

function ofText(text: string): bigint | Problem {
  const runes = Array.from(text);
  const from = runes.findIndex((rune) => !isSpace(rune));
  if (from < 0) return { problem: "empty duration" };
  const trimmed = runes.slice(from, runes.findLastIndex((rune) => !isSpace(rune)) + 1).join("");
  const duration = parseDuration(trimmed);
  if (typeof duration === "bigint") return duration;
  const seconds = parseFloat64(trimmed);
  return seconds === undefined ? { problem: `could not parse duration ${quote(text)}` } : ofSeconds(seconds);
}

function ofSeconds(seconds: number): bigint | Problem {
  if (!Number.isFinite(seconds)) return { problem: `invalid duration seconds: ${floatText(seconds)}` };
  const limit = 2 ** 63 / 1e9;
  if (seconds > limit || seconds < -limit) return { problem: `duration seconds overflow: ${floatText(seconds)}` };
  const nanos = Math.trunc(seconds * 1e9);
  // The largest floating point number below is still one too many.
  return nanos >= 2 ** 63 ? -(2n ** 63n) : BigInt(nanos);
}
