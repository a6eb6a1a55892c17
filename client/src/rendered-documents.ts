// Shows what charts render as read-only documents that follow every change, with their findings.

import {
  Disposable,
  EventEmitter,
  languages,
  workspace,
  type CancellationToken,
  type TextDocument,
  type TextDocumentContentProvider,
  type Uri,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { previewRequest, previewsChangedNotification, type Preview } from "../../server/src/server/protocol.ts";
import { renderedOf, renderedScheme } from "./rendered-uri.ts";

/** Milliseconds from a change to the question what it came to: keystrokes that come faster share one. */
const pause = 20;

export class RenderedDocuments implements TextDocumentContentProvider, Disposable {
  readonly #client: () => Promise<BaseLanguageClient>;
  readonly #changed = new EventEmitter<Uri>();
  readonly #findings = languages.createDiagnosticCollection("kube-clinic rendered");
  /** Asked and not answered yet; true: something has changed since. */
  readonly #asked = new Map<string, boolean>();
  readonly #listeners: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(client: () => Promise<BaseLanguageClient>) {
    this.#client = client;
    this.#listeners = Disposable.from(
      this.#changed,
      this.#findings,
      workspace.registerTextDocumentContentProvider(renderedScheme, this),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.scheme !== renderedScheme) this.refresh();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#findings.delete(uri)),
    );
  }

  follow(client: BaseLanguageClient): Disposable {
    return client.onNotification(previewsChangedNotification, () => this.refresh());
  }

  /** Asks again for all that are open, soon. */
  refresh(): void {
    if (this.#timer !== undefined || openOnes().length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const { uri } of openOnes()) {
        if (this.#asked.has(uri.toString())) this.#asked.set(uri.toString(), true);
        else this.#changed.fire(uri);
      }
    }, pause);
  }

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    const of = renderedOf(uri);
    if (!of) return "# This address is not one of kube-clinic's\n";
    const key = uri.toString();
    this.#asked.set(key, false);
    try {
      const client = await this.#client();
      const preview = await client.sendRequest<Preview | null>(previewRequest, of, token);
      const isSame = preview?.set === of.set;
      this.#findings.set(uri, await client.protocol2CodeConverter.asDiagnostics(isSame ? preview.diagnostics : []));
      if (!preview) return "# The file is not part of a chart that could be read\n";
      return isSame ? preview.text : `# The chart has no values set \`${of.set}\` any more\n`;
    } finally {
      const isStale = this.#asked.get(key);
      this.#asked.delete(key);
      if (isStale) this.refresh();
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
  }
}

function openOnes(): readonly TextDocument[] {
  return workspace.textDocuments.filter(({ uri }) => uri.scheme === renderedScheme);
}
