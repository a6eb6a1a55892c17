// The formats of addresses: hosts, IP addresses and email.

import { quote, quoteRune } from "../template/go-quote.ts";
import { byteLength } from "../template/go-string.ts";
import { addressProblem } from "../template/go-ip.ts";

export function ipv4(text: string): string | undefined {
  const groups = text.split(".");
  if (groups.length !== 4) return "expected four decimals";
  for (const group of groups) {
    if (group.length > 1 && group.startsWith("0")) return "leading zeros";
    const number = atoi(group);
    if (typeof number === "string") return number;
    if (number < 0 || number > 255) return "decimal must be between 0 and 255";
  }
  return undefined;
}

export function ipv6(text: string): string | undefined {
  if (!text.includes(":")) return "missing colon";
  const problem = addressProblem(text);
  if (problem !== undefined) return problem;
  return text.includes("%") ? "zone id is not a part of ipv6 address" : undefined;
}

export function hostname(text: string): string | undefined {
  const name = text.replace(/\.$/, "");
  if (byteLength(name) > 253) return "more than 253 characters long";
  for (const label of name.split(".")) {
    const length = byteLength(label);
    if (length < 1 || length > 63) return "label must be 1 to 63 characters long";
    if (label.startsWith("-")) return "label starts with hyphen";
    if (label.endsWith("-")) return "label ends with hyphen";
    const bad = /[^a-zA-Z0-9-]/u.exec(label)?.[0];
    if (bad !== undefined) return invalid(bad);
  }
  return undefined;
}

export function email(text: string): string | undefined {
  // The library counts to 254 and says 255.
  if (byteLength(text) > 254) return "more than 255 characters long";
  const at = text.lastIndexOf("@");
  if (at < 0) return "missing @";
  return localProblem(text.slice(0, at)) ?? domainProblem(text.slice(at + 1));
}

function localProblem(local: string): string | undefined {
  if (byteLength(local) > 64) return "local part more than 64 characters long";
  if (local.length > 1 && local.startsWith('"') && local.endsWith('"'))
    return /[\\"]/.test(local.slice(1, -1)) ? "backslash and quote are not allowed within quoted local part" : undefined;
  if (local.startsWith(".")) return "starts with dot";
  if (local.endsWith(".")) return "ends with dot";
  if (local.includes("..")) return "consecutive dots";
  const bad = /[^a-zA-Z0-9.!#$%&'*+\-/=?^_`{|}~]/u.exec(local)?.[0];
  return bad === undefined ? undefined : invalid(bad);
}

function domainProblem(domain: string): string | undefined {
  if (domain.startsWith("[") && domain.endsWith("]")) {
    const address = domain.slice(1, -1);
    const version = address.startsWith("IPv6:") ? "ipv6" : "ipv4";
    const problem = version === "ipv6" ? ipv6(address.slice("IPv6:".length)) : ipv4(address);
    return problem === undefined ? undefined : `invalid ${version} address: ${problem}`;
  }
  const problem = hostname(domain);
  return problem === undefined ? undefined : `invalid domain: ${problem}`;
}

function invalid(letter: string): string {
  return `invalid character ${quoteRune(letter.codePointAt(0)!)}`;
}

/** strconv.Atoi: the number, or Go's error. */
export function atoi(text: string): number | string {
  if (!/^[+-]?\d+$/.test(text)) return `strconv.Atoi: parsing ${quote(text)}: invalid syntax`;
  const number = Number(text);
  // Nobody asks for numbers of this size but to refuse them.
  return Math.abs(number) > 9.3e18 ? `strconv.Atoi: parsing ${quote(text)}: value out of range` : number;
}
