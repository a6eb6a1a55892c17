// The formats of dates, times and durations (RFC 3339).

import { parseMoment } from "../template/go-date-parse.ts";
import { quoteRune } from "../template/go-quote.ts";
import { byteLength, sliceBytes, toBytes } from "../template/go-string.ts";
import { atoi } from "./schema-format-hosts.ts";

export function date(text: string): string | undefined {
  const moment = parseMoment("2006-01-02", text);
  return "problem" in moment ? moment.problem : undefined;
}

export function dateTime(text: string): string | undefined {
  const length = byteLength(text);
  if (length < 20) return "less than 20 characters long";
  if (!/^[tT]$/.test(sliceBytes(text, 10, 11))) return "11th character must be t or T";
  const [day, clock] = [date(sliceBytes(text, 0, 10)), time(sliceBytes(text, 11, length))];
  if (day !== undefined) return `invalid date element: ${day}`;
  return clock === undefined ? undefined : `invalid time element: ${clock}`;
}

export function time(text: string): string | undefined {
  // A character a byte.
  const bytes = Array.from(toBytes(text), (byte) => String.fromCharCode(byte)).join("");
  if (bytes.length < 9) return "less than 9 characters long";
  if (bytes.charAt(2) !== ":" || bytes.charAt(5) !== ":") return "missing colon in correct place";
  const clock = numbers(bytes.slice(0, 8), 3);
  if (typeof clock === "string") return `${clock} hour/min/sec`;
  const [hour = 0, minute = 0, second = 0] = clock;
  if (hour > 23 || minute > 59 || second > 60) return "hour/min/sec out of range";
  const rest = bytes.slice(8);
  const fraction = rest.startsWith(".") ? /^\.\d*/.exec(rest)![0] : "";
  if (fraction === ".") return "no digits in second fraction";
  const offset = offsetOf(rest.slice(fraction.length));
  if (typeof offset === "string") return offset;
  const utc = hour * 60 + minute - offset;
  const inDay = utc < 0 ? utc + 24 * 60 : utc;
  return second === 60 && inDay !== 23 * 60 + 59 ? "invalid leap second" : undefined;
}

export function duration(text: string): string | undefined {
  if (!text.startsWith("P")) return "must start with P";
  const rest = text.slice(1);
  if (rest === "") return "nothing after P";
  if (rest === "W") return "no number in week";
  if (rest.endsWith("W")) return /^\d+W$/.test(rest) ? undefined : "invalid week";
  for (const [i, part] of rest.split("T").entries()) {
    if (i !== 0 && part === "") return "no time elements";
    const units = UNITS[i];
    if (units === undefined) return "more than one T";
    const problem = elementsProblem(part, units);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export function period(text: string): string | undefined {
  const slash = text.indexOf("/");
  if (slash < 0) return "missing slash";
  const [start, end] = [text.slice(0, slash), text.slice(slash + 1)];
  if (start.startsWith("P") && end.startsWith("P"))
    return said("start duration", duration(start)) ?? said("end date-time", dateTime(end));
  return side("start", start) ?? side("end", end);
}

const UNITS = ["YMD", "HMS"];

function elementsProblem(part: string, units: string): string | undefined {
  let [rest, left] = [part, units];
  while (rest !== "") {
    const digits = /^\d*/.exec(rest)![0];
    if (digits === "") return "missing number";
    rest = rest.slice(digits.length);
    if (rest === "") return "missing unit";
    const unit = toBytes(rest)[0]!;
    const at = left.indexOf(String.fromCharCode(unit));
    if (at < 0)
      return units.includes(String.fromCharCode(unit))
        ? `unit ${quoteRune(unit)} out of order`
        : `invalid unit ${quoteRune(unit)}`;
    left = left.slice(at + 1);
    rest = rest.slice(1);
  }
  return undefined;
}

function side(name: string, text: string): string | undefined {
  return text.startsWith("P") ? said(`${name} duration`, duration(text)) : said(`${name} date-time`, dateTime(text));
}

function said(what: string, problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : `invalid ${what}: ${problem}`;
}

/** Minutes east of UTC. */
function offsetOf(text: string): number | string {
  if (text === "z" || text === "Z") return 0;
  if (text.length !== 6) return "offset must be 6 characters long";
  if (!/^[+-]/.test(text)) return "offset must begin with plus/minus";
  if (text.charAt(3) !== ":") return "missing colon in offset in correct place";
  const parts = numbers(text.slice(1), 2);
  if (typeof parts === "string") return `${parts} hour/min in offset`;
  const [hour = 0, minute = 0] = parts;
  if (hour > 23 || minute > 59) return "hour/min in offset out of range";
  return (text.startsWith("-") ? -1 : 1) * (hour * 60 + minute);
}

/** At colons, into at most so many numbers; what is wrong with the first that is none. */
function numbers(text: string, most: number): readonly number[] | "invalid" | "non-positive" {
  const parts = text.split(":");
  const found: number[] = [];
  for (const part of [...parts.slice(0, most - 1), parts.slice(most - 1).join(":")]) {
    const number = atoi(part);
    if (typeof number === "string") return "invalid";
    if (number < 0) return "non-positive";
    found.push(number);
  }
  return found;
}
