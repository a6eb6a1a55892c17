// Signatures and descriptions of the functions that templates can call.

import { dataDocs } from "./docs-data.ts";
import { otherDocs } from "./docs-other.ts";
import { textDocs } from "./docs-text.ts";

export interface FunctionDoc {
  /** `trunc LENGTH TEXT`: the last argument is the one that a pipeline hands over. `…` behind one: any number of them. */
  readonly signature: string;
  readonly parameters: readonly string[];
  /** Markdown: a sentence or two. */
  readonly text: string;
}

/** Undefined where no such function is known. */
export function functionDoc(name: string): FunctionDoc | undefined {
  return docs.get(name) ?? strict(name) ?? renamed(name);
}

const docs: ReadonlyMap<string, FunctionDoc> = new Map(
  [textDocs, dataDocs, otherDocs].flatMap((table) => table.trim().split("\n").map(read)),
);

/** A line is `name ARGUMENTS | description`. */
function read(line: string): readonly [string, FunctionDoc] {
  const [signature = "", text = ""] = line.split(" | ");
  const [name = "", ...parameters] = signature.split(" ");
  return [name, { signature, parameters, text }];
}

/** `mustRegexFind` is `regexFind` that ends the render where the other gives something empty. */
function strict(name: string): FunctionDoc | undefined {
  const plain = /^must_?(.+)$/.exec(name)?.[1];
  const doc = plain && functionDoc(plain[0]!.toLowerCase() + plain.slice(1));
  if (!doc) return undefined;
  const { parameters, text } = doc;
  return {
    parameters,
    signature: [name, ...parameters].join(" "),
    text: `${text}. What can't be done ends the render with an error`,
  };
}

/** Other spellings. */
function renamed(name: string): FunctionDoc | undefined {
  const other = others[name];
  const doc = other === undefined ? undefined : docs.get(other);
  return doc && { ...doc, signature: [name, ...doc.parameters].join(" "), text: `${doc.text}. The same as \`${other}\`` };
}

const others: Readonly<Record<string, string>> = {
  date_in_zone: "dateInZone",
  date_modify: "dateModify",
  trimall: "trimAll",
  push: "append",
  tuple: "list",
};
