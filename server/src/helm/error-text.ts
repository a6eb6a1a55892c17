// Says why a render failed in the words of `helm template`.

import { TemplateError } from "../template/error.ts";
import { messageIn } from "./functions.ts";

/** A template that Go cannot parse. */
export function parseErrorText(file: string, message: string): string {
  const parts = message.split(": ");
  if (parts.length === 1) return `parse error in (${file}): ${message}`;
  return `parse error at (${parts[1]}): ${parts.at(-1)}`;
}

/** An error while a template was executed: what the chart's author says, else the chain of includes, a level a line. */
export function executionErrorText(file: string, error: TemplateError): string {
  // A name that no template has is no error of an execution.
  if (error.message.startsWith("template: no template ")) return error.message;
  const [, location, rest] = /^(?:(?!: )[^])*: ((?:(?!: )[^])*): ([^]*)$/.exec(error.message) ?? [];
  if (location === undefined || rest === undefined) return `execution error in (${file}): ${error.message}`;
  const said = messageIn(rest);
  if (said !== undefined) return `execution error at (${location}): ${said}`;
  const lines: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const level = levelOf(at.message);
    if (level === undefined) return error.message;
    if (lines.at(-1) !== level) lines.push(level);
  }
  return lines.join("").trim();
}

/** One level of the chain, or undefined where the text is not Go's. */
function levelOf(message: string): string | undefined {
  const rest = /^template: ([^]*)$/.exec(message)?.[1];
  if (rest === undefined) return undefined;
  if (rest.startsWith("no template ")) return `${message}\n`;
  const executing = rest.indexOf(": executing ");
  const inner =
    executing < 0 ? undefined : /^"([^"]*)" at <([^]*?)>: ([^]*)$/.exec(rest.slice(executing + ": executing ".length));
  if (inner) {
    const [, name = "", action = "", text = ""] = inner;
    return layout(rest.slice(0, executing), `executing "${name}" at <${action}>:`, beforeNext(text));
  }
  const colon = rest.lastIndexOf(": ");
  return colon < 0 ? undefined : layout(rest.slice(0, colon), "", beforeNext(rest.slice(colon + 2)));
}

function layout(location: string, action: string, message: string): string {
  return `${location === "" ? "" : `${location}\n  `}${action === "" ? "" : `${action}\n    `}${message === "" ? "" : `${message}\n`}`;
}

/** The next level has a line of its own. */
function beforeNext(message: string): string {
  const at = message.indexOf(" template:");
  return at < 0 ? message : message.slice(0, at);
}
