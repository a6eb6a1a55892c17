// Starts kube-clinic in an editor whose extensions run in a web worker.

import type { ExtensionContext } from "vscode";
import { activateClinic, type Clinic } from "./clinic.ts";

export function activate(context: ExtensionContext): Clinic {
  return activateClinic(context, async (...args) => (await import("./web-client.ts")).createWebClient(context, ...args));
}
