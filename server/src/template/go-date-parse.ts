// Reads dates by Go's layouts.

import { daysIn, isLeap, momentIn, months, secondsOf, weekdays } from "./go-date.ts";
import type { Moment } from "./go-date.ts";
import { layoutParts } from "./go-layout.ts";
import { quote } from "./go-duration.ts";
import { fixedZone, local, utc } from "./go-zone.ts";
import type { Zone } from "./go-zone.ts";

/** What was read so far. */
interface Reading {
  /** What is left of the text. */
  rest: string;
  year: number;
  month?: number;
  day?: number;
  yearDay?: number;
  hour: number;
  minute: number;
  second: number;
  nanos: number;
  half?: "am" | "pm";
  zone?: Zone;
  offset?: number;
  zoneName?: string;
}

/** A part does not fit: `undefined` where the text is of another form, or which part is out of its range. */
class Mismatch extends Error {}

/** time.ParseInLocation with the local zone; the problem is the text of Go's error. */
export function parseMoment(layout: string, text: string): Moment | { readonly problem: string } {
  const reading: Reading = { rest: text, year: 0, hour: 0, minute: 0, second: 0, nanos: 0 };
  const said = (message: string) => ({ problem: `parsing time ${quote(text)}: ${message}` });
  const parts = layoutParts(layout);
  for (const [i, { kind, text: part }] of parts.entries()) {
    const before = reading.rest;
    try {
      if (kind === "text") skip(reading, part);
      else if (kind === "fraction") readFraction(reading, part);
      else read(reading, part, parts[i + 1]?.kind === "fraction");
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      if (error.message) return said(`${error.message} out of range`);
      const at = kind === "text" ? reading.rest : before;
      return { problem: `parsing time ${quote(text)} as ${quote(layout)}: cannot parse ${quote(at)} as ${quote(part)}` };
    }
  }
  if (reading.rest !== "") return said(`extra text: ${quote(reading.rest)}`);
  return finish(reading, said);
}

/** A space stands for any number of them. */
function skip(reading: Reading, part: string): void {
  let wanted = part;
  while (wanted !== "") {
    if (wanted.startsWith(" ")) {
      if (reading.rest !== "" && !reading.rest.startsWith(" ")) throw new Mismatch();
      wanted = wanted.replace(/^ +/, "");
      reading.rest = reading.rest.replace(/^ +/, "");
      continue;
    }
    if (!reading.rest.startsWith(wanted[0]!)) throw new Mismatch();
    wanted = wanted.slice(1);
    reading.rest = reading.rest.slice(1);
  }
}

function read(reading: Reading, part: string, hasFraction: boolean): void {
  switch (part) {
    case "2006":
      reading.year = Number(take(reading, /^\d{4}/)[0]);
      return;
    case "06": {
      const year = Number(take(reading, /^\d{2}/)[0]);
      reading.year = year + (year >= 69 ? 1900 : 2000);
      return;
    }
    case "January":
    case "Jan":
      reading.month = named(reading, months, part === "Jan") + 1;
      return;
    case "Monday":
    case "Mon":
      named(reading, weekdays, part === "Mon");
      return;
    case "1":
    case "01":
      reading.month = inRange(number(reading, part), 1, 12, "month");
      return;
    case "2":
    case "_2":
    case "02":
      if (part === "_2") reading.rest = reading.rest.replace(/^ /, "");
      reading.day = number(reading, part);
      return;
    case "__2":
    case "002":
      if (part === "__2") reading.rest = reading.rest.replace(/^ {1,2}/, "");
      reading.yearDay = Number(take(reading, part === "002" ? /^\d{3}/ : /^\d{1,3}/)[0]);
      return;
    default:
      readClock(reading, part, hasFraction);
  }
}

function readClock(reading: Reading, part: string, hasFraction: boolean): void {
  switch (part) {
    case "15":
      reading.hour = inRange(number(reading, "1"), 0, 23, "hour");
      return;
    case "3":
    case "03":
      reading.hour = inRange(number(reading, part), 0, 12, "hour");
      return;
    case "4":
    case "04":
      reading.minute = inRange(number(reading, part), 0, 59, "minute");
      return;
    case "5":
    case "05": {
      reading.second = inRange(number(reading, part), 0, 59, "second");
      // A fraction may follow that the layout does not name.
      const more = hasFraction ? undefined : /^[.,](\d+)/.exec(reading.rest);
      if (more) takeFraction(reading, more);
      return;
    }
    case "PM":
      reading.half = take(reading, /^(?:AM|PM)/)[0] === "PM" ? "pm" : "am";
      return;
    case "pm":
      reading.half = take(reading, /^(?:am|pm)/)[0] === "pm" ? "pm" : "am";
      return;
    case "MST":
      readZoneName(reading);
      return;
    default:
      readOffset(reading, part);
  }
}

/** One or two digits; two if the part starts with a zero. */
function number(reading: Reading, part: string): number {
  return Number(take(reading, part.startsWith("0") ? /^\d{2}/ : /^\d{1,2}/)[0]);
}

