// Flags keys of values files that no template reads.

import { defineRule, type Fix, type UnreadValue } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "chart-value-unknown",
  category: "chart",
  severity: ["warning", "info"],
  since: "0.2.0",
  summary: "Key of a values file that nothing reads",
  sources: [],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe", "confirm"],
  on: "values",
  check({ unread, isProfile }, report) {
    for (const value of unread) {
      const { pair, path, near, isForSubchart } = value;
      const message = near === undefined ? `Nothing reads \`${path}\`` : `Nothing reads \`${path}\`, did you mean \`${near}\`?`;
      // A default that is left over does no harm; what somebody sets is meant to do something.
      const isSlip = near !== undefined || isProfile || isForSubchart;
      report(pair.key, message, {
        severity: isSlip ? "warning" : "info",
        tags: near === undefined ? ["unnecessary"] : [],
        fixes: () => fixesOf(value, isProfile),
      });
    }
  },
});

function fixesOf({ pair, near, isForSubchart }: UnreadValue, isProfile: boolean): readonly Fix[] {
  const rename: readonly Fix[] =
    near === undefined
      ? []
      : [{ title: `Rename to \`${near}\``, safety: "safe", edits: [{ op: "rename", target: pair, key: near }] }];
  // Of a chart's own defaults others may know more: a document for users, a template to come.
  if (!isProfile && !isForSubchart) return rename;
  return [...rename, { title: "Remove what nothing reads", safety: "confirm", edits: [{ op: "remove", target: pair }] }];
}
