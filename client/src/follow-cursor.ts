// Shows in a rendered document what the cursor's place in a chart became, and in the chart what wrote the cursor's place in one.

import {
  Disposable,
  languages,
  OverviewRulerLane,
  TextEditorRevealType,
  ThemeColor,
  window,
  workspace,
  type Range,
  type TextEditor,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  renderedRequest,
  sourcesRequest,
  type AskRendered,
  type AskSources,
  type RenderedRanges,
  type SourceLocations,
} from "../../server/src/server/protocol.ts";
import { renderedOf, renderedScheme } from "./rendered-uri.ts";

/** Milliseconds that a cursor must rest. */
const pause = 30;

export function followCursor(client: () => Promise<BaseLanguageClient>): Disposable {
  const mark = window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor("editor.rangeHighlightBackground"),
    overviewRulerColor: new ThemeColor("editorOverviewRuler.rangeHighlightForeground"),
    overviewRulerLane: OverviewRulerLane.Full,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;
  async function follow(): Promise<void> {
    const own = ++round;
    const active = window.activeTextEditor;
    const others = window.visibleTextEditors.filter((editor) => editor !== active);
    if (!active || ![active, ...others].some(({ document }) => document.uri.scheme === renderedScheme)) return;
    const found = await placesIn(await client(), active, others).catch(() => undefined);
    if (!found || own !== round) return;
    active.setDecorations(mark, []);
    for (const [editor, ranges] of found) {
      editor.setDecorations(mark, [...ranges]);
      if (ranges[0]) editor.revealRange(ranges[0], TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }
  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void follow(), pause);
  }
  return Disposable.from(
    mark,
    { dispose: () => clearTimeout(timer) },
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) soon();
    }),
    window.onDidChangeVisibleTextEditors(soon),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === renderedScheme) soon();
    }),
    languages.registerDefinitionProvider(
      { scheme: renderedScheme },
      {
        provideDefinition: async ({ uri }, position) => {
          const running = await client();
          const sources = await sourcesOf(running, uri, position);
          return sources.map((location) => running.protocol2CodeConverter.asLocation(location));
        },
      },
    ),
  );
}

/** What is to be marked in each of the other editors; the first range is to be seen. */
async function placesIn(
  client: BaseLanguageClient,
  active: TextEditor,
  others: readonly TextEditor[],
): Promise<readonly (readonly [TextEditor, readonly Range[]])[]> {
  const { uri } = active.document;
  const position = active.selection.active;
  if (uri.scheme === renderedScheme) {
    const sources = await sourcesOf(client, uri, position);
    const locations = sources.map((location) => client.protocol2CodeConverter.asLocation(location));
    return others
      .filter(({ document }) => document.uri.scheme !== renderedScheme)
      .map((editor) => {
        const here = locations.filter((location) => location.uri.toString() === editor.document.uri.toString());
        return [editor, here.map(({ range }) => range)];
      });
  }
  return Promise.all(
    others.flatMap((editor) => {
      const of = renderedOf(editor.document.uri);
      if (!of) return [];
      const asked: AskRendered = {
        of,
        uri: client.code2ProtocolConverter.asUri(uri),
        position: client.code2ProtocolConverter.asPosition(position),
      };
      const ranges = client.sendRequest<RenderedRanges>(renderedRequest, asked);
      return [ranges.then((all) => [editor, all.map((range) => client.protocol2CodeConverter.asRange(range))] as const)];
    }),
  );
}

async function sourcesOf(
  client: BaseLanguageClient,
  uri: TextEditor["document"]["uri"],
  position: TextEditor["selection"]["active"],
): Promise<SourceLocations> {
  const of = renderedOf(uri);
  if (!of) return [];
  const asked: AskSources = { of, position: client.code2ProtocolConverter.asPosition(position) };
  return client.sendRequest<SourceLocations>(sourcesRequest, asked);
}
