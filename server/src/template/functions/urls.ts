// URLs taken apart into maps and put together from them.

import type { CallContext } from "../function.ts";
import { kindOf } from "../go-type.ts";
import { hostName, parseUrl, urlText, userText } from "../go-url.ts";
import { deepTrace, plain } from "../traced-text.ts";
import { Dict, literal } from "../value.ts";
import { dict, fixed, text } from "./define.ts";
import type { Family } from "./define.ts";

export const urls: Family = {
  urlParse: fixed(["string"], ([arg], context) => {
    const url = parseUrl(text(arg).value);
    if ("problem" in url) return context.fail(`unable to parse url: ${url.problem}`);
    const { scheme, host, path, query, opaque, fragment } = url;
    const userinfo = url.user ? userText(url.user) : "";
    const parts = { scheme, host, hostname: hostName(host), path, query, opaque, fragment, userinfo };
    const entries = Object.entries(parts).map(([key, value]) => [key, { value, trace: plain(arg!.trace) }] as const);
    return { value: new Dict(new Map(entries)), trace: arg!.trace };
  }),
  urlJoin: fixed(["map[string]interface {}"], ([arg], context) => {
    const parts = dict(arg) ?? new Dict(new Map());
    const [scheme, host, path, query, opaque, fragment, userinfo] = keys.map((key) => partOf(parts, key, context));
    const url = { scheme: scheme!, host: host!, path: path!, query: query!, opaque: opaque!, fragment: fragment! };
    return { value: urlText({ ...url, user: userOf(userinfo!, context) }), trace: deepTrace(arg!) };
  }),
  // Helm lets no template ask the network.
  getHostByName: fixed(["string"], () => literal("")),
};

const keys = ["scheme", "host", "path", "query", "opaque", "fragment", "userinfo"] as const;

function partOf(parts: Dict, key: string, context: CallContext): string {
  const entry = parts.entries.get(key);
  if (!entry) return "";
  if (typeof entry.value === "string") return entry.value;
  if (entry.value === null) return context.fail("runtime error: invalid memory address or nil pointer dereference");
  return context.fail(`unable to parse ${key} key, must be of type string, but ${kindOf(entry.value)} found`);
}

function userOf(userinfo: string, context: CallContext) {
  if (userinfo === "") return undefined;
  const url = parseUrl(`proto://${userinfo}@host`);
  return "problem" in url ? context.fail(`unable to parse userinfo in dict: ${url.problem}`) : url.user;
}
