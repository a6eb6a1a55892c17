// Starts a rule: writes its two files, with what is to be filled in. Usage: npm run new-rule CATEGORY ID

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { categories } from "../policy/rule-index.ts";

const [category = "", id = ""] = process.argv.slice(2);
const folder = `server/src/rules/${category}`;
const file = `${folder}/${id}`;
const fault = complaint();
if (fault) {
  console.error(`${fault}\nUsage: npm run new-rule CATEGORY ID`);
  process.exitCode = 2;
} else {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.ts`, code());
  writeFileSync(`${file}.md`, page());
  console.log(
    `${file}.ts: say what the rule looks at and what it reports\n${file}.md: say why, and show it\nThen: npm run gen && UPDATE=1 npm run pages ${id}`,
  );
}

function complaint(): string | undefined {
  if (!categories.some((known) => known === category)) return `"${category}" is no category: ${categories.join(", ")}`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) return `"${id}" is no rule id: name the fault in kebab-case, as in host-network`;
  return existsSync(`${file}.ts`) ? `${file}.ts exists` : undefined;
}

function code(): string {
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
    if (container.name === "todo") report(container, \`Container \\\`\${container.name}\\\` …\`);
  },
});
`;
}

function page(): string {
  const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: ${name}
      image: registry.example.com/web:1.4.2
`;
  return `# ${id}

Why it matters, in one or two sentences. What to do instead.

## Flagged
\`\`\`yaml
${pod("todo")}\`\`\`

## Allowed
\`\`\`yaml
${pod("web")}\`\`\`
`;
}
