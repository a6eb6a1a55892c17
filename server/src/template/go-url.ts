// Takes URLs apart and puts them together as Go's net/url does.

import { quote } from "./go-quote.ts";
import { fromBytes, toBytes } from "./go-string.ts";
import { lower } from "./go-unicode.ts";

export interface Url {
  readonly scheme: string;
  /** What follows the scheme where that is no path. */
  readonly opaque: string;
  readonly user: UserInfo | undefined;
  readonly host: string;
  /** Without its escapes. */
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

export interface UserInfo {
  readonly name: string;
  readonly password: string | undefined;
}

/** The text of the error: `parse "…": why`. */
export interface UrlProblem {
  readonly problem: string;
}

/** The parts in which other characters may stand as they are. */
type Part = "path" | "user" | "host" | "fragment";

const free: Readonly<Record<Part, RegExp>> = {
  path: /^[A-Za-z0-9\-_.~$&+,/:;=@]$/,
  user: /^[A-Za-z0-9\-_.~$&+,;=]$/,
  host: /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]$/,
  fragment: /^[A-Za-z0-9\-_.~$&+,/:;=?@!()*]$/,
};

/** Thrown within this module, and caught in it. */
class UrlError extends Error {}

export function parseUrl(text: string): Url | UrlProblem {
  const hash = text.indexOf("#");
  const before = hash < 0 ? text : text.slice(0, hash);
  let named = before;
  try {
    const url = parseBefore(before);
    named = text;
    return { ...url, fragment: hash < 0 ? "" : unescape(text.slice(hash + 1), "fragment") };
  } catch (error) {
    if (error instanceof UrlError) return { problem: `parse ${quote(named)}: ${error.message}` };
    throw error;
  }
}

export function urlText(url: Url): string {
  const { scheme, opaque, user, host, query, fragment } = url;
  let text = scheme && scheme + ":";
  if (opaque) text += opaque;
  else {
    const hasAuthority = scheme !== "" || host !== "" || user !== undefined;
    if (hasAuthority && (host || url.path || user)) text += "//";
    if (user) text += userText(user) + "@";
    text += escape(host, "host");
    const path = url.path === "*" ? "*" : escape(url.path, "path");
    if (path && !path.startsWith("/") && host) text += "/";
    // A colon in the first segment would make it a scheme.
    if (text === "" && path.split("/")[0]!.includes(":")) text += "./";
    text += path;
  }
  return text + (query && "?" + query) + (fragment && "#" + escape(fragment, "fragment"));
}

export function userText({ name, password }: UserInfo): string {
  return escape(name, "user") + (password === undefined ? "" : ":" + escape(password, "user"));
}

/** The host without its port and brackets. */
export function hostName(host: string): string {
  const bare = host.replace(/:\d*$/, "");
  return /^\[.*\]$/s.test(bare) ? bare.slice(1, -1) : bare;
}

function parseBefore(text: string): Omit<Url, "fragment"> {
  if (hasControl(text)) throw new UrlError("net/url: invalid control character in URL");
  const nothing = { scheme: "", opaque: "", user: undefined, host: "", path: "", query: "" };
  if (text === "*") return { ...nothing, path: "*" };
  const [scheme, behind] = splitScheme(text);
  const mark = behind.indexOf("?");
  const query = mark < 0 ? "" : behind.slice(mark + 1);
  const rest = mark < 0 ? behind : behind.slice(0, mark);
  if (!rest.startsWith("/")) {
    if (scheme) return { ...nothing, scheme, opaque: rest, query };
    if (rest.split("/")[0]!.includes(":")) throw new UrlError("first path segment in URL cannot contain colon");
  }
  const hasAuthority = rest.startsWith("//") && (scheme !== "" || !rest.startsWith("///"));
  if (!hasAuthority) return { ...nothing, scheme, path: unescape(rest, "path"), query };
  const slash = rest.indexOf("/", 2);
  const authority = rest.slice(2, slash < 0 ? rest.length : slash);
  return {
    ...nothing,
    scheme,
    ...parseAuthority(scheme, authority),
    path: unescape(slash < 0 ? "" : rest.slice(slash), "path"),
    query,
  };
}

