// Says what ended a render: as Helm does, then in a person's words.

import type { RenderProblem } from "../helm/render.ts";
import { TemplateError } from "../template/error.ts";

/** Helm's text with file, line and includes; then, where something was missing, what. */
export function describeProblem({ text, error }: RenderProblem): readonly [string, ...string[]] {
  const missing = error && missingIn(error);
  return missing === undefined ? [text] : [text, missing];
}

/** The innermost error knows best. */
function missingIn(error: TemplateError): string | undefined {
  let found: string | undefined;
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof TemplateError) found = missingValue(at) ?? found;
  return found;
}

function missingValue({ failure: { fault } }: TemplateError): string | undefined {
  const { expression, field, value } = fault;
  const isNothing = value !== undefined && (value.value === null || value.value === undefined);
  if (expression === undefined || field === undefined || !isNothing) return undefined;
  return `\`${expression}\` is not set, and so has no \`${field}\``;
}
