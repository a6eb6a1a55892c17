// Starts the language servers that the benches compare: ours, and YAML's with a schema of all Kubernetes kinds.

import { capabilities } from "../lsp/capabilities.ts";
import { LanguageClient } from "../lsp/client.ts";
import { bundledServer } from "../lsp/session.ts";
import { makeKubernetesSchema } from "./kubernetes-schema.ts";

export const peerName = "yaml-language-server 1.24.0";
const peer = "node_modules/yaml-language-server/bin/yaml-language-server";

/** Ours, as a client that pulls diagnostics sees it, or one that waits for them. */
export async function startOurs(folder: string, how: "pull" | "push"): Promise<LanguageClient> {
  return LanguageClient.start({
    command: await bundledServer(),
    folders: [folder],
    capabilities: capabilities({ pull: how === "pull" }),
    limit: 60_000,
  });
}

/**
 * YAML's language server with validation on, the schema store off, and every `*.yaml` file bound to its "kubernetes" schema, which
 * the client hands over when asked, as the editor's extension does. Nothing is fetched.
 */
export function startPeer(folder: string): Promise<LanguageClient> {
  const schema = makeKubernetesSchema();
  const yaml = {
    validate: true,
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
    schemas: { kubernetes: ["*.yaml"] },
  };
  return LanguageClient.start({
    command: [process.execPath, peer, "--stdio"],
    folders: [folder],
    capabilities: capabilities({ pull: false }),
    settings: (section) => (section === "yaml" ? yaml : section === "files" ? { associations: {} } : {}),
    answers: { "vscode/content": () => schema.text },
    limit: 60_000,
  }).then((client) => {
    client.notify("yaml/registerContentRequest", null);
    return client;
  });
}
