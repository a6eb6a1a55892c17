// Tests charts in the editor: findings and fixes across templates and values, previews that follow, and the language of templates.

import {
  CodeActionKind,
  commands,
  languages,
  Position,
  Range,
  Selection,
  TabInputTextDiff,
  Uri,
  ViewColumn,
  window,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type TextDocument,
  type TextEditor,
} from "vscode";
import { tgzOf } from "../../harness/tar.ts";
import { deployment, values, webChart } from "../../harness/web-chart.ts";
import { equal, match, ok } from "./check.ts";
import {
  closeAll,
  codeOf,
  fileUri,
  findings,
  found,
  gone,
  openFile,
  replaceText,
  show,
  when,
  whenDiagnostics,
  writeFile,
} from "./workbench.ts";

const scheme = "kube-clinic-rendered";
const template = "templates/deployment.yaml";
let count = 0;
let folder = "";

export function describeCharts(): void {
  describe("charts", () => {
    beforeEach(async () => {
      folder = `chart-${++count}`;
      for (const [name, text] of Object.entries(webChart)) await writeFile(`${folder}/${name}`, text);
    });
    afterEach(async () => {
      await closeAll();
      await workspace.fs.delete(fileUri(folder), { recursive: true });
    });

    it("show in template and values what an unsaved value brings about", async () => {
      const typed = await open("values.yaml", values);
      const rendered = await open(template, deployment, ViewColumn.Beside);
      await replaceText(typed, "debug: false", "debug: true");
      await found(rendered.uri, "host-pid");
      await replaceText(typed, "privileged: false", "privileged: true");
      const finding = await found(typed.uri, "privileged-container");
      equal(typed.getText(finding.range), "true", "the value");
      ok(typed.isDirty, "the values were saved");
      await replaceText(typed, "privileged: true", "privileged: false");
      await gone(typed.uri, "privileged-container");
      await replaceText(typed, "debug: true", "debug: false");
      await gone(rendered.uri, "host-pid");
    });

    it("are fixed in the values file by the bulb", async () => {
      const typed = await open("values.yaml", values.replace("privileged: false", "privileged: true"));
      const { range } = await found(typed.uri, "privileged-container");
      const actions = await actionsAt(typed.uri, range, CodeActionKind.QuickFix);
      const titles = actions.map(({ title }) => title);
      const fix = actions.find(({ edit, title }) => edit && title.includes("securityContext.privileged"));
      ok(fix?.edit, `no fix among ${titles.join(", ")}`);
      equal(
        fix.edit
          .entries()
          .map(([uri]) => uri.toString())
          .join(),
        typed.uri.toString(),
        "the edited file",
      );
      ok(
        titles.some((title) => title.startsWith("Ignore")),
        "it can't be ignored",
      );
      ok(
        titles.some((title) => title.startsWith("Explain")),
        "it can't be explained",
      );
      ok(await workspace.applyEdit(fix.edit), "the fix was not applied");
      await gone(typed.uri, "privileged-container");
      match(typed.getText(), /# keep me\n/);
    });

    it("are fixed as a whole when they are saved", async () => {
      const typed = await open("values.yaml", values.replace("privileged: false", "privileged: true"));
      await found(typed.uri, "privileged-container");
      const settings = workspace.getConfiguration("editor", typed);
      await settings.update("codeActionsOnSave", { "source.fixAll.kubeClinic": "explicit" }, true);
      try {
        await replaceText(typed, "replicas: 2", "replicas: 3");
        const started = Date.now();
        await typed.save();
        console.info(`    a save that fixes took ${Date.now() - started} ms`);
        match(typed.getText(), /privileged: true # keep me\n {2}seccompProfile:\n {4}type: RuntimeDefault\n/);
      } finally {
        await settings.update("codeActionsOnSave", undefined, true);
      }
    });

    it("keep their findings while a template is half typed, and say once what is wrong", async () => {
      const typed = await open("values.yaml", values.replace("privileged: false", "privileged: true"));
      const rendered = await open(template, deployment, ViewColumn.Beside);
      await found(typed.uri, "privileged-container");
      await replaceText(rendered, "{{ .Values.replicas }}", "{{ .Values. }}");
      await found(rendered.uri, "chart-render-failed");
      equal(findings(rendered.uri, "chart-render-failed").length, 1, "errors");
      equal(findings(typed.uri, "privileged-container").length, 1, "other findings");
      await replaceText(rendered, "{{ .Values. }}", "{{ .Values.replicas }}");
      await gone(rendered.uri, "chart-render-failed");
    });

    it("say once why a broken one does not render", async () => {
      const typed = await open("values.yaml", values);
      const rendered = await open(template, deployment, ViewColumn.Beside);
      await replaceText(typed, "image: registry", "image: [registry");
      await found(typed.uri, "chart-render-failed");
      await whenDiagnostics("nothing else", () => (said(typed.uri, rendered.uri) === "chart-render-failed" ? true : undefined));
      await replaceText(typed, "image: [registry", "image: registry");
      await gone(typed.uri, "chart-render-failed");
    });

    it("have templates of the language `helm`, and nothing else is taken for one", async () => {
      const rendered = await open(template, deployment);
      await language(rendered.uri, "helm");
      equal((await open("templates/_helpers.tpl", webChart["templates/_helpers.tpl"]!)).languageId, "helm", "partials");
      const other = await openFile("playbook/templates/nginx.yaml", "listen: {{ port }}\n");
      equal(other.languageId, "yaml", "the language of a template of something else");
      await workspace.fs.delete(fileUri("playbook"), { recursive: true });
    });

    it("are previewed beside the template, live, with findings", async () => {
      const typed = await open("values.yaml", values);
      await open(template, deployment);
      const preview = await showPreview();
      equal(preview.document.languageId, "yaml", "language");
      match(preview.document.getText(), /\n {2}replicas: 2\n/);
      match(preview.document.fileName, /deployment \(default\)\.yaml$/);
      await replaceText(typed, "replicas: 2", "replicas: 9");
      await shows(preview.document, /\n {2}replicas: 9\n/);
      await replaceText(typed, "privileged: false", "privileged: true");
      await shows(preview.document, /privileged: true/);
      const finding = await found(preview.document.uri, "privileged-container");
      equal(preview.document.lineAt(finding.range.start.line).text.trim(), "privileged: true", "line");
      equal(finding.relatedInformation?.[0]?.location.uri.toString(), typed.uri.toString(), "where it is decided");
      await replaceText(typed, "privileged: true", "privileged: false");
      await gone(preview.document.uri, "privileged-container");
    });

    it("say in the preview what could not be rendered, and follow files on the disk", async () => {
      const rendered = await open(template, deployment);
      const preview = await showPreview();
      await replaceText(rendered, ".Values.replicas", ".Values.no.replicas");
      await shows(preview.document, /^# Not all of this could be rendered:\n# {3}templates\/deployment.yaml:6: /);
      await replaceText(rendered, ".Values.no.replicas", ".Values.replicas");
      await shows(preview.document, /^apiVersion/);
      await writeFile(`${folder}/values.yaml`, values.replace("replicas: 2", "replicas: 8"));
      if (!isInMemory()) await shows(preview.document, /\n {2}replicas: 8\n/);
    });

    it("are previewed with each values set, and two of them compared", async () => {
      await open(template, deployment);
      const preview = await showPreview();
      await show(preview.document);
      await commands.executeCommand("kubeClinic.chooseValuesSet", "prod");
      const other = window.activeTextEditor!.document;
      match(other.fileName, /deployment \(prod\)\.yaml$/);
      match(other.getText(), /\n {2}replicas: 3\n/);
      await commands.executeCommand("kubeClinic.compareRendered", "default");
      const input = window.tabGroups.activeTabGroup.activeTab?.input;
      ok(input instanceof TabInputTextDiff, "no diff is shown");
      match(input.original.path, /\(prod\)/);
      match(input.modified.path, /\(default\)/);
    });

    it("lead by the cursor from template and values to the preview, and back", async () => {
      const rendered = await open(template, deployment);
      const preview = await showPreview();
      const image = preview.document
        .getText()
        .split("\n")
        .findIndex((line) => line.includes("image:"));
      const [definition] = await commands.executeCommand<{ readonly uri: Uri; readonly range: Range }[]>(
        "vscode.executeDefinitionProvider",
        preview.document.uri,
        new Position(image, 20),
      );
      equal(definition?.uri.toString(), rendered.uri.toString(), "what wrote the image");
      equal(rendered.getText(definition?.range), "{{ .Values.image | quote }}", "the action");
      // A long preview, so that the place has to be scrolled into sight.
      await replaceText(rendered, "    spec:\n", `    spec:\n${"      # x\n".repeat(300)}`);
      await shows(preview.document, /# x\n {6}containers/);
      const editor = await window.showTextDocument(rendered, { viewColumn: ViewColumn.One, preview: false });
      const line = rendered
        .getText()
        .split("\n")
        .findIndex((text) => text.includes("resources:"));
      const wanted = preview.document
        .getText()
        .split("\n")
        .findIndex((text) => text.includes("resources:"));
      const seen = when(window.onDidChangeTextEditorVisibleRanges, "the preview to follow", () =>
        visible(previewEditor()).some((range) => range.contains(new Position(wanted, 0))) ? true : undefined,
      );
      editor.selection = new Selection(line, 12, line, 12);
      await seen;
    });

    it("have values renamed in templates and in every values file", async () => {
      const typed = await open("values.yaml", values);
      const rendered = await open(template, deployment);
      await showPreview(); // the chart is known then
      const position = rendered.positionAt(rendered.getText().indexOf("Values.replicas") + "Values.re".length);
      const edit = await commands.executeCommand<WorkspaceEdit>(
        "vscode.executeDocumentRenameProvider",
        rendered.uri,
        position,
        "instances",
      );
      ok(await workspace.applyEdit(edit), "the edit was not applied");
      match(rendered.getText(), /replicas: \{\{ \.Values\.instances \}\}/);
      match(typed.getText(), /\ninstances: 2\n/);
      const production = await workspace.openTextDocument(fileUri(`${folder}/values-prod.yaml`));
      equal(production.getText(), "instances: 3\n", "values-prod.yaml");
    });

    it("are read with a dependency that is an archive", async () => {
      const dependencies = 'dependencies: [{ name: sub, version: 1.0.0, repository: "https://charts.example.com" }]\n';
      const pod =
        "apiVersion: v1\nkind: Pod\nmetadata: { name: s }\nspec: { hostPID: true, containers: [{ name: a, image: a:1 }] }\n";
      const archive = await tgzOf({
        "sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
        "sub/values.yaml": "a: 1\n",
        "sub/templates/pod.yaml": pod,
      });
      await workspace.fs.writeFile(fileUri(`${folder}/more/charts/sub-1.0.0.tgz`), archive);
      await writeFile(`${folder}/more/values.yaml`, "x: 1\n");
      const chart = await openFile(`${folder}/more/Chart.yaml`, `apiVersion: v2\nname: more\nversion: 1.0.0\n${dependencies}`);
      const finding = await found(chart.uri, "host-pid");
      equal(chart.getText(finding.range), "sub", "the dependency");
      const preview = await showPreview();
      match(preview.document.getText(), /# Source: more\/charts\/sub\/templates\/pod.yaml/);
    });
  });
}

async function open(name: string, text: string, viewColumn = ViewColumn.One): Promise<TextDocument> {
  const document = await workspace.openTextDocument(await writeFile(`${folder}/${name}`, text));
  await window.showTextDocument(document, { preview: false, viewColumn });
  return workspace.openTextDocument(document.uri); // the language may have been told meanwhile
}

/** Of the active file. The server hears of a new chart a little later than we write it, and its findings change then. */
async function showPreview(): Promise<TextEditor> {
  for (;;) {
    const change = new Promise<void>((resolve) => {
      const listener = languages.onDidChangeDiagnostics(() => {
        listener.dispose();
        resolve();
      });
    });
    await commands.executeCommand("kubeClinic.showRendered");
    const editor = previewEditor();
    if (editor) return editor;
    await change;
  }
}

function previewEditor(): TextEditor | undefined {
  return window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme);
}

function visible(editor: TextEditor | undefined): readonly Range[] {
  return editor?.visibleRanges ?? [];
}

function shows(document: TextDocument, pattern: RegExp): Promise<true> {
  return when(workspace.onDidChangeTextDocument, `${pattern} in ${document.uri}`, () =>
    pattern.test(document.getText()) ? true : undefined,
  );
}

async function language(uri: Uri, wanted: string): Promise<void> {
  await when(workspace.onDidOpenTextDocument, `${wanted} for ${uri}`, () =>
    workspace.textDocuments.some((document) => document.uri.toString() === uri.toString() && document.languageId === wanted)
      ? true
      : undefined,
  );
}

function said(...uris: readonly Uri[]): string {
  return uris.flatMap((uri) => findings(uri).map(codeOf)).join();
}

function actionsAt(uri: Uri, range: Range, kind: CodeActionKind): Thenable<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind.value, 20);
}

/** The file system of the web suite tells nobody of changes that it makes itself. */
function isInMemory(): boolean {
  return fileUri("x").scheme !== "file";
}
