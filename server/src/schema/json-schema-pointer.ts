// Places in schemas: JSON pointers, and the URLs that lead to them.

import { memo } from "../base/memo.ts";
import { isArray, isObject } from "./json-schema-value.ts";
import type { JsonValue } from "./json-schema-value.ts";

/** A document and a place in it; `pointer` is a JSON pointer without a `#`. */
export interface Location {
  readonly url: string;
  readonly pointer: string;
}

/** What a reference leads to: a document or an embedded schema, and the unescaped part behind the `#`. */
export interface Reference {
  readonly url: string;
  readonly fragment: string;
}

/** A URL that cannot be read. */
export interface BadUrl {
  readonly url: string;
  /** The escape that is none; undefined: see `urlProblem` of the options. */
  readonly escape?: string;
  readonly reason?: string;
}

/** What is wrong with a URL, in the words of whoever reads URLs; undefined: nothing. */
export type UrlProblem = (url: string) => string | undefined;

export function below(pointer: string, step: string): string {
  return `${pointer}/${escapeStep(step)}`;
}

export function pointerTo(steps: readonly string[]): string {
  return steps.map((step) => `/${escapeStep(step)}`).join("");
}

export function locationText({ url, pointer }: Location): string {
  return `${url}#${escapePath(pointer)}`;
}

/** Whether each tilde stands for something. */
export function isPointer(pointer: string): boolean {
  return !/~(?![01])/.test(pointer);
}

/** The value at a pointer. What was looked up in a document is remembered: its places are asked for one below the other. */
export function lookUp(root: JsonValue, pointer: string): JsonValue | undefined {
  const known = typeof root === "object" && root !== null ? places(root) : new Map<string, JsonValue | undefined>();
  return lookUpIn(root, pointer, known);
}

const places = memo((_root: object) => new Map<string, JsonValue | undefined>());

function lookUpIn(root: JsonValue, pointer: string, known: Map<string, JsonValue | undefined>): JsonValue | undefined {
  const slash = pointer.lastIndexOf("/");
  // What stands before the first slash is no step.
  if (slash < 0) return root;
  if (known.has(pointer)) return known.get(pointer);
  const parent = lookUpIn(root, pointer.slice(0, slash), known);
  const found = parent === undefined ? undefined : childOf(parent, pointer.slice(slash + 1));
  known.set(pointer, found);
  return found;
}

function childOf(at: JsonValue, written: string): JsonValue | undefined {
  const step = written.includes("~") ? written.replaceAll("~1", "/").replaceAll("~0", "~") : written;
  if (isObject(at)) return at.get(step);
  return isArray(at) && /^[+-]?\d+$/.test(step) ? at[Number(step)] : undefined;
}

/** Splits at the first `#`. */
export function splitUrl(text: string): readonly [url: string, fragment: string] {
  const hash = text.indexOf("#");
  return hash < 0 ? [text, ""] : [text.slice(0, hash), text.slice(hash + 1)];
}

export function splitReference(text: string): Reference | BadUrl {
  const [url, written] = splitUrl(text);
  const bad = /%(?![0-9A-Fa-f]{2}).{0,2}/su.exec(written);
  if (bad) return { url: text, escape: bad[0] };
  return { url, fragment: written.includes("%") ? unescapePath(written) : written };
}

/** The reference `text` seen from `base` (RFC 3986, section 5.2). */
export function joinUrl(base: string, text: string, problem: UrlProblem): Reference | BadUrl {
  const reference = splitReference(text);
  if (!("fragment" in reference)) return reference;
  for (const url of [base, reference.url]) {
    const reason = problem(url);
    if (reason !== undefined) return { url, reason };
  }
  return { url: resolveUrl(parse(base), parse(reference.url)), fragment: reference.fragment };
}

interface Parts {
  /** With its colon, in small letters. */
  readonly scheme: string;
  /** With its slashes; "" where there is none. */
  readonly authority: string;
  readonly path: string;
  /** With its question mark. */
  readonly query: string;
}

function parse(url: string): Parts {
  const [, scheme = "", authority = "", path = "", query = ""] =
    /^([A-Za-z][A-Za-z0-9+\-.]*:)?(\/\/[^/?]*)?([^?]*)(\?.*)?$/s.exec(url) ?? [];
  return { scheme: scheme.toLowerCase(), authority, path: withEscapes(path), query: query === "?" ? "" : query };
}

/** A path with letters that need an escape is escaped anew; others stay as they are written. */
function withEscapes(path: string): string {
  if (/^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]%/]*$/.test(path)) return path;
  return escape(unescapePath(path), /[A-Za-z0-9\-_.~$&+,/:;=@]/);
}

function resolveUrl(base: Parts, reference: Parts): string {
  const { scheme, authority, path, query } = reference;
  // `urn:x` has no path that another could be relative to.
  const isOpaque = (url: Parts) => url.scheme !== "" && url.authority === "" && !url.path.startsWith("/");
  if (scheme !== "") return isOpaque(reference) ? scheme + path + query : urlText({ ...reference, path: withoutDots(path) });
  if (isOpaque(base)) return base.scheme + base.path + (path === "" && query === "" ? base.query : query);
  if (authority !== "") return urlText({ scheme: base.scheme, authority, path: withoutDots(path), query });
  const full = path === "" ? base.path : path.startsWith("/") ? path : base.path.slice(0, base.path.lastIndexOf("/") + 1) + path;
  return urlText({ ...base, path: withoutDots(full), query: path === "" && query === "" ? base.query : query });
}

function urlText({ scheme, authority, path, query }: Parts): string {
  return scheme + authority + path + query;
}

function withoutDots(path: string): string {
  if (path === "") return "";
  const kept: string[] = [];
  const steps = path.split("/");
  for (const step of steps) {
    if (step === "..") kept.pop();
    else if (step !== ".") kept.push(step);
  }
  const last = steps.at(-1);
  if (last === "." || last === "..") kept.push("");
  return `/${kept.join("/").replace(/^\//, "")}`;
}

function escapeStep(step: string): string {
  return step.includes("~") || step.includes("/") ? step.replaceAll("~", "~0").replaceAll("/", "~1") : step;
}

/** url.PathEscape of each step. */
function escapePath(pointer: string): string {
  if (/^[A-Za-z0-9\-_.~$&+:=@/]*$/.test(pointer)) return pointer;
  return escape(pointer, /[A-Za-z0-9\-_.~$&+:=@/]/);
}

function escape(text: string, free: RegExp): string {
  return Array.from(new TextEncoder().encode(text), (byte) => {
    const letter = String.fromCharCode(byte);
    return free.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

function unescapePath(text: string): string {
  const bytes: number[] = [];
  const written = new TextEncoder().encode(text);
  for (let i = 0; i < written.length; i++) {
    const byte = written[i]!;
    if (byte !== PERCENT) bytes.push(byte);
    else {
      bytes.push(Number.parseInt(String.fromCharCode(written[i + 1]!, written[i + 2]!), 16));
      i += 2;
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

const PERCENT = 0x25;
