// Finds passwords, keys and tokens in configuration files: properties, YAML, JSON, INI, shell.

import { hasCredentialForm, isCredential, isCredentialName } from "./credential.ts";

export interface ConfigCredential {
  /** The setting that holds it; undefined where it is the entry itself. */
  readonly setting: string | undefined;
}

/** The first secret in an entry of a ConfigMap: the value under its key, or a setting of the file that it is. */
export function credentialIn(key: string, text: string): ConfigCredential | undefined {
  const isFile = text.trimEnd().includes("\n");
  if (!isFile && isCredential(plainName(key), text.trim()) && isPlausible(key, text.trim())) return { setting: undefined };
  if (hasCredentialForm(text) || hasCredentialForm(decoded(text))) return { setting: undefined };
  for (const line of text.slice(0, MOST_TEXT).split("\n")) {
    const setting = comment.test(line) ? undefined : settingIn(line);
    if (setting !== undefined) return { setting };
  }
  return undefined;
}

/** The text that base64 stands for; "" where it is none. */
export function decoded(text: string): string {
  const packed = text.replaceAll(/\s/g, "");
  if (packed.length < SHORTEST_PACKED || packed.length > MOST_TEXT || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return "";
  try {
    return atob(packed);
  } catch {
    return "";
  }
}

const MOST_TEXT = 500_000;
const SHORTEST_PACKED = 32;
const comment = /^\s*(?:#|\/\/|;|--|\*)/;

/** `name: value`, `"name": "value"`, `name=value`; what repeats is bounded, so this takes time linear in the text. */
const pair = /([A-Za-z_][\w.-]{1,80})["']?[ \t]{0,20}[:=][ \t]{0,20}("[^"]{0,300}"|'[^']{0,300}'|[^\s,;"']{1,300})/g;

function settingIn(line: string): string | undefined {
  for (const [, name = "", written = ""] of line.matchAll(pair)) {
    const plain = plainName(name);
    if (!isCredentialName(plain)) continue;
    const isQuoted = /^["']/.test(written);
    const value = isQuoted ? written.slice(1, -1) : written;
    if (!isQuoted && isExpression.test(value)) continue;
    if (isCredential(plain, value) && isPlausible(name, value)) return name;
  }
  return undefined;
}

/** `dbPassword` and `db.password` as the words that they are, so that `secretName` is known for the name of a Secret. */
function plainName(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").replaceAll(".", "_");
}

/** Of code: a call, a field of an object, an index. */
const isExpression = /[()[\]{}<>|&]|^[A-Za-z_]\w*(?:\.\w+)+$/;

/** Filled in later (`${…}`, `$VAR`, `{{`, `<password>`, `%s`, `@PASSWORD@`, `***`), encrypted by SOPS, several words, or a word about the setting. */
function isPlausible(name: string, value: string): boolean {
  if (/^[$%{<@*]|^ENC\[|\$\{|\{\{/.test(value) || value.length < SHORTEST || value.split(/\s+/, 4).length > 3) return false;
  if (words.has(value.toLowerCase()) || value.toLowerCase() === name.toLowerCase() || /^[A-Z][a-z]+$/.test(value)) return false;
  // Of other than passwords, one word is most often the name of something.
  return /passw|pass(?:word|phrase)|pwd/i.test(name) || /\d/.test(value) || (/[a-z]/.test(value) && /[A-Z]/.test(value));
}

const SHORTEST = 3;
const words: ReadonlySet<string> = new Set(
  "string required optional text hidden prompt ask plain md5 bcrypt scram-sha-256 default changed empty undefined password".split(
    " ",
  ),
);
