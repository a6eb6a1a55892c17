// Speaks LSP over stdio to any language server, for tests and benches; waits on events only.

import { spawn, type ChildProcess } from "node:child_process";
import { pathToFileURL } from "node:url";
import type { ClientCapabilities, InitializeResult, Registration } from "vscode-languageserver";
import { capabilities } from "./capabilities.ts";
import { encodeMessage, MessageReader } from "./framing.ts";

export interface ClientOptions {
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Absolute paths. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Answers `workspace/configuration`, one item at a time; undefined is sent as null. */
  settings?(section: string, scope: string | undefined): unknown;
  /** Answers other requests of the server by method. */
  readonly answers?: Readonly<Record<string, (params: never) => unknown>>;
  /** Handed on to every wait and request that names none, in ms. */
  readonly limit?: number;
}

/** What the server answered with instead of a result. */
export class ResponseError extends Error {
  readonly code: number;

  constructor(method: string, code: number, message: string) {
    super(`${method}: ${message} (${code})`);
    this.code = code;
  }
}

interface Arrival {
  readonly method: string;
  readonly params: unknown;
}

interface Waiter {
  readonly take: (arrival: Arrival) => boolean;
  readonly fail: (error: Error) => void;
}

interface Pending {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

const methodNotFound = -32601;

export class LanguageClient {
  readonly #options: ClientOptions;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  readonly #waiters = new Set<Waiter>();
  readonly #registrations = new Map<string, Registration>();
  /** Resolves to the exit code (null where a signal ended it). */
  readonly exited: Promise<number | null>;
  #arrivals: Arrival[] = [];
  #forgotten = 0;
  #lastId = 0;
  #stderr = "";
  #end: Error | undefined;
  initialized: InitializeResult | undefined;

