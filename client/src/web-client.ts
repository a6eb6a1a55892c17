// Connects to the server as a web worker.

import { Uri, type ExtensionContext, type LogOutputChannel } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { clientOptions } from "./client-options.ts";
import type { Selected } from "./selector.ts";

export function createWebClient(
  context: ExtensionContext,
  selector: readonly Selected[],
  output: LogOutputChannel,
): LanguageClient {
  const script = Uri.joinPath(context.extensionUri, "dist/server-web.js").toString(true);
  let worker: Worker | undefined;
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  // A function, so that a restart gets a new worker. It may not return the worker itself: VS Code's `Worker` makes objects of
  // another class, which the language client does not recognise.
  async function connect(): Promise<MessageTransports> {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  }
  return new LanguageClient("kubeClinic", "kube-clinic", connect, clientOptions(context, selector, output));
}