function splitScheme(text: string): readonly [scheme: string, rest: string] {
  if (text.startsWith(":")) throw new UrlError("missing protocol scheme");
  const match = /^([A-Za-z][A-Za-z0-9+\-.]*):(.*)$/s.exec(text);
  return match ? [lower(match[1]!), match[2]!] : ["", text];
}

function parseAuthority(scheme: string, authority: string): { readonly user: UserInfo | undefined; readonly host: string } {
  const at = authority.lastIndexOf("@");
  const host = parseHost(scheme, authority.slice(at + 1));
  if (at < 0) return { user: undefined, host };
  const info = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(info)) throw new UrlError("net/url: invalid userinfo");
  const colon = info.indexOf(":");
  const name = unescape(colon < 0 ? info : info.slice(0, colon), "user");
  return { user: { name, password: colon < 0 ? undefined : unescape(info.slice(colon + 1), "user") }, host };
}

function parseHost(scheme: string, host: string): string {
  const open = host.lastIndexOf("[");
  if (open > 0) throw new UrlError("invalid IP-literal");
  if (open < 0) {
    // Database URLs list several hosts with their ports.
    const isStrict = scheme === "http" || scheme === "https";
    const colon = isStrict ? host.indexOf(":") : host.lastIndexOf(":");
    if (colon >= 0) checkPort(host.slice(colon));
    return unescape(host, "host");
  }
  const close = host.lastIndexOf("]");
  if (close < 0) throw new UrlError("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const address = unescape(host.slice(1, close), "host");
  if (/^\d+(?:\.\d+){3}$/.test(address)) throw new UrlError("invalid IP-literal");
  if (!isIpv6(address)) throw new UrlError(`invalid host: ParseAddr(${quote(address)}): unable to parse IP`);
  return `[${address}]${port}`;
}

function checkPort(port: string): void {
  if (port !== "" && !/^:\d*$/.test(port)) throw new UrlError(`invalid port ${quote(port)} after host`);
}

/** Groups of hex digits, one run of them left out; the last two may be an IPv4 address; a zone behind `%`. */
function isIpv6(address: string): boolean {
  const plain = address.replace(/%.+$/s, "").replace(/:(\d{1,3}\.){3}\d{1,3}$/, ":0:0");
  const halves = plain.split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  if (halves.length > 2 || !groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

function unescape(text: string, part: Part): string {
  if (part === "host") checkHost(text);
  if (!text.includes("%")) return text;
  const bytes = toBytes(text);
  const plain: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== PERCENT) {
      plain.push(bytes[i]!);
      continue;
    }
    const escaped = fromBytes(bytes.subarray(i, i + 3));
    const isBad = !/^%[0-9A-Fa-f]{2}$/.test(escaped) || (part === "host" && /^%[0-7]/.test(escaped) && escaped !== "%25");
    if (isBad) throw new UrlError(`invalid URL escape ${quote(escaped)}`);
    plain.push(Number.parseInt(escaped.slice(1), 16));
    i += 2;
  }
  return fromBytes(Uint8Array.from(plain));
}

const PERCENT = 0x25;

function checkHost(text: string): void {
  const escape = /%(?![0-9A-Fa-f]{2})/.exec(text)?.index ?? text.length;
  for (const character of text.slice(0, escape))
    if (character !== "%" && character < "\u0080" && !free.host.test(character))
      throw new UrlError(`invalid character ${quote(character)} in host name`);
}

function escape(text: string, part: Part): string {
  return Array.from(toBytes(text), (byte) => {
    const character = String.fromCharCode(byte);
    return free[part].test(character) ? character : "%" + byte.toString(16).toUpperCase().padStart(2, "0");
  }).join("");
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x20 || text.charCodeAt(i) === 0x7f) return true;
  return false;
}
