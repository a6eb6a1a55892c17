// Moments and durations as templates hold them: time.Time and time.Duration, with their methods.

import { civilOf, formatMoment, months, secondsOf, shifted, weekdays, zeroMoment } from "../go-date.ts";
import type { Moment } from "../go-date.ts";
import { durationText, roundDuration, SECOND, truncateDuration } from "../go-duration.ts";
import { local, utc } from "../go-zone.ts";
import { Int, literal } from "../value.ts";
import type { Method, NamedType, Struct, Value } from "../value.ts";

export interface TimeStruct extends Struct {
  readonly moment: Moment;
}

export function isTime(value: Value): value is TimeStruct {
  return typeof value === "object" && value !== null && "moment" in value;
}

export function timeValue(moment: Moment): TimeStruct {
  // A time is made for every call of `now` or `toDate`, but hardly ever asked for a method.
  let methods: ReadonlyMap<string, Method> | undefined;
  return {
    struct: "time.Time",
    moment,
    fields: new Map(),
    get methods() {
      return (methods ??= methodsOf(moment));
    },
    text: () => formatMoment(moment, "2006-01-02 15:04:05.999999999 -0700 MST"),
  };
}

/** An int64 that prints as `1h2m3s`. */
export function durationValue(duration: bigint): Int {
  const value = BigInt.asIntN(64, duration);
  let methods: ReadonlyMap<string, Method> | undefined;
  const named: NamedType = {
    name: "time.Duration",
    get methods() {
      return (methods ??= durationMethods(value));
    },
  };
  return new Int(value, "int64", named);
}

export function isDuration(value: Value): value is Int {
  return value instanceof Int && value.named?.name === "time.Duration";
}

function methodsOf(moment: Moment): ReadonlyMap<string, Method> {
  const civil = civilOf(moment);
  const { seconds, nanos } = moment;
  const total = BigInt(seconds) * SECOND + BigInt(nanos);
  const against = (compute: (other: bigint) => Value) =>
    method(1, ([other]) => compute(nanosOf((other as TimeStruct).moment)), ["time.Time"]);
  return new Map<string, Method>([
    ["Year", asked(int(civil.year))],
    ["Month", asked(enumerated(civil.month, "time.Month", months[civil.month - 1]!))],
    ["Day", asked(int(civil.day))],
    ["Hour", asked(int(civil.hour))],
    ["Minute", asked(int(civil.minute))],
    ["Second", asked(int(civil.second))],
    ["Nanosecond", asked(int(nanos))],
    ["Weekday", asked(enumerated(civil.weekday, "time.Weekday", weekdays[civil.weekday]!))],
    ["YearDay", asked(int(civil.yearDay))],
    ["Unix", asked(new Int(BigInt(seconds), "int64"))],
    ["UnixMilli", asked(new Int(total / 1_000_000n, "int64"))],
    ["UnixMicro", asked(new Int(total / 1000n, "int64"))],
    ["UnixNano", asked(new Int(BigInt.asIntN(64, total), "int64"))],
    ["UTC", method(0, () => timeValue({ ...moment, zone: utc }))],
    ["Local", method(0, () => timeValue({ ...moment, zone: local }))],
    ["String", method(0, () => timeValue(moment).text!())],
    ["IsZero", asked(seconds === zeroMoment.seconds && nanos === 0)],
    ["Format", method(1, ([layout]) => formatMoment(moment, layout as string), ["string"])],
    ["Add", method(1, ([by]) => timeValue(shifted(moment, (by as Int).value)), ["time.Duration"])],
    ["AddDate", method(3, ([years, most, days]) => timeValue(dated(moment, years, most, days)), ["int"])],
    ["Sub", against((other) => durationValue(total - other))],
    ["Before", against((other) => total < other)],
    ["After", against((other) => total > other)],
    ["Equal", against((other) => total === other)],
    ["Compare", against((other) => int(total < other ? -1 : total > other ? 1 : 0))],
    ["Truncate", method(1, ([to]) => timeValue(truncated(moment, (to as Int).value)), ["time.Duration"])],
  ]);
}

function durationMethods(duration: bigint): ReadonlyMap<string, Method> {
  const inUnits = (size: bigint) => Number(duration / size) + Number(duration % size) / Number(size);
  return new Map<string, Method>([
    ["String", asked(durationText(duration))],
    ["Hours", asked(inUnits(3600n * SECOND))],
    ["Minutes", asked(inUnits(60n * SECOND))],
    ["Seconds", asked(inUnits(SECOND))],
    ["Milliseconds", asked(new Int(duration / 1_000_000n, "int64"))],
    ["Microseconds", asked(new Int(duration / 1000n, "int64"))],
    ["Nanoseconds", asked(new Int(duration, "int64"))],
    ["Abs", method(0, () => durationValue(duration < 0n ? -duration : duration))],
    ["Round", method(1, ([to]) => durationValue(roundDuration(duration, (to as Int).value)), ["time.Duration"])],
    ["Truncate", method(1, ([to]) => durationValue(truncateDuration(duration, (to as Int).value)), ["time.Duration"])],
  ]);
}

/** The engine checks arguments against the parameters' types: that is what the casts above rely on. */
function method(count: number, compute: (args: readonly Value[]) => Value, params?: readonly string[]): Method {
  return {
    arity: [count, count],
    call: (args) => literal(compute(args.map(({ value }) => value))),
    ...(params && { params }),
  };
}

function asked(value: Value): Method {
  return method(0, () => value);
}

function int(value: number): Int {
  return new Int(BigInt(value));
}

/** An integer that prints as a name: `January`. */
function enumerated(value: number, name: string, text: string): Int {
  return new Int(BigInt(value), "int", { name, methods: new Map([["String", asked(text)]]) });
}

function nanosOf({ seconds, nanos }: Moment): bigint {
  return BigInt(seconds) * SECOND + BigInt(nanos);
}

function dated(moment: Moment, years: Value, months: Value, days: Value): Moment {
  const { year, month, day, hour, minute, second } = civilOf(moment);
  const by = [years, months, days].map((value) => Number((value as Int).value));
  const shown = secondsOf(year + by[0]!, month + by[1]!, day + by[2]!, hour, minute, second);
  const { offset } = moment.zone.at(shown);
  return { ...moment, seconds: shown - offset };
}

/** To a multiple of the duration since year 1 began. */
function truncated(moment: Moment, multiple: bigint): Moment {
  if (multiple <= 0n) return moment;
  const since = nanosOf(moment) - BigInt(zeroMoment.seconds) * SECOND;
  return shifted(moment, -(((since % multiple) + multiple) % multiple));
}
