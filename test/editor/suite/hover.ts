// Tests that fields explain themselves, with the schemas that lie in the extension.

import { commands, workspace, type Hover, type MarkdownString, type TextDocument } from "vscode";
import { badDeployment } from "../../harness/manifests.ts";
import { closeAll, fileUri, openFile } from "./workbench.ts";

export function describeHover(): void {
  describe("hover", () => {
    afterEach(async () => {
      await closeAll();
      for (const name of ["fields.yaml", "certificate.yaml"])
        await Promise.resolve(workspace.fs.delete(fileUri(name))).catch(() => undefined);
    });

    it("says what a field of Kubernetes is", async () => {
      const document = await openFile("fields.yaml", badDeployment);
      await shows(document, "selector", "Deployment.spec.selector");
    });

    it("says what a field of an operator's kind is", async () => {
      const text = "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata:\n  name: web\nspec:\n  secretName: web\n";
      const document = await openFile("certificate.yaml", text);
      await shows(document, "secretName", "Certificate.spec.secretName");
    });
  });
}

/** The suite's own limit ends the wait: in the web the schemas come a moment after they are first asked for. */
async function shows(document: TextDocument, word: string, expected: string): Promise<void> {
  const position = document.positionAt(document.getText().indexOf(word));
  for (;;) {
    const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, position);
    const texts = hovers.flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value));
    if (texts.some((text) => text.includes(expected))) return;
  }
}
