// Writes the policy file that a team starts from.

import { supportedMinors } from "./minors.ts";
import type { RuleEntry, RuleIndex } from "./rule-index.ts";

/** A file that says what holds without it; what else can be said stands in comments that hold when their `# ` is taken away. */
export function starterPolicy(index: RuleIndex): string {
  const entries = [...index.values()];
  const usual = entries.filter(({ presets }) => presets.includes("recommended"));
  const lowered = pick(usual, ["cpu-limit-missing", "read-only-root-filesystem-missing"]);
  const raised = pick(
    usual.filter((entry) => entry !== lowered && entry.severities[0] !== "error"),
    ["memory-limit-missing"],
  );
  const tuned = entries
    .filter((entry) => Object.keys(entry.options).length > 0 && entry !== lowered && entry !== raised)
    .toSorted((a, b) => options(a).length - options(b).length)[0];
  const excused = pick(usual, ["host-network", "host-path-volume"]);
  const minors = supportedMinors.slice(-2).map((minor) => `"${minor}"`);
  return [
    "# What this team asks of its Kubernetes manifests: one file for the editor and for CI.",
    "# Everything is optional. `kube-clinic rules` lists the rules, `kube-clinic explain RULE` says what each is for.",
    "",
    "# What this builds on: `recommended`, `strict`, or another policy file such as ./team.yaml.",
    "extends: [recommended]",
    "",
    "# The Kubernetes minors that you run. Rules judge by each of them, and a finding says which it concerns.",
    `# kubernetes: [${minors.join(", ")}]`,
    "",
    "# Where images may come from. Naming it makes every other place a finding.",
    "# images:",
    '#   trusted: ["registry.example.com/*", "ghcr.io/acme/*"]',
    "",
    "# Levels of single rules: off, info, warning or error. Some rules have options.",
    "# rules:",
    ...(lowered ? [`#   ${lowered.id}: off`] : []),
    ...(raised ? [`#   ${raised.id}: error`] : []),
    ...(tuned ? [`#   ${tuned.id}: { severity: ${tuned.severities[0]}, options: { ${options(tuned)} } }`] : []),
    "",
    "# Other levels for some files or resources; the last one that matches wins. A weaker level needs a reason,",
    "# and after the day of `until` the override no longer applies.",
    "# overrides:",
    '#   - match: { files: ["legacy/**"], kinds: [DaemonSet], namespaces: [kube-system], labels: { tier: system } }',
    ...(excused ? [`#     rules: { ${excused.id}: off }`] : ["#     rules: {}"]),
    "#     reason: Node agents share the host's network",
    "#     until: 2030-12-31",
    "",
  ].join("\n");
}

/** The first of the names that there is, else the first entry. */
function pick(entries: readonly RuleEntry[], names: readonly string[]): RuleEntry | undefined {
  return entries.toSorted((a, b) => rank(names, a.id) - rank(names, b.id))[0];
}

function rank(names: readonly string[], id: string): number {
  const at = names.indexOf(id);
  return at < 0 ? names.length : at;
}

/** The first option with its default; JSON is YAML. */
function options({ options: all }: RuleEntry): string {
  return Object.entries(all)
    .slice(0, 1)
    .map(([name, spec]) => `${name}: ${JSON.stringify(spec.default)}`)
    .join(", ");
}
