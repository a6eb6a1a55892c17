// Time zones: their offsets and abbreviations at a moment.

/** What a clock in the zone shows. */
export interface Zone {
  /** As time.LoadLocation knows it. */
  readonly name: string;
  readonly at: (seconds: number) => ZoneState;
}

export interface ZoneState {
  /** Seconds east of Greenwich. */
  readonly offset: number;
  /** `CEST`; empty where the zone has no name. */
  readonly abbreviation: string;
}

export const utc: Zone = fixedZone("UTC", 0);

/** Charts are rendered the same everywhere: the local zone is UTC, as it is in a container. */
export const local: Zone = { ...utc, name: "Local" };

export function fixedZone(name: string, offset: number): Zone {
  const state = { offset, abbreviation: name };
  return { name, at: () => state };
}

/** By its name in the time zone database; undefined: there is none of that name. */
export function zoneOf(name: string): Zone | undefined {
  if (name === "" || name === "UTC") return utc;
  if (name === "Local") return local;
  const format = /^[A-Z]/.test(name) ? formatOf(name, "en-US", "longOffset") : undefined;
  return format && { name, at: (seconds) => stateOf(name, format, seconds) };
}

/** There are a few hundred zones; making a format costs far more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, locale: string, style: "longOffset" | "short"): Intl.DateTimeFormat | undefined {
  const key = `${zone} ${locale} ${style}`;
  try {
    const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style });
    formats.set(key, format);
    return format;
  } catch {
    return undefined;
  }
}

function stateOf(zone: string, format: Intl.DateTimeFormat, seconds: number): ZoneState {
  const offset = offsetAt(format, seconds);
  return { offset, abbreviation: abbreviationOf(zone, format, seconds, offset) };
}

function offsetAt(format: Intl.DateTimeFormat, seconds: number): number {
  const [, sign = "+", hours = "0", minutes = "0", rest = "0"] =
    /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?/.exec(nameIn(format, seconds)) ?? [];
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  return sign === "-" ? -size : size;
}

function nameIn(format: Intl.DateTimeFormat, seconds: number): string {
  return format.formatToParts(new Date(seconds * 1000)).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
}

/** English knows the names of zones where English is spoken; of others, the database's are kept here. */
const abbreviations: Readonly<Record<string, string>> = {
  "Asia/Tokyo": "JST",
  "Asia/Seoul": "KST",
  "Asia/Shanghai": "CST",
  "Asia/Hong_Kong": "HKT",
  "Asia/Kolkata": "IST",
  "Asia/Calcutta": "IST",
  "Asia/Karachi": "PKT",
  "Asia/Jakarta": "WIB",
  "Europe/Moscow": "MSK",
  "Africa/Nairobi": "EAT",
  "Africa/Lagos": "WAT",
};

const englishes = ["en-US", "en-GB", "en-AU", "en-NZ", "en-CA", "en-ZA"];

/** A January and a July of the present: long ago, names are missing. */
const present = [1_577_836_800, 1_593_561_600];

function abbreviationOf(zone: string, offsets: Intl.DateTimeFormat, seconds: number, offset: number): string {
  // Before there were zones, clocks went by the sun.
  if (offset % 60 !== 0) return "LMT";
  const known = abbreviations[zone];
  if (known) return known;
  for (const moment of [seconds, ...present]) {
    const name = offsetAt(offsets, moment) === offset ? englishName(zone, moment) : undefined;
    if (name && (name !== "GMT" || offset === 0)) return name;
  }
  const minutes = Math.abs(Math.trunc(offset / 60));
  return (offset < 0 ? "-" : "+") + twoDigits(Math.floor(minutes / 60)) + (minutes % 60 ? twoDigits(minutes % 60) : "");
}

function englishName(zone: string, seconds: number): string | undefined {
  const locales = /^(?:America|Africa|Atlantic|Australia|Canada|Europe|Pacific|US)\//.test(zone) ? englishes : [];
  for (const locale of locales) {
    const format = formatOf(zone, locale, "short");
    const name = format && nameIn(format, seconds).replace("+0", "");
    if (name && /^[A-Z]{3,5}$/.test(name)) return name;
  }
  return undefined;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
