// Dates as Go's time package computes and formats them.

import { layoutParts } from "./go-layout.ts";
import { utc } from "./go-zone.ts";
import type { Zone } from "./go-zone.ts";

/** A moment, and the zone whose clock shows it. */
export interface Moment {
  /** Since 1970 began in UTC. */
  readonly seconds: number;
  readonly nanos: number;
  readonly zone: Zone;
}

/** What calendar and clock show. */
export interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** From 1. */
  readonly yearDay: number;
}

export const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
export const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const DAY = 86_400;

/** The first moment of year 1: Go's zero time. */
export const zeroMoment: Moment = { seconds: secondsOf(1, 1, 1, 0, 0, 0), nanos: 0, zone: utc };

export function civilOf({ seconds, zone }: Moment): Civil {
  const shown = seconds + zone.at(seconds).offset;
  const days = Math.floor(shown / DAY);
  const rest = shown - days * DAY;
  const { year, month, day } = dateOf(days);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    // 1970 began on a Thursday.
    weekday: (((days + 4) % 7) + 7) % 7,
    yearDay: days - daysOf(year, 1, 1) + 1,
  };
}

/** Of a clock in UTC. Parts beyond their range count on, as in time.Date. */
export function secondsOf(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  const carried = year + Math.floor((month - 1) / 12);
  const inYear = ((((month - 1) % 12) + 12) % 12) + 1;
  return (daysOf(carried, inYear, 1) + day - 1) * DAY + hour * 3600 + minute * 60 + second;
}

/** Of a clock in a zone. */
export function momentIn(zone: Zone, utcSeconds: number, nanos: number): Moment {
  // The offset at a moment tells the moment only if it is the same there: ask again beside it.
  const first = utcSeconds - zone.at(utcSeconds).offset;
  return { seconds: utcSeconds - zone.at(first).offset, nanos, zone };
}

export function shifted({ seconds, nanos, zone }: Moment, by: bigint): Moment {
  const total = BigInt(nanos) + by;
  const carry = total >= 0n ? total / BILLION : -((-total + BILLION - 1n) / BILLION);
  return { seconds: seconds + Number(carry), nanos: Number(total - carry * BILLION), zone };
}

const BILLION = 1_000_000_000n;

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysIn(month: number, year: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** time.Time.Format */
export function formatMoment(moment: Moment, layout: string): string {
  const civil = civilOf(moment);
  const { offset, abbreviation } = moment.zone.at(moment.seconds);
  return layoutParts(layout)
    .map(({ kind, text }) => {
      if (kind === "text") return text;
      if (kind === "fraction") return fraction(moment.nanos, text);
      return zonePart(text, offset, abbreviation) ?? civilPart(text, civil);
    })
    .join("");
}

function civilPart(part: string, civil: Civil): string {
  const { year, month, day, hour, minute, second, weekday, yearDay } = civil;
  const twelve = hour % 12 || 12;
  switch (part) {
    case "2006":
      return padded(year, 4);
    case "06":
      return padded(Math.max(year, 0) % 100, 2);
    case "January":
      return months[month - 1]!;
    case "Jan":
      return months[month - 1]!.slice(0, 3);
    case "01":
      return padded(month, 2);
    case "1":
      return String(month);
    case "Monday":
      return weekdays[weekday]!;
    case "Mon":
      return weekdays[weekday]!.slice(0, 3);
    case "02":
      return padded(day, 2);
    case "_2":
      return String(day).padStart(2);
    case "2":
      return String(day);
    case "002":
      return padded(yearDay, 3);
    case "__2":
      return String(yearDay).padStart(3);
    case "15":
      return padded(hour, 2);
    case "03":
      return padded(twelve, 2);
    case "3":
      return String(twelve);
    case "04":
      return padded(minute, 2);
    case "4":
      return String(minute);
    case "05":
      return padded(second, 2);
    case "5":
      return String(second);
    case "PM":
      return hour >= 12 ? "PM" : "AM";
    default:
      return hour >= 12 ? "pm" : "am";
  }
}

function zonePart(part: string, offset: number, abbreviation: string): string | undefined {
  const size = Math.abs(offset);
  const [hours, minutes, seconds] = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60].map((n) => padded(n, 2));
  const sign = offset < 0 ? "-" : "+";
  if (part === "MST") return abbreviation || sign + hours + minutes;
  if (!/^[-Z]07/.test(part)) return undefined;
  if (part.startsWith("Z") && offset === 0) return "Z";
  const colon = part.includes(":") ? ":" : "";
  const digits = part.replaceAll(":", "").length - 1;
  return sign + hours + (digits >= 4 ? colon + minutes : "") + (digits >= 6 ? colon + seconds : "");
}

/** `.000` keeps its digits, `.999` drops zeros at the end, and itself with the last. */
function fraction(nanos: number, part: string): string {
  const digits = padded(nanos, 9)
    .padEnd(part.length, "0")
    .slice(0, part.length - 1);
  if (part[1] === "0") return part[0]! + digits;
  const short = digits.replace(/0+$/, "");
  return short && part[0]! + short;
}

function padded(value: number, width: number): string {
  return (value < 0 ? "-" : "") + String(Math.abs(value)).padStart(width, "0");
}

/** Days since 1970 began, by counting 400-year cycles from a March: leap days come last. */
function daysOf(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(shiftedYear / 400);
  const inCycle = shiftedYear - cycle * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return cycle * 146_097 + inCycle * 365 + Math.floor(inCycle / 4) - Math.floor(inCycle / 100) + dayOfYear - 719_468;
}

function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shiftedDays = days + 719_468;
  const cycle = Math.floor(shiftedDays / 146_097);
  const dayOfCycle = shiftedDays - cycle * 146_097;
  const leaps = Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096);
  const inCycle = Math.floor((dayOfCycle - leaps) / 365);
  const dayOfYear = dayOfCycle - (365 * inCycle + Math.floor(inCycle / 4) - Math.floor(inCycle / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: inCycle + cycle * 400 + (month <= 2 ? 1 : 0), month, day };
}
