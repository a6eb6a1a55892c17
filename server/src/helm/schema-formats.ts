// The formats that Helm's schemas may ask for, with the library's words for what is wrong.

import type { FormatCheck } from "../schema/json-schema-node.ts";
import { quoteRune } from "../template/go-quote.ts";
import { hostName, parseUrl, urlText } from "../template/go-url.ts";
import type { Url } from "../template/go-url.ts";
import { email, hostname, ipv4, ipv6 } from "./schema-format-hosts.ts";
import { date, dateTime, duration, period, time } from "./schema-format-times.ts";

/** What net/url has against a URL; undefined: nothing. */
export function urlProblem(text: string): string | undefined {
  const url = parseUrl(text);
  return "problem" in url ? url.problem : undefined;
}

function jsonPointer(text: string): string | undefined {
  if (text === "") return undefined;
  if (!text.startsWith("/")) return "not starting with /";
  return /~(?![01])/.test(text) ? "~ must be followed by 0 or 1" : undefined;
}

function relativeJsonPointer(text: string): string | undefined {
  const digits = /^\d*/.exec(text)![0];
  if (digits === "") return "must start with non-negative integer";
  if (digits.length > 1 && digits.startsWith("0")) return "starts with zero";
  const rest = text.slice(digits.length);
  return rest === "#" ? undefined : jsonPointer(rest);
}

function uuid(text: string): string | undefined {
  const groups = text.split("-");
  if (groups.length !== UUID_LENGTHS.length) return `must have ${UUID_LENGTHS.length} elements`;
  for (const [i, group] of groups.entries()) {
    if (new TextEncoder().encode(group).length !== UUID_LENGTHS[i])
      return `element ${i + 1} must be ${UUID_LENGTHS[i]} characters long`;
    const bad = /[^0-9a-fA-F]/u.exec(group)?.[0];
    if (bad !== undefined) return `non-hex character ${quoted(bad)}`;
  }
  return undefined;
}

const UUID_LENGTHS = [8, 4, 4, 4, 12];

function uri(text: string): string | undefined {
  const url = readUrl(text);
  if (typeof url === "string") return url;
  return url.scheme === "" ? "relative url" : undefined;
}

function uriReference(text: string): string | undefined {
  if (text.includes("\\")) return "contains \\";
  const url = readUrl(text);
  return typeof url === "string" ? url : undefined;
}

function uriTemplate(text: string): string | undefined {
  const url = readUrl(text);
  if (typeof url === "string") return url;
  const written = /^(?:[A-Za-z][A-Za-z0-9+\-.]*:)?(?:\/\/[^/?#]*)?([^?#]*)/s.exec(text)![1]!;
  // Go keeps the path as it was written only where it would write it otherwise.
  if (url.opaque !== "" || written === pathText(url)) return undefined;
  for (const step of url.path.split("/")) {
    const braces = step.replace(/[^{}]/g, "");
    if (!/^(?:\{\})*\{?$/.test(braces)) return "nested curly braces";
    if (braces.length % 2 === 1) return "no matching closing brace";
  }
  return undefined;
}

function pathText({ path }: Url): string {
  return urlText({ scheme: "", opaque: "", user: undefined, host: "", path, query: "", fragment: "" });
}

/** Go does not look into a host that is an IPv6 address. */
function readUrl(text: string): Url | string {
  const url = parseUrl(text);
  if ("problem" in url) return url.problem;
  const name = hostName(url.host);
  if (!name.includes(":")) return url;
  if (!url.host.includes("[") || !url.host.includes("]")) return "ipv6 address not enclosed in brackets";
  const problem = ipv6(name);
  return problem === undefined ? url : `invalid ipv6 address: ${problem}`;
}

function semver(text: string): string | undefined {
  const [, version = "", preRelease, build] = /^([^+-]*)(?:-([^+]*))?(?:\+(.*))?$/s.exec(text) ?? [];
  return buildProblem(build) ?? preReleaseProblem(preRelease) ?? versionProblem(version);
}

function buildProblem(build: string | undefined): string | undefined {
  if (build === undefined) return undefined;
  if (build === "") return "build is empty";
  for (const id of build.split(".")) {
    if (id === "") return "build identifier is empty";
    const bad = badLetter(id);
    if (bad !== undefined) return `invalid character ${quoted(bad)} in build identifier`;
  }
  return undefined;
}

function preReleaseProblem(preRelease: string | undefined): string | undefined {
  for (const id of preRelease?.split(".") ?? []) {
    if (id === "") return "pre-release identifier is empty";
    const bad = badLetter(id);
    if (bad !== undefined) return `invalid character ${quoted(bad)} in pre-release identifier`;
    if (/^0\d+$/.test(id)) return "pre-release numeric identifier starts with zero";
  }
  return undefined;
}

function versionProblem(version: string): string | undefined {
  const numbers = version.split(".");
  if (numbers.length !== 3) return "versionCore must have 3 numbers separated by dot";
  for (const [i, name] of ["major", "minor", "patch"].entries()) {
    const number = numbers[i] ?? "";
    if (number === "") return `${name} is empty`;
    if (number.length > 1 && number.startsWith("0")) return `${name} starts with zero`;
    if (!/^\d+$/.test(number)) return `${name} contains non-digit`;
  }
  return undefined;
}

function badLetter(id: string): string | undefined {
  return /[^0-9a-zA-Z-]/u.exec(id)?.[0];
}

function quoted(letter: string): string {
  return quoteRune(letter.codePointAt(0)!);
}

/** By name. Whatever is no string, or of a format that is not here, passes. */
export const schemaFormats: ReadonlyMap<string, FormatCheck> = new Map<string, FormatCheck>([
  ["json-pointer", jsonPointer],
  ["relative-json-pointer", relativeJsonPointer],
  ["uuid", uuid],
  ["duration", duration],
  ["period", period],
  ["ipv4", ipv4],
  ["ipv6", ipv6],
  ["hostname", hostname],
  ["email", email],
  ["date", date],
  ["time", time],
  ["date-time", dateTime],
  ["uri", uri],
  ["iri", uri],
  ["uri-reference", uriReference],
  ["iri-reference", uriReference],
  ["uri-template", uriTemplate],
  ["semver", semver],
]);
