// Helm's own template functions, and the table of all.

import { FunctionFailure, TemplateError } from "../template/error.ts";
import type { CallContext, FunctionTable } from "../template/function.ts";
import { fixed, keeping, text } from "../template/functions/define.ts";
import type { Family } from "../template/functions/define.ts";
import { functions as table } from "../template/functions/table.ts";
import { quote } from "../template/go-quote.ts";
import { Dict, literal } from "../template/value.ts";
import type { Traced } from "../template/value.ts";
import { conversions } from "./conversions.ts";
import { withoutNoValue } from "./no-value.ts";
import { tomlConversions } from "./toml.ts";

/** What all templates are associated with in Helm: the name of texts that `tpl` renders. */
export const ROOT_NAME = "gotpl";

/** The functions of one render: includes are counted, so the table is not to be shared. */
export function helmFunctions(): FunctionTable {
  return new Map([
    ...table,
    ...Object.entries(conversions),
    ...Object.entries(tomlConversions),
    ...Object.entries(own(new Map())),
  ]);
}

/** Between these stands what `fail` and `required` say, so that Helm finds it in Go's chain of errors. */
const MESSAGE = ["HELM_ERR_START", "HELM_ERR_END"] as const;

/** What a chart's author says in an error that `fail` or `required` ended a render with. */
export function messageIn(error: string): string | undefined {
  const start = error.indexOf(MESSAGE[0]);
  const end = error.lastIndexOf(MESSAGE[1]);
  return start >= 0 && end > start ? error.slice(start + MESSAGE[0].length, end) : undefined;
}

/** So often may a template be in the middle of being included. */
const MOST_INCLUDES = 1000;
const any = "interface {}";

function own(open: Map<string, number>): Family {
  return {
    include: keeping(
      fixed(["string", any], ([name, data = literal(null)], context) => include(text(name).value, data, context, open)),
    ),
    tpl: keeping(fixed(["string", any], ([template, data = literal(null)], context) => tpl(text(template), data, context))),
    required: fixed(["string", any], ([message, value = literal(null)], context) => {
      if (value.value === null || value.value === "") context.fail(MESSAGE[0] + text(message).value + MESSAGE[1]);
      return value;
    }),
    fail: fixed(["string"], ([message], context) => context.fail(MESSAGE[0] + text(message).value + MESSAGE[1])),
    lookup: fixed(["string", "string", "string", "string"], () => literal(new Dict(new Map()))),
    getHostByName: fixed(["string"], () => literal("")),
  };
}

function include(name: string, data: Traced, context: CallContext, open: Map<string, number>): Traced<string> {
  const count = open.get(name) ?? 0;
  if (count > MOST_INCLUDES) context.fail(`rendering template has a nested reference name: ${name}: unable to execute template`);
  open.set(name, count + 1);
  try {
    return context.render(name, data);
  } finally {
    open.set(name, count);
  }
}

function tpl(template: Traced<string>, data: Traced, context: CallContext): Traced<string> {
  // Most values hold no action, and are their own result.
  if (!template.value.includes("{{")) return withoutNoValue(template);
  let templates;
  try {
    templates = context.parse(ROOT_NAME, template);
  } catch (error) {
    return passOn(error, context, `cannot parse template ${quote(template.value)}: `);
  }
  try {
    return withoutNoValue(context.render(ROOT_NAME, data, templates));
  } catch (error) {
    return passOn(error, context, `error during tpl function execution for ${quote(template.value)}: `);
  }
}

/** The error of a template is the error of the function that rendered it, but for what ends the whole render. */
function passOn(error: unknown, context: CallContext, prefix: string): never {
  if (!(error instanceof TemplateError || error instanceof FunctionFailure)) throw error;
  if (error instanceof TemplateError && error.failure.kind === "limit") throw error;
  return context.fail(prefix + error.message, error);
}
