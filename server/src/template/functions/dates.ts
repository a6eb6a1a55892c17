// Dates: made, moved, formatted. The clock stands still: what reads it is marked as generated.

import { formatMoment, shifted, zeroMoment } from "../go-date.ts";
import type { Moment } from "../go-date.ts";
import { parseMoment } from "../go-date-parse.ts";
import { durationText, parseDuration, roundDuration, SECOND } from "../go-duration.ts";
import { local, utc, zoneOf } from "../go-zone.ts";
import type { CallContext } from "../function.ts";
import { Int, unionOf } from "../value.ts";
import type { Traced, Value } from "../value.ts";
import { atoi } from "./cast.ts";
import { fixed, text } from "./define.ts";
import type { Family } from "./define.ts";
import { isTime, timeValue } from "./time-value.ts";
import type { TimeStruct } from "./time-value.ts";

const any = "interface {}";
const time = "time.Time";

/** What `now` says: the first second of 2025, everywhere and always. */
const frozen: Moment = { seconds: 1_735_689_600, nanos: 0, zone: local };

export const dates: Family = {
  now: fixed([], () => ({ value: timeValue(frozen), trace: { origins: [], isGenerated: true } })),
  date: fixed(["string", any], ([layout, date]) => formatted(text(layout), date!, local)),
  htmlDate: fixed([any], ([date]) => formatted({ value: "2006-01-02", trace: date!.trace }, date!, local)),
  dateInZone: fixed(["string", any, "string"], dateInZone),
  date_in_zone: fixed(["string", any, "string"], dateInZone),
  htmlDateInZone: fixed([any, "string"], ([date, zone]) =>
    formatted({ value: "2006-01-02", trace: zone!.trace }, date!, zoneOf(text(zone).value) ?? utc),
  ),
  dateModify: fixed(["string", time], (args) => modified(args) ?? args[1]!),
  date_modify: fixed(["string", time], (args) => modified(args) ?? args[1]!),
  mustDateModify: fixed(["string", time], (args, context) => modified(args) ?? context.fail(durationProblem(args[0]))),
  must_date_modify: fixed(["string", time], (args, context) => modified(args) ?? context.fail(durationProblem(args[0]))),
  toDate: fixed(["string", "string"], (args) => parsed(args, undefined)),
  mustToDate: fixed(["string", "string"], parsed),
  unixEpoch: fixed([time], ([date]) => ({ value: String(momentOf(date!).seconds), trace: unionOf([date!]) })),
  ago: fixed([any], ([date]) => {
    const since = nanosSince(instantOf(date!.value, false) ?? frozen);
    return { value: durationText(roundDuration(since, SECOND)), trace: generated([date!]) };
  }),
  duration: fixed([any], ([arg]) => {
    const seconds = secondsIn(arg!.value);
    return { value: durationText(BigInt.asIntN(64, seconds * SECOND)), trace: unionOf([arg!]) };
  }),
  durationRound: fixed([any], ([arg]) => ({
    value: roughly(durationIn(arg!.value)),
    trace: isTime(arg!.value) ? generated([arg!]) : unionOf([arg!]),
  })),
};

function dateInZone([layout, date, zone]: readonly Traced[]): Traced {
  const shown = formatted(text(layout), date!, zoneOf(text(zone).value) ?? utc);
  return { value: shown.value, trace: unionOf([shown, zone!]) };
}

function formatted(layout: Traced<string>, date: Traced, zone: Moment["zone"]): Traced {
  const moment = instantOf(date.value, true);
  const value = formatMoment({ ...(moment ?? frozen), zone }, layout.value);
  return { value, trace: moment ? unionOf([layout, date]) : generated([layout, date]) };
}

/** A time, or seconds since 1970; undefined: Sprig takes the clock. */
function instantOf(value: Value, takesInt32: boolean): Moment | undefined {
  if (isTime(value)) return value.moment;
  if (!(value instanceof Int) || value.named) return undefined;
  const isSeconds = value.kind === "int" || value.kind === "int64" || (takesInt32 && value.kind === "int32");
  return isSeconds ? { seconds: Number(value.value), nanos: 0, zone: local } : undefined;
}

function generated(args: readonly Traced[]): Traced["trace"] {
  return { ...unionOf(args), isGenerated: true };
}

/** The engine has checked that it is a time. */
function momentOf(date: Traced): Moment {
  return (date.value as TimeStruct).moment;
}

function modified(args: readonly Traced[]): Traced | undefined {
  const by = parseDuration(text(args[0]).value);
  if (typeof by !== "bigint") return undefined;
  return { value: timeValue(shifted(momentOf(args[1]!), by)), trace: unionOf(args) };
}

function durationProblem(arg: Traced | undefined): string {
  const parsed = parseDuration(text(arg).value);
  return typeof parsed === "bigint" ? "" : parsed.problem;
}

/** Without a context the first moment of year 1 stands for what cannot be read. */
function parsed(args: readonly Traced[], context: CallContext | undefined): Traced {
  const moment = parseMoment(text(args[0]).value, text(args[1]).value);
  if (!("problem" in moment)) return { value: timeValue(moment), trace: unionOf(args) };
  return context ? context.fail(moment.problem) : { value: timeValue(zeroMoment), trace: unionOf(args) };
}

function nanosSince({ seconds, nanos }: Moment): bigint {
  return BigInt(frozen.seconds - seconds) * SECOND - BigInt(nanos);
}

/** Only an int64 and the text of one are seconds to Sprig. */
function secondsIn(value: Value): bigint {
  if (typeof value === "string") return atoi(value);
  return value instanceof Int && value.kind === "int64" && !value.named ? value.value : 0n;
}

function durationIn(value: Value): bigint {
  if (isTime(value)) return nanosSince(value.moment);
  if (value instanceof Int && value.kind === "int64" && !value.named) return value.value;
  const parsed = typeof value === "string" ? parseDuration(value) : 0n;
  return typeof parsed === "bigint" ? parsed : 0n;
}

/** The greatest unit that it is more than one of. */
function roughly(duration: bigint): string {
  const size = duration < 0n ? -duration : duration;
  const hour = 3600n * SECOND;
  const steps = [
    ["y", hour * 24n * 365n],
    ["mo", hour * 24n * 30n],
    ["d", hour * 24n],
    ["h", hour],
    ["m", 60n * SECOND],
    ["s", SECOND],
  ] as const;
  const found = steps.find(([, unit]) => size > unit);
  return found ? `${size / found[1]}${found[0]}` : "0s";
}
