// Recognises Kubernetes files by their first look; the server judges again, and better.

const apiVersionKey = /(?:^|[{,])[ \t]*(?:- +)?["']?apiVersion["']?[ \t]*:/m;
const kindKey = /(?:^|[{,])[ \t]*(?:- +)?["']?kind["']?[ \t]*:/m;
const fileName = /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml|\.?kube-clinic\.yaml)$/;

/** Whether the keys `apiVersion` and `kind` occur in this YAML or JSON, even half typed. */
export function looksLikeKubernetes(text: string): boolean {
  return apiVersionKey.test(text) && kindKey.test(text);
}

/** Whether the path alone says that the file is for us. */
export function namesKubernetesFile(path: string): boolean {
  return fileName.test(path);
}
