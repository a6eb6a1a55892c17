// Shows the places that a CodeLens counts, as the editor shows references.

import { commands } from "vscode";
import type { BaseLanguageClient, Location, Position } from "vscode-languageclient";

/** `places` are the arguments of the lens' command, as the server wrote them. */
export async function showPlaces(client: BaseLanguageClient, places: readonly unknown[]): Promise<void> {
  const [uri, position, locations] = places;
  if (typeof uri !== "string" || !isPosition(position) || !Array.isArray(locations)) return;
  const { protocol2CodeConverter: code } = client;
  await commands.executeCommand(
    "editor.action.showReferences",
    code.asUri(uri),
    code.asPosition(position),
    locations.filter(isLocation).map((location) => code.asLocation(location)),
  );
}

function isPosition(value: unknown): value is Position {
  return typeof value === "object" && value !== null && "line" in value && "character" in value;
}

function isLocation(value: unknown): value is Location {
  return typeof value === "object" && value !== null && "uri" in value && "range" in value;
}
