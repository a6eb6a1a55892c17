// Tests that a rule's page opens in the editor, without any network.

import { commands, Uri, window, workspace } from "vscode";
import { match } from "./check.ts";
import { closeAll, when } from "./workbench.ts";

export function describePages(): void {
  describe("rule pages", () => {
    after(closeAll);

    it("are shown as rendered Markdown", async () => {
      await commands.executeCommand("kubeClinic.explain", "privileged-container");
      await when(window.tabGroups.onDidChangeTabs, "a preview of the page", () =>
        window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes("privileged-container")))
          ? true
          : undefined,
      );
      const page = await workspace.openTextDocument(Uri.parse("kube-clinic-rule:/privileged-container.md"));
      match(page.getText(), /^# /);
    });
  });
}
