// Tests that findings follow the buffer, and that they can be read and fixed.

import {
  CodeActionKind,
  commands,
  DiagnosticSeverity,
  Range,
  Uri,
  workspace,
  type CodeAction,
  type Hover,
  type MarkdownString,
} from "vscode";
import { equal, match, ok } from "./check.ts";
import { MemoryFiles } from "./memory-files.ts";
import { badDeployment, badPodInJson, workflow } from "../../harness/manifests.ts";
import { closeAll, found, gone, openFile, openUntitled, replaceText, show, findings } from "./workbench.ts";

const rule = "privileged-container";

export function describeFindings(): void {
  describe("findings", () => {
    afterEach(closeAll);

    it("stand on the line that is wrong", async () => {
      const { uri, lineAt } = await openFile("bad.yaml", badDeployment);
      const finding = await found(uri, rule);
      equal(finding.severity, DiagnosticSeverity.Error, "severity");
      equal(lineAt(finding.range.start.line).text.trim(), "privileged: true", "line");
      ok(finding.range.isSingleLine && !finding.range.isEmpty, "the range is not a piece of a line");
    });

    it("appear and go with the unsaved text", async () => {
      const document = await openFile("typed.yaml", badDeployment.replace("privileged: true", "privileged: false"));
      await found(document.uri, "seccomp-unconfined");
      equal(findings(document.uri, rule).length, 0, "findings at first");
      await replaceText(document, "privileged: false", "privileged: true");
      await found(document.uri, rule);
      ok(document.isDirty, "the document was saved");
      await replaceText(document, "privileged: true", "privileged: false");
      await gone(document.uri, rule);
    });

    it("are there for JSON and for untitled documents, and not for other YAML", async () => {
      const other = await openFile("workflow.yaml", workflow);
      const json = await openFile("bad.json", badPodInJson);
      await found(json.uri, rule);
      const untitled = await openUntitled("yaml", badDeployment);
      await found(untitled.uri, rule);
      equal(findings(other.uri).length, 0, "findings in a workflow");
    });

    it("are there for files that are on no disk", async () => {
      const provider = workspace.registerFileSystemProvider("memfs", new MemoryFiles({ "/shop/pod.yaml": badDeployment }));
      const uri = Uri.parse("memfs:/shop/pod.yaml");
      await show(await workspace.openTextDocument(uri));
      await found(uri, rule);
      await closeAll();
      provider.dispose();
    });

    it("go when the document is closed", async () => {
      const { uri } = await openFile("closed.yaml", badDeployment);
      await found(uri, rule);
      await closeAll();
      await gone(uri);
    });

    it("are explained by a hover", async () => {
      const { uri } = await openFile("hover.yaml", badDeployment);
      const { range } = await found(uri, rule);
      const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", uri, range.start);
      const text = hovers.flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value)).join("\n");
      match(text, /privileged/);
    });

    it("are put right by a quick fix that keeps the rest", async () => {
      const document = await openFile("fixed.yaml", badDeployment);
      const finding = await found(document.uri, rule);
      const actions = await actionsAt(document.uri, finding.range, CodeActionKind.QuickFix);
      const action = actions.find(({ title, edit }) => edit && title.includes("privileged"));
      ok(action?.edit, `no quick fix with an edit among: ${actions.map(({ title }) => title).join("; ")}`);
      ok(await workspace.applyEdit(action.edit), "the edit was not applied");
      await gone(document.uri, rule);
      match(document.getText(), /name: web # keep me\n/);
      match(document.getText(), /image: registry\.example\.com\/web:1\.2\.3\n/);
    });

    it("that are safe to fix are fixed by one source action", async () => {
      const document = await openFile("all.yaml", badDeployment);
      await found(document.uri, "seccomp-unconfined");
      const everything = new Range(0, 0, document.lineCount, 0);
      const actions = await actionsAt(document.uri, everything, CodeActionKind.SourceFixAll.append("kubeClinic"));
      equal(actions.length, 1, "number of source actions");
      const edit = actions[0]?.edit;
      ok(edit && (await workspace.applyEdit(edit)), "the edit was not applied");
      await gone(document.uri, "seccomp-unconfined");
      equal(document.getText().includes("Unconfined"), false, "Unconfined is left");
      await found(document.uri, rule); // what can change behaviour is left to the user
    });

    it("that are safe to fix are fixed by the command", async () => {
      const { uri } = await openFile("command.yaml", badDeployment);
      await found(uri, "seccomp-unconfined");
      await commands.executeCommand("kubeClinic.fixAll");
      await gone(uri, "seccomp-unconfined");
    });

    it("come back after a restart of the server", async () => {
      const { uri } = await openFile("restarted.yaml", badDeployment);
      await found(uri, rule);
      await commands.executeCommand("kubeClinic.restart");
      await found(uri, rule);
    });
  });
}

/** Code actions with their edits resolved. */
function actionsAt(uri: Uri, range: Range, kind: CodeActionKind): Thenable<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind.value, 20);
}
