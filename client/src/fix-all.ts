// Applies every safe fix to the active file.

import { commands } from "vscode";
import { fixAllKind } from "../../server/src/server/protocol.ts";

export async function fixAll(): Promise<void> {
  await commands.executeCommand("editor.action.codeAction", { kind: fixAllKind, apply: "first" });
}
