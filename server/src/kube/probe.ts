// What the kubelet does to a container from outside: probes and lifecycle hooks.

import { field, intOrTextField, mapField, textField, textItems, type Text } from "./read.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export type Handler = "httpGet" | "tcpSocket" | "exec" | "grpc" | "sleep";

/** A probe; a `postStart` or `preStop` hook has the same handlers and no more. */
export class Probe {
  /** Undefined where none is written. */
  readonly handler: Handler | undefined;
  /** The map below `httpGet:` and the like. */
  readonly action: YamlMap | undefined;

  constructor(readonly node: YamlMap) {
    this.handler = handlers.find((handler) => mapField(node, handler));
    this.action = this.handler && mapField(node, this.handler);
  }

  /** A number, or the name of a container port. */
  get port(): number | string | undefined {
    return intOrTextField(this.action, "port");
  }

  get portNode(): YamlNode | undefined {
    return field(this.action, "port");
  }

  get path(): string | undefined {
    return textField(this.action, "path");
  }

  get host(): string | undefined {
    return textField(this.action, "host");
  }

  get hostNode(): YamlNode | undefined {
    return field(this.action, "host");
  }

  /** The argument vector of `exec`. */
  get command(): readonly Text[] {
    return textItems(this.action, "command");
  }
}

export type Hook = Probe;

const handlers: readonly Handler[] = ["httpGet", "tcpSocket", "exec", "grpc", "sleep"];
