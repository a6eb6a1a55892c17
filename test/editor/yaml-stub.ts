// Writes an extension that stands in for redhat.vscode-yaml: it completes a key of Kubernetes where its settings give it the schema.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const manifest = {
  name: "vscode-yaml",
  publisher: "redhat",
  version: "0.0.1",
  engines: { vscode: "^1.90.0" },
  activationEvents: ["onLanguage:yaml"],
  main: "./main.js",
  contributes: {
    configuration: { properties: { "yaml.schemas": { type: "object", default: {}, description: "Globs by schema." } } },
  },
};

/** What the suite looks for is the key that both would offer in a container. */
const main = `const { CompletionItem, languages, workspace } = require("vscode");
exports.activate = () =>
  languages.registerCompletionItemProvider("yaml", {
    provideCompletionItems: () =>
      workspace.getConfiguration("yaml").get("schemas").kubernetes ? [new CompletionItem("imagePullPolicy")] : [],
  });
`;

export function writeYamlStub(extensions: string): void {
  const folder = path.join(extensions, "redhat.vscode-yaml-0.0.1");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(folder, "main.js"), main);
}
