// Serves VS Code for the Web: static files, no server behind them, so that our `browser` entry runs in a web worker.

import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Editor } from "./install.ts";

export interface WebHost {
  readonly address: string;
  stop(): Promise<void>;
}

const workbenchPath = "out/vs/code/browser/workbench";
// Of VS Code's own extensions, the ones that we live with; the page knows none by itself.
const builtins = ["json", "markdown-basics", "markdown-language-features", "theme-defaults", "yaml"];
const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
};

/** The workbench opens on the folder `tmp:/workspace`, which is empty and in memory; it runs the suite if one is given. */
export async function startWebHost(editor: Editor, extension: string, suite?: string): Promise<WebHost> {
  const mounts = new Map([
    ["/static/", editor.home],
    ["/extension/", extension],
  ]);
  const workbench = detachFromServer(readFileSync(path.join(editor.home, workbenchPath, "workbench.js"), "utf8"));
  const server = createServer((request, response) => {
    const url = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    if (url === "/") send(response, "text/html", page(editor, request, extension, suite));
    else if (url === `/static/${workbenchPath}/workbench.js`) send(response, "text/javascript", workbench);
    else sendFile(response, mounts, url);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // of a TCP server that listens
  return {
    address: `http://127.0.0.1:${port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Two of code-server's changes tie the page to its server, as a remote and as the place of user data: they are undone. */
function detachFromServer(workbench: string): string {
  const changes: readonly (readonly [RegExp, string])[] = [
    [
      /(\w+)\.file\(this\.userDataPath\)\.with\(\{scheme:(\w+)\.vscodeRemote\}\)/,
      "$1.file(this.userDataPath).with({scheme:$2.vscodeUserData})",
    ],
    [/remoteAuthority:location\.host/, "remoteAuthority:undefined"],
  ];
  return changes.reduce((text, [from, to]) => {
    if (!from.test(text)) throw new Error(`this workbench.js does not have ${from}`);
    return text.replace(from, to);
  }, workbench);
}

function page(editor: Editor, request: IncomingMessage, extension: string, suite: string | undefined): string {
  const at = (name: string): object => ({ scheme: "http", authority: request.headers.host, path: name });
  const configuration = {
    userDataPath: "/",
    isEnabledCoderGettingStarted: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    productConfiguration: { enableTelemetry: false },
    configurationDefaults: { "chat.disableAIFeatures": true, "files.autoSave": "off", "workbench.startupEditor": "none" },
    additionalBuiltinExtensions: builtins.map((name) => at(`/static/extensions/${name}`)),
    developmentOptions: {
      extensions: [at("/extension")],
      ...(suite && { extensionTestsPath: at(`/extension/${path.relative(extension, suite)}`) }),
    },
    folderUri: { scheme: "tmp", authority: "", path: "/workspace" },
  };
  const values: Readonly<Record<string, string>> = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('"', "&quot;"),
    WORKBENCH_WEB_BASE_URL: "/static",
    WORKBENCH_NLS_URL: "/static/out/nls.messages.js",
    WORKBENCH_NLS_FALLBACK_URL: "/static/out/nls.messages.js",
  };
  const template = readFileSync(path.join(editor.home, workbenchPath, "workbench.html"), "utf8");
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "content-type": type }).end(body);
}

function sendFile(response: ServerResponse, mounts: ReadonlyMap<string, string>, url: string): void {
  for (const [prefix, folder] of mounts) {
    if (!url.startsWith(prefix)) continue;
    const file = path.join(folder, path.normalize(`/${url.slice(prefix.length)}`));
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) break;
    response.writeHead(200, { "content-type": contentTypes[path.extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
    return;
  }
  response.writeHead(404).end();
}
