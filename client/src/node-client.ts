// Connects to the server as a Node process of its own, over IPC.

import type { ExtensionContext, LogOutputChannel } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions } from "./client-options.ts";
import type { Selected } from "./selector.ts";

export function createNodeClient(
  context: ExtensionContext,
  selector: readonly Selected[],
  output: LogOutputChannel,
): LanguageClient {
  const module = context.asAbsolutePath("dist/server.js");
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } };
  return new LanguageClient("kubeClinic", "kube-clinic", { run, debug }, clientOptions(context, selector, output));
}
