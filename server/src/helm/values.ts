// What the user gives for a chart's values: files and assignments, in Helm's order.

import { Dict, literal } from "../template/value.ts";
import type { Traced } from "../template/value.ts";
import { copyOf } from "./coalesce.ts";
import { isMap, mergeMaps, mergeTwo } from "./merge-maps.ts";
import { Place } from "./place.ts";
import { JsonSyntaxError, readJson } from "./read-json.ts";
import { readYamlMaps, YamlError } from "./read-yaml.ts";
import { SetError, setValues } from "./set.ts";
import type { SetKind } from "./set.ts";

/** A values set. All parts may be left out. */
export interface ValuesInput {
  /** `-f`, in order. `path` is what origins and messages call it. */
  readonly files?: readonly { readonly path: string; readonly text: string }[];
  readonly setJson?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setFile?: readonly string[];
  readonly setLiteral?: readonly string[];
  /** The text of a file that `setFile` names; throws an Error with what is wrong with it. */
  readonly readFile?: (path: string) => string;
}

/** A values file or an assignment that cannot be used: Helm's text. */
export class ValuesError extends Error {
  readonly file: string | undefined;
  readonly offset: number;

  constructor(message: string, file?: string, offset = 0) {
    super(message);
    this.file = file;
    this.offset = offset;
  }
}

/** Files first, then assignments; whatever is given later wins. Throws a ValuesError. */
export function mergeValues(input: ValuesInput): Traced<Dict> {
  let values: Traced<Dict> = literal(new Dict(new Map()));
  for (const { path, text } of input.files ?? []) values = mergeTwo(values, readFile(path, text));
  values = copyOf(values);
  for (const text of input.setJson ?? []) values = setJson(text, values);
  const assign = (texts: readonly string[] | undefined, kind: SetKind) => {
    for (const text of texts ?? []) setInto(text, kind, values.value, input.readFile);
  };
  assign(input.set, "--set");
  assign(input.setString, "--set-string");
  assign(input.setFile, "--set-file");
  assign(input.setLiteral, "--set-literal");
  return values;
}

function readFile(path: string, text: string): Traced<Dict> {
  const place = Place.of(path);
  try {
    return mergeMaps(readYamlMaps(text, { place }), place);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new ValuesError(`failed to parse ${path}: cannot unmarshal yaml document: ${error.message}`, path, error.offset);
  }
}

/** A JSON object is laid over what is there; anything else is assignments with JSON values. */
function setJson(text: string, values: Traced<Dict>): Traced<Dict> {
  if (!text.trim().startsWith("{")) {
    setInto(text, "--set-json", values.value, undefined);
    return values;
  }
  const trace = { origins: [Place.of("--set-json")] };
  try {
    const json = readJson(text.trim(), () => trace);
    return isMap(json) ? mergeTwo(values, json) : values;
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new ValuesError(`failed parsing --set-json data JSON: ${text}`);
  }
}

function setInto(text: string, kind: SetKind, values: Dict, readFile: ValuesInput["readFile"]): void {
  try {
    setValues(
      text,
      kind,
      values,
      readFile ??
        (() => {
          throw new SetError("files cannot be read here");
        }),
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new ValuesError(`failed parsing ${kind} data${kind === "--set-json" ? ` ${text}` : `: ${error.message}`}`);
  }
}
