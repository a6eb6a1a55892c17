// Names the documents that show what a chart renders: what they show is in their address.

import { Uri } from "vscode";
import type { AskPreview, Preview } from "../../server/src/server/protocol.ts";

export const renderedScheme = "kube-clinic-rendered";

/** What one shows: a file of a chart, with a values set. */
export type RenderedOf = Required<AskPreview>;

/** The tab is called `deployment (prod).yaml`. */
export function renderedUri(uri: string, { title, set, isYaml }: Pick<Preview, "title" | "set" | "isYaml">): Uri {
  const name = `${title} (${set})${isYaml ? ".yaml" : ".txt"}`.replaceAll("/", "-");
  const of: RenderedOf = { uri, set };
  return Uri.from({ scheme: renderedScheme, path: `/rendered/${name}`, query: JSON.stringify(of) });
}

export function renderedOf({ scheme, query }: Uri): RenderedOf | undefined {
  if (scheme !== renderedScheme) return undefined;
  try {
    const of: unknown = JSON.parse(query);
    return typeof of === "object" && of !== null && "uri" in of && "set" in of
      ? { uri: String(of.uri), set: String(of.set) }
      : undefined;
  } catch {
    return undefined;
  }
}