  private constructor(options: ClientOptions) {
    this.#options = options;
    const [program, ...args] = options.command;
    this.#child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
    const reader = new MessageReader((message) => this.#receive(message as Message)); // what a server sends is JSON-RPC
    this.#child.stdout!.on("data", (chunk: Buffer) => {
      try {
        reader.add(chunk);
      } catch (error) {
        this.#fail(error as Error);
      }
    });
    this.#child.stderr!.on("data", (chunk: Buffer) => (this.#stderr = (this.#stderr + chunk.toString()).slice(-10_000)));
    this.#child.stdin!.on("error", () => {}); // the exit says it
    this.exited = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        this.#fail(error);
        resolve(null);
      });
      this.#child.once("exit", (code) => {
        this.#fail(new Error(`the server ended with ${code}`));
        resolve(code);
      });
    });
  }

  /** Starts the server and initializes it. */
  static async start(options: ClientOptions): Promise<LanguageClient> {
    const client = new LanguageClient(options);
    const folders = (options.folders ?? []).map((folder) => ({ uri: uriOf(folder), name: folder.split("/").at(-1) ?? folder }));
    client.initialized = await client.request<InitializeResult>("initialize", {
      processId: process.pid,
      clientInfo: { name: "test" },
      rootUri: folders[0]?.uri ?? null,
      workspaceFolders: folders.length > 0 ? folders : null,
      capabilities: options.capabilities ?? capabilities(),
      ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
    });
    client.notify("initialized", {});
    return client;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What the server wrote to stderr, at most its last 10,000 characters. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Registered dynamically and not taken back. */
  get registrations(): readonly Registration[] {
    return [...this.#registrations.values()];
  }

  notify(method: string, params: unknown): void {
    this.#write({ method, params });
  }

  request<T>(method: string, params: unknown, limit?: number): Promise<T> {
    return this.send<T>(method, params, limit).result;
  }

  /** As `request`, for those who want to cancel it. Rejects with a `ResponseError`, or an error if the limit passes. */
  send<T>(
    method: string,
    params: unknown,
    limit = this.#options.limit ?? 30_000,
  ): { readonly result: Promise<T>; cancel(): void } {
    const id = ++this.#lastId;
    const result = new Promise<T>((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(this.#late(`no answer to ${method}`, limit));
      }, limit);
      this.#pending.set(id, {
        method,
        resolve: (value) => {
          clearTimeout(timer);
          resolve(value as T); // the caller knows the method's result
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.#write({ id, method, params });
    });
    return { result, cancel: () => this.notify("$/cancelRequest", { id }) };
  }

  /** How many notifications and requests have come from the server so far. */
  mark(): number {
    return this.#forgotten + this.#arrivals.length;
  }

  /** The parameters of the server's notifications or requests of that method since the mark. */
  arrived<T>(method: string, since = 0): readonly T[] {
    const arrivals = this.#arrivals.slice(Math.max(0, since - this.#forgotten)).filter((arrival) => arrival.method === method);
    return arrivals.map(({ params }) => params as T);
  }

  /** Drops what has come so far, for those who let a lot come. */
  forget(): void {
    this.#forgotten += this.#arrivals.length;
    this.#arrivals = [];
  }

  /** The first notification or request of that method since the mark that is accepted, whether it has come already or not. */
  wait<T>(
    method: string,
    accept: (params: T) => boolean = () => true,
    { since = 0, limit = this.#options.limit ?? 30_000 }: { readonly since?: number; readonly limit?: number } = {},
  ): Promise<T> {
    const come = this.arrived<T>(method, since).filter(accept);
    if (come.length > 0) return Promise.resolve(come[0] as T);
    return new Promise<T>((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      const waiter: Waiter = {
        take: (arrival) => {
          const params = arrival.params as T;
          if (arrival.method !== method || !accept(params)) return false;
          clearTimeout(timer);
          resolve(params);
          return true;
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(this.#late(`no ${method} that was waited for`, limit));
      }, limit);
      this.#waiters.add(waiter);
    });
  }

  /** Shuts the server down as LSP says; resolves to its exit code. One that does not end within `limit` ms is killed. */
  async stop(limit = 5000): Promise<number | null> {
    if (!this.#end) {
      const timer = setTimeout(() => this.#child.kill("SIGKILL"), limit);
      await this.request("shutdown", null, limit).catch(() => undefined);
      this.notify("exit", undefined);
      await this.exited;
      clearTimeout(timer);
    }
    return this.exited;
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.exited;
  }

  #write(message: object): void {
    if (!this.#end) this.#child.stdin!.write(encodeMessage({ jsonrpc: "2.0", ...message }));
  }

  #receive(message: Message): void {
    if (message.method === undefined) {
      const pending = this.#pending.get(Number(message.id));
      this.#pending.delete(Number(message.id));
      if (message.error) pending?.reject(new ResponseError(pending.method, message.error.code, message.error.message));
      else pending?.resolve(message.result);
      return;
    }
    if (message.id !== undefined) this.#answer(message.id, message.method, message.params);
    const arrival = { method: message.method, params: message.params };
    this.#arrivals.push(arrival);
    for (const waiter of this.#waiters) if (waiter.take(arrival)) this.#waiters.delete(waiter);
  }

  #answer(id: number | string, method: string, params: unknown): void {
    const own = this.#options.answers?.[method];
    if (own) this.#write({ id, result: own(params as never) ?? null });
    else if (method === "workspace/configuration") this.#write({ id, result: this.#configuration(params) });
    else if (method === "client/registerCapability") {
      for (const one of (params as { registrations: Registration[] }).registrations) this.#registrations.set(one.id, one);
      this.#write({ id, result: null });
    } else if (method === "client/unregisterCapability") {
      for (const one of (params as { unregisterations: { id: string }[] }).unregisterations) this.#registrations.delete(one.id);
      this.#write({ id, result: null });
    } else if (method === "workspace/applyEdit") this.#write({ id, result: { applied: true } });
    else if (/\/refresh$|^window\/(workDoneProgress\/create|showMessageRequest)$/.test(method)) this.#write({ id, result: null });
    else this.#write({ id, error: { code: methodNotFound, message: `the test's client does not know ${method}` } });
  }

  #configuration(params: unknown): unknown[] {
    const { items } = params as { items: { section?: string; scopeUri?: string }[] };
    return items.map(({ section, scopeUri }) => this.#options.settings?.(section ?? "", scopeUri) ?? null);
  }

  #late(what: string, limit: number): Error {
    const last = this.#arrivals.slice(-10).map(({ method }) => method);
    return new Error(
      `${what} within ${limit} ms; last came ${last.join(", ") || "nothing"}; stderr: ${this.#stderr.slice(-2000)}`,
    );
  }

  #fail(error: Error): void {
    if (this.#end) return;
    const end = new Error(`${error.message}; stderr: ${this.#stderr.slice(-2000)}`);
    this.#end = end;
    for (const { reject } of this.#pending.values()) reject(end);
    this.#pending.clear();
    for (const { fail } of this.#waiters) fail(end);
    this.#waiters.clear();
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}
