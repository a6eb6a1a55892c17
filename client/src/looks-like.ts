// Recognises Kubernetes files by their first look; the server judges again, and better.

const apiVersionKey = /(?:^|[{,])[ \t]*(?:- +)?["']?apiVersion["']?[ \t]*:/m;
const kindKey = /(?:^|[{,])[ \t]*(?:- +)?["']?kind["']?[ \t]*:/m;
const fileName = /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml|\.?kube-clinic\.yaml)$/;

/** Whether the keys `apiVersion` and `kind` occur in this YAML or JSON, even half typed. */
export function looksLikeKubernetes(text: string): boolean {
  return apiVersionKey.test(text) && kindKey.test(text);
}

/** Whether nothing stands there yet, or the first word of what may become an object: there completion has something to offer. */
export function isAboutToBegin(text: string): boolean {
  return /^\uFEFF?\s*(?:#[^\n]*\s+)*(?:---\s+)?\w*\s*$/.test(text);
}

/** Whether the path alone says that the file is for us. */
export function namesKubernetesFile(path: string): boolean {
  return fileName.test(path);
}
