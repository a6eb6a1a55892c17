// Tests that names lead to what they name, and are renamed wherever they are written.

import {
  type CodeLens,
  commands,
  Location,
  Position,
  workspace,
  type LocationLink,
  type TextDocument,
  type Uri,
  type WorkspaceEdit,
} from "vscode";
import { badDeployment, service } from "../../harness/manifests.ts";
import { equal, match, ok } from "./check.ts";
import { closeAll, fileUri, found, openFile, writeFile } from "./workbench.ts";

const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web-settings\n";
const user = `apiVersion: v1
kind: Pod
metadata:
  name: user
spec:
  containers:
    - name: user
      image: user:1
      securityContext:
        privileged: true
      envFrom:
        - configMapRef:
            name: "web-settings" # kept
`;
const names = ["bad-web.yaml", "web-service.yaml", "web-settings.yaml", "web-user.yaml"];

export function describeReferences(): void {
  describe("references", () => {
    afterEach(async () => {
      await closeAll();
      for (const name of names) await Promise.resolve(workspace.fs.delete(fileUri(name))).catch(() => undefined);
    });

    it("lead from a Service to its Pods and back", async () => {
      const web = await openFile("bad-web.yaml", badDeployment);
      await found(web.uri, "privileged-container");
      const document = await openFile("web-service.yaml", service);
      // Other tests have left files with such pods.
      const isWeb = ({ uri }: Location): boolean => uri.toString() === web.uri.toString();
      const pods = (await until(() => definitions(document, "app: web"))).find(isWeb);
      equal(web.getText(pods?.range), "app: web", "the label");
      const back = await definitions(web, "app: web", 1);
      ok(
        back.some(({ uri }) => uri.toString() === document.uri.toString()),
        "the label does not lead back to the Service",
      );
    });

    it("say above a Service what it selects", async () => {
      const web = await openFile("bad-web.yaml", badDeployment);
      await found(web.uri, "privileged-container");
      const { uri } = await openFile("web-service.yaml", service);
      const [lens] = await until(() => commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri, 10));
      match(lens?.command?.title ?? "", /^selects \d+ workload/);
      await commands.executeCommand(lens!.command!.command, ...(lens!.command!.arguments ?? []));
    });

    it("are renamed with a ConfigMap, in files that no editor shows, too", async () => {
      const userUri = await writeFile("web-user.yaml", user);
      const document = await openFile("web-settings.yaml", configMap);
      const position = positionOf(document, "web-settings");
      const edit = await untilRenamed(document.uri, position, userUri);
      ok(await workspace.applyEdit(edit), "the edit was not applied");
      match(document.getText(), /\n {2}name: app-settings\n$/);
      const changed = await workspace.openTextDocument(userUri);
      match(changed.getText(), /\n {12}name: "app-settings" # kept\n$/);
    });
  });
}

async function definitions(document: TextDocument, piece: string, n = 0): Promise<readonly Location[]> {
  const found = await commands.executeCommand<(Location | LocationLink)[]>(
    "vscode.executeDefinitionProvider",
    document.uri,
    positionOf(document, piece, n),
  );
  return found.map((one) =>
    "targetUri" in one ? new Location(one.targetUri, one.targetSelectionRange ?? one.targetRange) : one,
  );
}

/** Asks until there is an answer: the server hears of new files a little later than we write them. */
async function until<T>(ask: () => Thenable<readonly T[]>): Promise<readonly T[]> {
  for (let i = 0; i < PATIENCE; i++) {
    const answer = await ask();
    if (answer.length > 0) return answer;
  }
  throw new Error("there was no answer");
}

/** The edit that reaches the other file, too. */
async function untilRenamed(uri: Uri, position: Position, other: Uri): Promise<WorkspaceEdit> {
  for (let i = 0; i < PATIENCE; i++) {
    const edit = await Promise.resolve(
      commands.executeCommand<WorkspaceEdit>("vscode.executeDocumentRenameProvider", uri, position, "app-settings"),
    ).catch(() => undefined);
    if (edit?.has(other)) return edit;
  }
  throw new Error("the rename did not reach the other file");
}

const PATIENCE = 2000;

/** In the middle of the n-th occurrence. */
function positionOf(document: TextDocument, piece: string, n = 0): Position {
  let at = document.getText().indexOf(piece);
  while (n-- > 0) at = document.getText().indexOf(piece, at + 1);
  ok(at >= 0, `${piece} is not in the document`);
  return document.positionAt(at + 1);
}
