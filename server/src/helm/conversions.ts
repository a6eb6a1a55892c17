// The template functions that turn values into YAML and JSON, and back.

import type { CallContext, TemplateFunction } from "../template/function.ts";
import { fixed, made, text } from "../template/functions/define.ts";
import type { Family } from "../template/functions/define.ts";
import { Dict, List, literal } from "../template/value.ts";
import type { Traced, Value } from "../template/value.ts";
import { JsonError, writeJson } from "./go-json.ts";
import type { JsonStyle } from "./go-json.ts";
import { writeYaml } from "./go-yaml.ts";
import { yamlV3 } from "./go-yaml-pretty.ts";
import { JsonSyntaxError, readJson } from "./read-json.ts";
import { jsonKind, readYaml, YamlError } from "./read-yaml.ts";
import { spanTraces } from "./span-trace.ts";

const any = "interface {}";

export const conversions: Family = {
  toYaml: quietly(yaml),
  mustToYaml: loudly(yaml),
  toYamlPretty: quietly((arg, { spend }) => writeYaml(arg, yamlV3, spend)),
  toJson: quietly(json({ escapesHtml: true })),
  mustToJson: loudly(json({ escapesHtml: true })),
  toPrettyJson: quietly(json({ escapesHtml: true, indent: "  " })),
  mustToPrettyJson: loudly(json({ escapesHtml: true, indent: "  " })),
  toRawJson: loudly(json({ escapesHtml: false })),
  mustToRawJson: loudly(json({ escapesHtml: false })),
  fromYaml: readingMap(fromYaml, YamlError),
  fromYamlArray: readingList(fromYaml, YamlError),
  fromJson: readingMap(fromJson, JsonSyntaxError),
  fromJsonArray: readingList(fromJson, JsonSyntaxError),
  mustFromJson: fixed(["string"], ([arg], context) => attempt(context, () => fromJson(text(arg)))),
};

type Write = (arg: Traced, context: CallContext) => Traced<string>;

/** Writes nothing where the value cannot be written. */
function quietly(write: Write): TemplateFunction {
  return fixed([any], ([arg = literal(null)], context) => {
    try {
      return write(arg, context);
    } catch (error) {
      if (error instanceof JsonError) return made("", [arg]);
      throw error;
    }
  });
}

function loudly(write: Write): TemplateFunction {
  return fixed([any], ([arg = literal(null)], context) => attempt(context, () => write(arg, context)));
}

function attempt<T>(context: CallContext, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof JsonError || error instanceof JsonSyntaxError) context.fail(error.message);
    throw error;
  }
}

function yaml(arg: Traced, { spend }: CallContext): Traced<string> {
  return writeYaml(arg, undefined, spend);
}

function json(style: JsonStyle): Write {
  return (arg, { spend }) => made(writeJson(arg.value, { ...style, spend }), [arg]);
}

type Read = (arg: Traced<string>) => Traced;
type Refusal = typeof YamlError | typeof JsonSyntaxError;

function fromYaml(arg: Traced<string>): Traced {
  return readYaml(arg.value, { traceOf: spanTraces(arg) });
}

function fromJson(arg: Traced<string>): Traced {
  return readJson(arg.value, spanTraces(arg));
}

/** A text that is no map gives one that says why, under `Error`. From JSON's null comes Go's nil map, from YAML's an empty one. */
function readingMap(read: Read, refusal: Refusal): TemplateFunction {
  return fixed(["string"], ([arg]) => {
    const { value, trace } = readWanted(read, text(arg), refusal, "map[string]interface {}", (found) => found instanceof Dict);
    if (value instanceof Dict) return { value, trace };
    if (value === null) return { value: new Dict(new Map(), any, undefined, refusal === JsonSyntaxError), trace };
    return { value: new Dict(new Map([["Error", { value, trace }]])), trace };
  });
}

/** A text that is no list gives one that says why. */
function readingList(read: Read, refusal: Refusal): TemplateFunction {
  return fixed(["string"], ([arg]) => {
    const { value, trace } = readWanted(read, text(arg), refusal, "[]interface {}", (found) => found instanceof List);
    if (value instanceof List) return { value, trace };
    if (value === null) return { value: new List([], any, undefined, refusal === JsonSyntaxError), trace };
    return { value: new List([{ value, trace }]), trace };
  });
}

/** What the text holds where that is wanted, or null; else why not. */
function readWanted(
  read: Read,
  arg: Traced<string>,
  refusal: Refusal,
  type: string,
  isWanted: (value: Value) => boolean,
): Traced {
  const because = (reason: string) => ({ value: reason, trace: { origins: arg.trace.origins } });
  try {
    const found = read(arg);
    if (found.value === null || isWanted(found.value)) return found;
    const prefix = refusal === YamlError ? "error unmarshaling JSON: while decoding JSON: " : "";
    return because(`${prefix}json: cannot unmarshal ${jsonKind(found.value)} into Go value of type ${type}`);
  } catch (error) {
    if (error instanceof refusal) return because(error.message);
    throw error;
  }
}
