// Flags containers that start something by `sudo`.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "sudo-in-command",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Container's command calls `sudo`",
  sources: ["kubescape:C-0062"],
  standards: [],
  presets: ["recommended", "strict"],
  on: "container",
  check(container, report) {
    for (const { node, text } of [...container.command, ...container.args])
      if (sudo.test(text)) report(node, `Container \`${container.label}\` calls \`sudo\``);
  },
});

/** As a word of its own in an argument or a script, with or without a path; not in `/etc/sudoers` or `--sudo=false`. */
const sudo = /(?:^|[\s;&|(`{"'])(?:\/\S*\/)?sudo(?=$|[\s;&|)`}"'])/;
