// Flags variables with values that a site does not want.

import { memo } from "../../base/memo.ts";
import { compilePattern } from "../../base/regex.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "env-var-forbidden-value",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Environment variable has a forbidden value",
  sources: ["kyverno:check-env-vars"],
  standards: [],
  presets: [],
  options: {
    values: {
      type: "strings",
      default: [],
      doc: "Entries `NAME=pattern`: the pattern (RE2) is for the whole value of the variable.",
    },
  },
  on: "container",
  check(container, report, { options }) {
    const forbidden = compile(options.values);
    for (const { name, value, valueNode } of container.env)
      if (valueNode && forbidden.some((entry) => entry.name === name && entry.matcher.test(value ?? "")))
        report(valueNode, `Container \`${container.label}\` sets \`${name}\` to a forbidden value`);
  },
});

/** What is no entry, or cannot be compiled, forbids nothing. */
const compile = memo((entries: readonly string[]) =>
  entries.flatMap((entry) => {
    const equals = entry.indexOf("=");
    const matcher = compilePattern(`^(?:${entry.slice(equals + 1)})$`);
    return equals > 0 && "test" in matcher ? [{ name: entry.slice(0, equals), matcher }] : [];
  }),
);
