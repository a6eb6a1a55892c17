// Passwords hashed, derived and encrypted. What is salted anew at each install is a placeholder.

import { byteLength, fromBytes, toBytes } from "../go-string.ts";
import type { CallContext } from "../function.ts";
import { literal, unionOf } from "../value.ts";
import type { Traced } from "../value.ts";
import { decryptBlocks, encryptBlocks } from "./aes.ts";
import { fixed, text } from "./define.ts";
import type { Family } from "./define.ts";
import { decodeBase64, encodeBase64 } from "./encoding.ts";
import { digits, generated, letters, sourceOf } from "./placeholder.ts";

const BLOCK = 16;
const PASSWORD_LIMIT = 72;
const lowVowels = "aeiou";
const lowConsonants = "bcdfghjklmnpqrstvwxyz";

/** The first template of each type of the Master Password algorithm: what stands at each place. */
const shapes: Readonly<Record<string, string>> = {
  maximum: "anoxxxxxxxxxxxxxxxxx",
  long: "CvcvnoCvcvCvcv",
  medium: "CvcnoCvc",
  short: "Cvcn",
  basic: "aaanaaan",
  pin: "nnnn",
};
const classes: Readonly<Record<string, string>> = {
  C: lowConsonants.toUpperCase(),
  c: lowConsonants,
  v: lowVowels,
  a: letters,
  n: digits,
  o: "@%?,=[]_:-+*$#!^~;()/.",
  x: letters + digits + "!@#$%^*()",
};

export const secrets: Family = {
  bcrypt: fixed(["string"], (args, context) => generated(bcrypt(text(args[0]).value, args, context), args)),
  htpasswd: fixed(["string", "string"], (args, context) => {
    const user = text(args[0]).value;
    if (user.includes(":")) return { value: `invalid username: ${user}`, trace: unionOf([args[0]!]) };
    return generated(`${user}:${bcrypt(text(args[1]).value, args, context)}`, args);
  }),
  derivePassword: fixed(["uint", "string", "string", "string", "string"], (args, context) => {
    const type = text(args[1]).value;
    const shape = Object.hasOwn(shapes, type) ? shapes[type]! : undefined;
    if (shape === undefined) return { value: `cannot find password template ${type}`, trace: unionOf([args[1]!]) };
    const source = sourceOf(args, context);
    return generated(Array.from(shape, (place) => source.characters(classes[place]!, 1)).join(""), args);
  }),
  encryptAES: fixed(["string", "string"], (args, context) => {
    const plain = toBytes(text(args[1]).value);
    if (plain.length === 0) return literal("");
    const padding = BLOCK - (plain.length % BLOCK);
    const padded = Uint8Array.from([...plain, ...Array<number>(padding).fill(padding)]);
    const iv = sourceOf(args, context).bytes(BLOCK);
    return generated(encodeBase64(Uint8Array.from([...iv, ...encryptBlocks(keyOf(args[0]), iv, padded)])), args);
  }),
  decryptAES: fixed(["string", "string"], (args, context) => ({ value: decrypted(args, context), trace: unionOf(args) })),
};

/** A placeholder: cost 10, salt and hash. */
function bcrypt(password: string, args: readonly Traced[], context: CallContext): string {
  if (byteLength(password) > PASSWORD_LIMIT)
    return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
  return "$2a$10$" + sourceOf(args, context).characters(`./${letters}${digits}`, 53);
}

function decrypted([password, encrypted]: readonly Traced[], context: CallContext): string {
  if (text(encrypted).value === "") return "";
  const bytes = decodeBase64(text(encrypted).value);
  if (typeof bytes === "number") return context.fail(`illegal base64 data at input byte ${bytes}`);
  if (bytes.length < BLOCK)
    return context.fail(
      `runtime error: slice bounds out of range [:${BLOCK}] with capacity ${capacityOf(text(encrypted).value)}`,
    );
  if (bytes.length % BLOCK !== 0) return context.fail("crypto/cipher: input not full blocks");
  const plain = decryptBlocks(keyOf(password), bytes.slice(0, BLOCK), bytes.slice(BLOCK));
  if (plain.length === 0) return context.fail("runtime error: index out of range [-1]");
  const end = plain.length - plain.at(-1)!;
  return end < 0 ? context.fail(`runtime error: slice bounds out of range [:${end}]`) : fromBytes(plain.slice(0, end));
}

/** What Go's decoder reserves: three bytes for four characters. */
function capacityOf(encoded: string): number {
  return Math.floor(encoded.length / 4) * 3;
}

/** The first 32 bytes, filled with zeros. */
function keyOf(password: Traced | undefined): Uint8Array {
  const key = new Uint8Array(32);
  key.set(toBytes(text(password).value).slice(0, 32));
  return key;
}
