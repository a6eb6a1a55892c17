// Tests that the team's policy file rules at once, from the disk and from an unsaved buffer.

import { commands, DiagnosticSeverity, window, workspace, type Uri } from "vscode";
import { equal, match } from "./check.ts";
import { badDeployment } from "../../harness/manifests.ts";
import {
  closeAll,
  fileUri,
  findings,
  gone,
  openEditor,
  openFile,
  replaceText,
  when,
  whenDiagnostics,
  writeFile,
} from "./workbench.ts";

const rule = "privileged-container";
const policyName = "kube-clinic.yaml";

export function describePolicy(): void {
  describe("policy file", () => {
    afterEach(async () => {
      await closeAll();
      await Promise.resolve(workspace.fs.delete(fileUri(policyName))).catch(() => undefined);
    });

    it("sets severities when it is written, changed, typed in and deleted", async () => {
      const { uri } = await openFile("policy.yaml", badDeployment);
      await shownAs(uri, DiagnosticSeverity.Error);
      await writeFile(policyName, `extends: [recommended]\nrules:\n  ${rule}: info\n`);
      await shownAs(uri, DiagnosticSeverity.Information);
      await writeFile(policyName, `extends: [recommended]\nrules:\n  ${rule}: off\n`);
      await gone(uri, rule);
      const policy = await openEditor(fileUri(policyName));
      await replaceText(policy, `${rule}: off`, `${rule}: warning`);
      await shownAs(uri, DiagnosticSeverity.Warning);
      await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await gone(uri, rule);
      await workspace.fs.delete(fileUri(policyName));
      await shownAs(uri, DiagnosticSeverity.Error);
    });

    it("is created by the command, and then opened by it", async () => {
      await openFile("create.yaml", badDeployment);
      await commands.executeCommand("kubeClinic.createPolicy");
      equal(window.activeTextEditor?.document.uri.toString(), fileUri(policyName).toString(), "document shown");
      const text = window.activeTextEditor?.document.getText() ?? "";
      match(text, /^extends: \[recommended\]/m);
      await writeFile(policyName, "# mine\n");
      await commands.executeCommand("kubeClinic.createPolicy");
      await when(workspace.onDidChangeTextDocument, "the policy as it is on the disk", () =>
        window.activeTextEditor?.document.getText() === "# mine\n" ? true : undefined,
      );
    });
  });
}

async function shownAs(uri: Uri, severity: DiagnosticSeverity): Promise<void> {
  await whenDiagnostics(`${rule} as ${DiagnosticSeverity[severity]}`, () =>
    findings(uri, rule)[0]?.severity === severity ? true : undefined,
  );
}
