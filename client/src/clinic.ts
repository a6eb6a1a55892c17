// Puts the extension together: the server is started once, by the first document that needs it or by a command.

import { commands, window, workspace, type ExtensionContext, type LogOutputChannel } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { command } from "../../server/src/server/protocol.ts";
import { tellTemplates } from "./chart-language.ts";
import { openExample } from "./example.ts";
import { answerFileRequests } from "./files.ts";
import { fixAll } from "./fix-all.ts";
import { followCursor } from "./follow-cursor.ts";
import { createPolicy, openPolicy } from "./policy-file.ts";
import { onFirstRelevantDocument } from "./relevance.ts";
import { chooseValuesSet, compareRendered, showRendered } from "./rendered-commands.ts";
import { RenderedDocuments } from "./rendered-documents.ts";
import { RulePages } from "./rule-pages.ts";
import { askOnSave } from "./run-on-save.ts";
import { documentSelector, type Selected } from "./selector.ts";
import { showPlaces } from "./show-places.ts";
import { StatusItem } from "./status.ts";
import { suppress } from "./suppress.ts";

/** What `activate` returns: for tests. */
export interface Clinic {
  /** Whether anything has needed the server so far. */
  readonly isStarted: () => boolean;
  /** How long `activate` took, without what the editor itself does around it, in ms. */
  readonly activationTime: number;
}

/** Loads the language client, which is most of the start, and makes one that is not started yet. */
export type CreateClient = (selector: readonly Selected[], output: LogOutputChannel) => Promise<BaseLanguageClient>;

export function activateClinic(context: ExtensionContext, create: CreateClient): Clinic {
  const start = performance.now();
  const selector = documentSelector();
  const output = window.createOutputChannel("kube-clinic", { log: true });
  const status = new StatusItem(selector);
  const pages = new RulePages(context.extensionUri);
  let started: ReturnType<CreateClient> | undefined;

  const client = (): ReturnType<CreateClient> => (started ??= startClient());
  const rendered = new RenderedDocuments(client);
  async function startClient(): ReturnType<CreateClient> {
    const client = await create(selector, output);
    context.subscriptions.push(
      client,
      answerFileRequests(client, context.extensionUri),
      askOnSave(client),
      status.follow(client),
      rendered.follow(client),
    );
    await client.start();
    return client;
  }
  async function restart(): Promise<void> {
    const running = await started?.catch(() => undefined);
    if (!running) started = undefined;
    await running?.stop();
    await (running?.start() ?? client());
  }

  context.subscriptions.push(
    output,
    status,
    pages,
    rendered,
    followCursor(client),
    tellTemplates(selector),
    onFirstRelevantDocument(selector, () => void client().catch((error: unknown) => status.failed(error, output))),
    commands.registerCommand(command.explain, (rule) => pages.show(rule)),
    commands.registerCommand(command.suppress, async (finding) => suppress(await client(), finding)),
    commands.registerCommand(command.showPlaces, async (...places) => showPlaces(await client(), places)),
    commands.registerCommand(command.showRendered, async (set) => showRendered(await client(), set)),
    commands.registerCommand(command.chooseValuesSet, async (set) => chooseValuesSet(await client(), set)),
    commands.registerCommand(command.compareRendered, async (...sets) => compareRendered(await client(), sets[0], sets[1])),
    commands.registerCommand(command.createPolicy, async () => createPolicy(await client())),
    commands.registerCommand(command.openPolicy, () => openPolicy(status.of(window.activeTextEditor?.document.uri)?.policy)),
    commands.registerCommand(command.fixAll, fixAll),
    commands.registerCommand(command.openExample, openExample),
    commands.registerCommand(command.restart, restart),
    commands.registerCommand(command.showOutput, () => output.show()),
    workspace.onDidCloseTextDocument((document) => status.forget(document.uri)),
  );
  return { isStarted: () => started !== undefined, activationTime: performance.now() - start };
}
