// Tests that settings apply at once, without a reload.

import { DiagnosticSeverity } from "vscode";
import { equal } from "./check.ts";
import { badDeployment } from "../../harness/manifests.ts";
import { closeAll, configure, findings, found, gone, openFile, replaceText, whenDiagnostics, writeFile } from "./workbench.ts";

const rule = "privileged-container";

export function describeSettings(): void {
  describe("settings", () => {
    afterEach(async () => {
      for (const name of ["enable", "run", "diagnostics", "severity"]) await configure(name, undefined);
      await closeAll();
    });

    it("enable: switches findings off and on", async () => {
      const { uri } = await openFile("enable.yaml", badDeployment);
      await found(uri, rule);
      await configure("enable", false);
      await gone(uri);
      await configure("enable", true);
      await found(uri, rule);
    });

    it("run: onSave waits for the save", async () => {
      const document = await openFile("first.yaml", badDeployment);
      await found(document.uri, rule);
      await configure("run", "onSave");
      const typed = await openFile("saved.yaml", badDeployment);
      await found(typed.uri, rule);
      await replaceText(typed, "privileged: true", "privileged: false");
      equal(findings(typed.uri, rule).length, 1, "findings before the save");
      await typed.save();
      await gone(typed.uri, rule);
    });

    it("diagnostics: workspace lists files that are not open, openFiles takes them back", async () => {
      const closed = await writeFile("unopened.yaml", badDeployment);
      const { uri } = await openFile("opened.yaml", badDeployment);
      await found(uri, rule);
      await configure("diagnostics", "workspace");
      await found(closed, rule);
      await configure("diagnostics", "openFiles");
      await gone(closed);
      await found(uri, rule);
    });

    it("severity: changes how a finding is shown", async () => {
      const { uri } = await openFile("severity.yaml", badDeployment);
      await found(uri, rule);
      await configure("severity", { error: "hint" });
      await whenDiagnostics("the error as a hint", () =>
        findings(uri, rule)[0]?.severity === DiagnosticSeverity.Hint ? true : undefined,
      );
    });
  });
}