function named(reading: Reading, names: readonly string[], isShort: boolean): number {
  const rest = reading.rest.toLowerCase();
  const found = names.findIndex((name) => rest.startsWith((isShort ? name.slice(0, 3) : name).toLowerCase()));
  if (found < 0) throw new Mismatch();
  reading.rest = reading.rest.slice(isShort ? 3 : names[found]!.length);
  return found;
}

function readFraction(reading: Reading, part: string): void {
  if (part[1] === "9") {
    const match = /^[.,](\d+)/.exec(reading.rest);
    if (match) takeFraction(reading, match);
    return;
  }
  const match = /^[.,](\d+)/.exec(reading.rest.slice(0, part.length));
  if (match?.[0].length !== part.length) throw new Mismatch();
  takeFraction(reading, match);
}

function takeFraction(reading: Reading, match: RegExpExecArray): void {
  reading.nanos = Number(match[1]!.slice(0, 9).padEnd(9, "0"));
  reading.rest = reading.rest.slice(match[0].length);
}

function readZoneName(reading: Reading): void {
  if (reading.rest.startsWith("UTC")) {
    reading.zone = utc;
    reading.rest = reading.rest.slice(3);
    return;
  }
  const pattern =
    /^(?=.{3})(?:ChST|MeST|GMT(?:[+-](?:2[0-3]|[01]?\d)(?!\d))?|[+-](?:2[0-3]|[01]?\d)(?!\d)|(?:[A-Z]{4}T|WITA|[A-Z]{3}T|[A-Z]{3})(?![A-Z]))/;
  reading.zoneName = take(reading, pattern)[0];
}

function readOffset(reading: Reading, part: string): void {
  if (part.startsWith("Z") && reading.rest.startsWith("Z")) {
    reading.zone = utc;
    reading.rest = reading.rest.slice(1);
    return;
  }
  const [, sign, hours, minutes = "0", seconds = "0"] = take(reading, offsetPattern(part));
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  inRange(h, 0, 24, "time zone offset hour");
  inRange(m, 0, 60, "time zone offset minute");
  inRange(s, 0, 60, "time zone offset second");
  // Go looks at the sign last.
  if (sign !== "+" && sign !== "-") throw new Mismatch();
  const size = (h * 60 + m) * 60 + s;
  reading.offset = sign === "-" ? -size : size;
}

function offsetPattern(part: string): RegExp {
  switch (part.slice(1)) {
    case "07":
      return /^(.)(\d\d)/;
    case "0700":
      return /^(.)(\d\d)(\d\d)/;
    case "07:00":
      return /^(.)(\d\d):(\d\d)/;
    case "070000":
      return /^(.)(\d\d)(\d\d)(\d\d)/;
    default:
      return /^(.)(\d\d):(\d\d):(\d\d)/;
  }
}

function take(reading: Reading, pattern: RegExp): RegExpExecArray {
  const match = pattern.exec(reading.rest);
  if (!match) throw new Mismatch();
  reading.rest = reading.rest.slice(match[0].length);
  return match;
}

function inRange(value: number, least: number, most: number, name: string): number {
  if (value < least || value > most) throw new Mismatch(name);
  return value;
}

type Said = (message: string) => { readonly problem: string };

function finish(reading: Reading, said: Said): Moment | { readonly problem: string } {
  const { year, minute, second, nanos, zone, offset, zoneName } = reading;
  const date = dateOf(reading, said);
  if ("problem" in date) return date;
  const hour =
    reading.half === "pm" && reading.hour < 12
      ? reading.hour + 12
      : reading.half === "am" && reading.hour === 12
        ? 0
        : reading.hour;
  const seconds = secondsOf(year, date.month, date.day, hour, minute, second);
  if (zone) return momentIn(zone, seconds, nanos);
  if (offset !== undefined) {
    const isLocal = offset === 0 && (zoneName === undefined || zoneName === "UTC");
    return momentIn(isLocal ? local : fixedZone(zoneName ?? "", offset), seconds, nanos);
  }
  if (zoneName === undefined) return momentIn(local, seconds, nanos);
  const hours = /^GMT([+-]\d+)$/.exec(zoneName);
  // Go reads the clock in UTC, whatever the zone of that name may be.
  return { seconds, nanos, zone: fixedZone(zoneName, hours ? Number(hours[1]) * 3600 : 0) };
}

function dateOf({ year, month, day, yearDay }: Reading, said: Said): { month: number; day: number } | { problem: string } {
  if (yearDay === undefined) {
    const date = { month: month ?? 1, day: day ?? 1 };
    return date.day < 1 || date.day > daysIn(date.month, year) ? said("day out of range") : date;
  }
  if (yearDay < 1 || yearDay > (isLeap(year) ? 366 : 365)) return said("day-of-year out of range");
  let date = { month: 1, day: yearDay };
  while (date.day > daysIn(date.month, year)) date = { month: date.month + 1, day: date.day - daysIn(date.month, year) };
  if (month !== undefined && month !== date.month) return said("day-of-year does not match month");
  if (day !== undefined && day !== date.day) return said("day-of-year does not match day");
  return date;
}
