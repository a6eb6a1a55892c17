// Shows in the language status what was analysed, by which policy and for which Kubernetes, or why nothing was.

import { commands, Disposable, languages, LanguageStatusSeverity, Uri, window, workspace, type LogOutputChannel } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Selected } from "./selector.ts";
import { command, statusNotification, type Status } from "../../server/src/server/protocol.ts";

export class StatusItem implements Disposable {
  readonly #item;
  readonly #known = new Map<string, Status>();
  readonly #listener = window.onDidChangeActiveTextEditor(() => this.#show());
  #stopped: string | undefined;
  #isInChart = false;

  constructor(selector: readonly Selected[]) {
    this.#item = languages.createLanguageStatusItem("kubeClinic.status", [...selector]);
    this.#item.name = "kube-clinic";
    this.#show();
  }

  of(uri: Uri | undefined): Status | undefined {
    return uri && this.#known.get(uri.toString());
  }

  forget(uri: Uri): void {
    this.#known.delete(uri.toString());
  }

  failed(error: unknown, output: LogOutputChannel): void {
    output.error(error instanceof Error ? error : String(error));
    this.#stopped = "The server did not start";
    this.#show();
  }

  /** Shows what this client's server says, and whether it runs at all. */
  follow(client: BaseLanguageClient): Disposable {
    return Disposable.from(
      client.onNotification(statusNotification, (status: Status) => {
        this.#known.set(Uri.parse(status.uri).toString(), status);
        this.#show();
      }),
      client.onDidChangeState(() => {
        if (!client.isRunning()) this.#known.clear();
        this.#stopped = client.needsStart() ? "The server has stopped" : undefined;
        this.#show();
      }),
    );
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const status = this.of(window.activeTextEditor?.document.uri);
    this.#tellMenus(status?.isInChart === true);
    const view = this.#stopped ? stoppedView(this.#stopped) : status ? viewOf(status) : unknownView;
    this.#item.text = view.text;
    this.#item.detail = view.detail;
    this.#item.severity = view.severity ?? LanguageStatusSeverity.Information;
    this.#item.busy = status?.state === "indexing" && !this.#stopped;
    this.#item.command = { title: view.action[0], command: view.action[1] };
  }

  #tellMenus(isInChart: boolean): void {
    if (isInChart === this.#isInChart) return;
    this.#isInChart = isInChart;
    void commands.executeCommand("setContext", "kubeClinic.isInChart", isInChart);
  }
}

interface View {
  readonly text: string;
  readonly detail: string;
  readonly severity?: LanguageStatusSeverity;
  readonly action: readonly [title: string, command: string];
}

const unknownView: View = {
  text: "Not analysed",
  detail: "No Kubernetes object (apiVersion and kind), no chart, no policy file",
  action: ["Show Output", command.showOutput],
};

function stoppedView(text: string): View {
  return { text, detail: "", severity: LanguageStatusSeverity.Error, action: ["Restart", command.restart] };
}

function viewOf(status: Status): View {
  const action = status.policy
    ? (["Open Policy File", command.openPolicy] as const)
    : (["Create Policy File", command.createPolicy] as const);
  const policy = status.policy ? workspace.asRelativePath(Uri.parse(status.policy)) : "no policy file, recommended rules";
  const versions = status.kubernetes.length > 0 ? `Kubernetes ${status.kubernetes.join(", ")}` : "";
  const detail = [status.message, policy, versions].filter(Boolean).join(" · ");
  switch (status.state) {
    case "analysed":
    case "indexing":
      return { text: countsOf(status.findings), detail, action };
    case "off":
      return { text: "Off", detail, action };
    case "notKubernetes":
      return { text: "Not a Kubernetes document", detail: status.message ?? "", action };
    case "problem":
      return { text: status.message ?? "Not analysed", detail: policy, severity: LanguageStatusSeverity.Warning, action };
  }
}

function countsOf({ error, warning, info }: Status["findings"]): string {
  const counts = [plural(error, "error"), plural(warning, "warning"), plural(info, "info")];
  return counts.filter(Boolean).join(", ") || "No findings";
}

function plural(n: number, noun: string): string {
  if (n === 0) return "";
  return `${n} ${noun}${n === 1 || noun === "info" ? "" : "s"}`;
}
