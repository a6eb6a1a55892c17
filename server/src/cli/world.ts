// What the command line needs of the machine, so that tests can hand in another one.

import type { Buffer } from "node:buffer";
import type { Disk } from "../host/disk.ts";
import type { Catalogue } from "../schema/schema.ts";

export interface Output {
  readonly isTerminal: boolean;
  /** The terminal's width, where it is one. */
  readonly columns: number | undefined;
  write(text: string): void;
}

export interface World {
  /** The current folder, absolute, with `/`. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly disk: Disk;
  readonly stdout: Output;
  readonly stderr: Output;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly version: string;
  /** All of standard input; undefined where it is larger than `limit` bytes. */
  readStdin(limit: number): Promise<Buffer | undefined>;
  /** In milliseconds, from whenever. */
  now(): number;
  /** A rule's page, as Markdown. */
  page(rule: string, category: string): string | undefined;
  /** The kinds that are shipped. */
  readonly schemas: Catalogue;
  /** The file of this program, if threads can be started with it. */
  readonly program?: string;
  /** Other threads; by default those of the program. */
  readonly threads?: Threads;
  /** Turns this process into the language server. */
  serve(): Promise<void>;
}

export interface Threads {
  /** How many can work at once. */
  readonly count: number;
  start(): Thread;
}

/** Carries out one message after the other. */
export interface Thread {
  /** The answer, both plain data; fails when the thread has ended. */
  ask(message: object): Promise<unknown>;
  end(): void;
}

/** 0: nothing to complain about; 1: findings; 2: the command, the policy or an input could not be used. */
export type Status = 0 | 1 | 2;
