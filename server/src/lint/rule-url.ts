// Where a rule's page can be read on the web.

export function ruleUrl(rule: string, category: string): string {
  return `https://github.com/kube-clinic/kube-clinic/blob/main/server/src/rules/${category}/${rule}.md`;
}
