// Certificates and private keys: placeholders in PEM, of the size that real ones have.

import type { CallContext, ParamType, TemplateFunction } from "../function.ts";
import { fromBytes } from "../go-string.ts";
import { textOf } from "../go-print.ts";
import { unionOf } from "../value.ts";
import type { Struct, Traced } from "../value.ts";
import { fixed, list, text } from "./define.ts";
import type { Family } from "./define.ts";
import { decodeBase64, encodeBase64 } from "./encoding.ts";
import { generated, sourceOf } from "./placeholder.ts";
import type { Source } from "./placeholder.ts";

const certificate = "sprig.certificate";
const names: readonly ParamType[] = ["string", "[]interface {}", "[]interface {}", "int"];

/** How many bytes the encoded keys have. */
const keySizes: Readonly<Record<string, readonly [title: string, bytes: number]>> = {
  "": ["RSA PRIVATE KEY", 2348],
  rsa: ["RSA PRIVATE KEY", 2348],
  dsa: ["DSA PRIVATE KEY", 857],
  ecdsa: ["EC PRIVATE KEY", 121],
  ed25519: ["PRIVATE KEY", 48],
};
const CERTIFICATE_BYTES = 800;
const RSA_2048_BYTES = 1190;

export const certificates: Family = {
  genPrivateKey: fixed(["string"], (args, context) => {
    const type = text(args[0]).value;
    const size = Object.hasOwn(keySizes, type) ? keySizes[type] : undefined;
    if (!size) return { value: `Unknown type ${type}`, trace: unionOf(args) };
    return generated(pem(size[0], size[1], sourceOf(args, context)), args);
  }),
  genCA: issuing(["string", "int"]),
  genCAWithKey: issuing(["string", "int", "string"], 2),
  genSelfSignedCert: issuing(names),
  genSelfSignedCertWithKey: issuing([...names, "string"], 4),
  genSignedCert: issuing([...names, certificate]),
  genSignedCertWithKey: issuing([...names, certificate, "string"], 5),
  buildCustomCert: fixed(["string", "string"], (args, context) => {
    const cert = decoded(text(args[0]), "unable to decode base64 certificate", context);
    const key = decoded(text(args[1]), "unable to decode base64 private key", context);
    checkCertificate(cert, context);
    const problem = keyProblem(key);
    if (problem) return context.fail(`error parsing private key: ${problem}`);
    return { value: struct(cert, key, args), trace: unionOf(args) };
  }),
};

/** `keyAt`: where the private key is among the arguments; else one is made. */
function issuing(params: readonly ParamType[], keyAt?: number): TemplateFunction {
  return fixed(params, (args, context) => {
    const given = keyAt === undefined ? undefined : text(args[keyAt]).value;
    const problem = given === undefined ? undefined : keyProblem(given);
    if (problem) return context.fail(`parsing private key: ${problem}`);
    if (params[4] === certificate) checkSigner(args[4]!, context);
    if (params[1] !== "int") checkNames(args, context);
    const source = sourceOf(args, context);
    const cert = pem("CERTIFICATE", CERTIFICATE_BYTES, source);
    const key = given ?? pem("RSA PRIVATE KEY", RSA_2048_BYTES, source);
    const value = struct(cert, key, args);
    const fields = [...value.fields].map(([name, field]) => [name, generated(field.value, args)] as const);
    return generated({ ...value, fields: new Map(fields) }, args);
  });
}

function struct(cert: string, key: string, args: readonly Traced[]): Struct {
  const trace = unionOf(args);
  const fields = new Map([
    ["Cert", { value: cert, trace }],
    ["Key", { value: key, trace }],
  ]);
  return { struct: certificate, fields, methods: new Map() };
}

/** In lines of 64 characters, a sequence of ASN.1 by its first bytes. */
function pem(title: string, size: number, source: Source): string {
  const body = Uint8Array.from([0x30, 0x82, (size - 4) >> 8, (size - 4) & 0xff, ...source.bytes(size - 4)]);
  const lines = encodeBase64(body).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${title}-----`, ...lines, `-----END ${title}-----`, ""].join("\n");
}

function checkSigner(signer: Traced, context: CallContext): void {
  const { fields } = signer.value as Struct; // the engine has checked its type
  checkCertificate(textOf(fields.get("Cert")!.value), context);
  const problem = keyProblem(textOf(fields.get("Key")!.value));
  if (problem) context.fail(`error parsing private key: ${problem}`);
}

/** Addresses and host names must be strings, and addresses must be some. */
function checkNames(args: readonly Traced[], context: CallContext): void {
  for (const { value } of list(args[1]).items) {
    if (typeof value !== "string") context.fail(`error parsing ip: ${textOf(value)} is not a string`);
    else if (!isAddress(value)) context.fail(`error parsing ip: ${value}`);
  }
  for (const { value } of list(args[2]).items)
    if (typeof value !== "string") context.fail(`error processing alternate dns name: ${textOf(value)} is not a string`);
}

function isAddress(value: string): boolean {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(value)) return value.split(".").every((part) => Number(part) < 256 && !/^0\d/.test(part));
  const groups = value.split(":");
  return groups.length > 2 && groups.length < 9 && /^[0-9A-Fa-f:.]+$/.test(value);
}

/** Only what a placeholder could be taken for is looked at, not the contents. */
function checkCertificate(source: string, context: CallContext): void {
  const block = blockOf(source);
  if (!block) return context.fail("unable to decode certificate");
  if (block.bytes[0] !== 0x30) context.fail("error parsing certificate: decodedCert.Bytes: x509: malformed certificate");
}

function keyProblem(source: string): string | undefined {
  const block = blockOf(source);
  if (!block) return "no PEM data in input";
  if (block.title === "PRIVATE KEY") return undefined;
  const type = /^(.*) PRIVATE KEY$/.exec(block.title)?.[1];
  if (type === undefined) return `no private key data in PEM block of type ${block.title}`;
  return ["RSA", "EC", "DSA"].includes(type) ? undefined : `invalid private key type ${type}`;
}

/** The first block of the text. */
function blockOf(source: string): { readonly title: string; readonly bytes: Uint8Array } | undefined {
  const match = /^-----BEGIN ([^\n-]+)-----[ \t]*\r?\n([^-]*)-----END \1-----/m.exec(source);
  const bytes = match ? decodeBase64(match[2]!.replace(/\s/g, "").replace(/^.*:.*$/gm, "")) : 0;
  return match && typeof bytes !== "number" ? { title: match[1]!, bytes } : undefined;
}

function decoded(encoded: Traced<string>, problem: string, context: CallContext): string {
  const bytes = decodeBase64(encoded.value);
  return typeof bytes === "number" ? context.fail(problem) : fromBytes(bytes);
}
