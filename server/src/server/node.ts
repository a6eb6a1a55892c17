// The language server as a Node process: over IPC from our client, or over `--stdio` from any editor.

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { diskWorld } from "./disk-world.ts";
import { serve } from "./handlers.ts";
import { version } from "../../../package.json";

const connection = createConnection(ProposedFeatures.all);
serve(connection, version, ({ readsFiles }) => diskWorld(connection, readsFiles === true));
