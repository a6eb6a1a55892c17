// What a new rule starts from: its two files, with what is to be filled in.

import { categories } from "../policy/rule-index.ts";

/** Path → text of the rule's files; a complaint where the names are not right. */
export function scaffold(category: string, id: string): ReadonlyMap<string, string> | string {
  if (!categories.some((known) => known === category)) return `"${category}" is no category: ${categories.join(", ")}`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) return `"${id}" is no rule id: name the fault in kebab-case, as in host-network`;
  const file = `server/src/rules/${category}/${id}`;
  return new Map([
    [`${file}.ts`, code(category, id)],
    [`${file}.md`, page(id)],
  ]);
}

function code(category: string, id: string): string {
  return `// Flags containers that … (one sentence).

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "${id}",
  category: "${category}",
  severity: "warning",
  since: "0.1.0",
  summary: "Noun phrase for lists",
  sources: [],
  standards: [],
  presets: ["strict"],
  on: "container",
  check(container, report) {
    if (container.name === "todo") report(container, \`Container \\\`\${container.label}\\\` …\`);
  },
});
`;
}

function page(id: string): string {
  return `# ${id}
Why it matters, in one or two sentences. What to do instead.

## Flagged
\`\`\`yaml
${pod("todo")}    #       ^^^^ Container \`todo\` …
\`\`\`

## Allowed
\`\`\`yaml
${pod("web")}\`\`\`
`.replace(/(- name: todo\n)(.*\n)(    #.*\n)/, "$1$3$2");
}

function pod(name: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: ${name}
      image: registry.example.com/web:1.4.2
`;
}
