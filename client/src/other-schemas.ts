// Says for which files another extension completes the keys and values of Kubernetes' schemas, so that nothing is offered twice.

import { extensions, workspace } from "vscode";

const yamlExtension = "redhat.vscode-yaml";
/** Hands Kubernetes' schemas to the YAML extension, for every file of objects. */
const kubernetesExtension = "ms-kubernetes-tools.vscode-kubernetes-tools";

/** Globs, relative to the folder or by the file's name alone. Reads the user's settings, writes none. */
export function schemasElsewhere(): readonly string[] {
  if (!extensions.getExtension(yamlExtension)) return [];
  const yaml = workspace.getConfiguration("yaml");
  if (yaml.get("completion") === false) return [];
  if (extensions.getExtension(kubernetesExtension)) return ["**"];
  const schemas = Object.entries(yaml.get<Readonly<Record<string, unknown>>>("schemas") ?? {});
  return schemas
    .filter(([name]) => /kubernetes/i.test(name))
    .flatMap(([, globs]) => (Array.isArray(globs) ? globs : [globs]))
    .filter((glob) => typeof glob === "string");
}
