// The language server in a web worker: files come through the editor.

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { clientWorld } from "./client-world.ts";
import { serve } from "./handlers.ts";
import { version } from "../../../package.json";

// The worker's global scope is what the reader listens to.
const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
serve(connection, version, ({ readsFiles }) => clientWorld(connection, readsFiles === true));
