// The template functions that turn values into TOML, and back.

import { fixed, made, text } from "../template/functions/define.ts";
import type { Family } from "../template/functions/define.ts";
import { Dict, literal } from "../template/value.ts";
import { readToml } from "./read-toml.ts";
import { TomlReadError } from "./toml-scanner.ts";
import { TomlWriteError, writeToml } from "./write-toml.ts";

const any = "interface {}";
/** What the library runs into when it is given nothing. */
const NO_TYPE = "reflect: call of reflect.Value.Type on zero Value";

export const tomlConversions: Family = {
  toToml: fixed([any], ([arg = literal(null)], context) => {
    if (arg.value === null) context.fail(NO_TYPE);
    try {
      return made(writeToml(arg.value, context.spend), [arg]);
    } catch (error) {
      if (error instanceof TomlWriteError) return made(error.message, [arg]);
      throw error;
    }
  }),
  mustToToml: fixed([any], ([arg = literal(null)], context) => {
    if (arg.value === null) context.fail(NO_TYPE);
    try {
      return made(writeToml(arg.value, context.spend), [arg]);
    } catch (error) {
      if (error instanceof TomlWriteError) context.fail(error.message);
      throw error;
    }
  }),
  fromToml: fixed(["string"], ([arg]) => {
    try {
      return readToml(text(arg));
    } catch (error) {
      if (!(error instanceof TomlReadError)) throw error;
      return made(new Dict(new Map([["Error", made(error.message, [text(arg)])]])), [text(arg)]);
    }
  }),
};
