// Says what is wrong with an IP address in the words of Go's net/netip.

import { quote } from "./go-quote.ts";

/** A text that is no address; undefined: it is an IPv4 or IPv6 address, the latter with or without a zone. */
export function addressProblem(text: string): string | undefined {
  const mark = /[.:%]/.exec(text)?.[0];
  if (mark === "%") return said(text, "missing IPv6 address");
  if (mark === undefined) return said(text, "unable to parse IP");
  const fault = mark === "." ? faultInIpv4(text) : faultInIpv6(text);
  return fault && said(text, ...fault);
}

/** What is wrong, and the rest of the text where that shows. */
type AddressFault = readonly [message: string, at?: string];

function said(text: string, message: string, at = ""): string {
  return `ParseAddr(${quote(text)}): ${message}${at === "" ? "" : ` (at ${quote(at)})`}`;
}

function faultInIpv4(text: string): AddressFault | undefined {
  let [fields, digits, value] = [0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c >= "0" && c <= "9") {
      if (digits === 1 && value === 0) return ["IPv4 field has octet with leading zero"];
      value = value * 10 + Number(c);
      digits++;
      if (value > 255) return ["IPv4 field has value >255"];
    } else if (c !== ".") return ["unexpected character", text.slice(i)];
    else {
      if (digits === 0 || i === text.length - 1) return ["IPv4 field must have at least one digit", text.slice(i)];
      if (fields === 3) return ["IPv4 address too long"];
      fields++;
      [digits, value] = [0, 0];
    }
  }
  return fields < 3 ? ["IPv4 address too short"] : undefined;
}

const GROUPS = 8;

function faultInIpv6(whole: string): AddressFault | undefined {
  const percent = whole.indexOf("%");
  if (percent >= 0 && percent === whole.length - 1) return ["zone must be a non-empty string"];
  const address = percent < 0 ? whole : whole.slice(0, percent);
  let hasGap = address.startsWith("::");
  let rest = hasGap ? address.slice(2) : address;
  if (hasGap && rest === "") return undefined;
  let groups = 0;
  while (groups < GROUPS) {
    const hex = /^[0-9a-fA-F]*/.exec(rest)![0];
    if (hex.length > 4) return ["each group must have 4 or less digits", rest];
    if (hex === "") return ["each colon-separated field must have at least one digit", rest];
    if (rest.charAt(hex.length) === ".") {
      const fault = faultInEmbedded(rest, groups, hasGap);
      if (fault) return fault;
      groups += 2;
      rest = "";
      break;
    }
    groups++;
    rest = rest.slice(hex.length);
    if (rest === "") break;
    if (!rest.startsWith(":")) return ["unexpected character, want colon", rest];
    if (rest === ":") return ["colon must be followed by more characters", rest];
    rest = rest.slice(1);
    if (!rest.startsWith(":")) continue;
    if (hasGap) return ["multiple :: in address", rest];
    hasGap = true;
    rest = rest.slice(1);
    if (rest === "") break;
  }
  if (rest !== "") return ["trailing garbage after address", rest];
  if (groups < GROUPS) return hasGap ? undefined : ["address string too short"];
  return hasGap ? ["the :: must expand to at least one field of zeros"] : undefined;
}

/** An IPv4 address stands for the last two groups. */
function faultInEmbedded(rest: string, groups: number, hasGap: boolean): AddressFault | undefined {
  if (!hasGap && groups !== GROUPS - 2) return ["embedded IPv4 address must replace the final 2 fields of the address", rest];
  if (groups > GROUPS - 2) return ["too many hex fields to fit an embedded IPv4 at the end of the address", rest];
  return faultInIpv4(rest);
}
