// Judges texts by the formats that schemas name.

/** What a text of this format looks like where it is none; undefined where it is right or the format is not checked. */
export function formatMismatch(text: string, format: string, isBuiltIn: boolean): string | undefined {
  switch (format) {
    case "byte":
      return isBase64(text) ? undefined : "base64";
    case "date-time":
      return isDateTime(text, isBuiltIn) ? undefined : "a date and time like `2026-01-31T12:00:00Z`";
    case "duration":
      return duration.test(text) ? undefined : "a duration like `1h30m`";
    default:
      return isBuiltIn ? undefined : customMismatch(text, format);
  }
}

/** Formats that the API server checks in custom resources (apiextensions, supported formats); it ignores all others. */
function customMismatch(text: string, format: string): string | undefined {
  const known = formats.get(format.replaceAll("-", ""));
  return known && !known.fits(text) ? known.looks : undefined;
}

/** As Go decodes it into bytes: breaks of lines are left out, the padding is not. */
function isBase64(text: string): boolean {
  const dense = text.includes("\n") || text.includes("\r") ? text.replace(/[\r\n]/g, "") : text;
  return dense.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(dense);
}

/** RFC 3339. Go's parser, which reads Kubernetes' own fields, wants `T` and `Z` in capitals; the check of custom resources does not. */
function isDateTime(text: string, isStrict: boolean): boolean {
  const match = dateTime.exec(isStrict ? text : text.toUpperCase());
  if (!match) return false;
  const [, date = "", hour, minute, second, offset = ""] = match;
  if (!isDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false;
  return offset === "Z" || (Number(offset.slice(1, 3)) <= 24 && Number(offset.slice(4)) < 60);
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

function isIpv6(text: string): boolean {
  const mapped = text.lastIndexOf(":") + 1;
  const tail = text.slice(mapped);
  if (tail.includes(".")) return isIpv4(tail) && isIpv6(`${text.slice(0, mapped)}0:0`);
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

function isCidr(text: string): boolean {
  const [address = "", bits = "", ...rest] = text.split("/");
  if (rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
  return (isIpv4(address) && Number(bits) <= 32) || (isIpv6(address) && Number(bits) <= 128);
}

const dateTime = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,]\d+)?(Z|[+-]\d\d:\d\d)$/;
/** Go's durations, and the units in words that the format allows beside them. */
const duration = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)\s*(?:ns|us|µs|μs|ms|s|m|h|d|w|[a-zA-Z]{3,})\s*)+)$/;

interface Format {
  readonly looks: string;
  fits(text: string): boolean;
}

const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

const formats: ReadonlyMap<string, Format> = new Map([
  ["datetime", { looks: "a date and time like `2026-01-31T12:00:00Z`", fits: (text) => isDateTime(text, false) }],
  ["date", { looks: "a date like `2026-01-31`", fits: isDate }],
  ["ipv4", { looks: "an IPv4 address", fits: isIpv4 }],
  ["ipv6", { looks: "an IPv6 address", fits: isIpv6 }],
  ["cidr", { looks: "a range of addresses like `10.0.0.0/8`", fits: isCidr }],
  ["uuid", { looks: "a UUID", fits: (text) => uuid.test(text) }],
  ["uri", { looks: "a URI", fits: (text) => /^(?:[a-z][a-z0-9+.-]*:|\/)\S*$/i.test(text) }],
  ["email", { looks: "an address like `me@example.com`", fits: (text) => /^[^@]+@[^@\s]+$/.test(text) }],
  ["mac", { looks: "a MAC address", fits: (text) => /^[0-9a-f]{2}(?:[:.-]?[0-9a-f]{2}){5,19}$/i.test(text) }],
]);
