// What a text is as a template: its own tree, what it defines, and what is wrong with it.

import { memo } from "../base/memo.ts";
import type { Comment } from "./lex.ts";
import type { ListNode } from "./node.ts";
import type { Problem } from "./parse-state.ts";

/** A text read as a template; nothing in it knows what the template is called. */
export interface ParsedText {
  readonly text: string;
  readonly root: ListNode;
  /** By `define` and `block`, in the order of their ends: which of two with one name counts is for `define` to say. */
  readonly definitions: readonly Definition[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  /** How many nodes there are; their ids are smaller. */
  readonly nodeCount: number;
}

export interface Definition {
  readonly name: string;
  readonly root: ListNode;
  /** From `{{ define` to its `{{ end }}`. */
  readonly start: number;
  readonly end: number;
  /** The line of its end, where Go says that a name is defined twice; and how many problems it had met by then. */
  readonly line: number;
  readonly problemsBefore: number;
}

/** Whether there is nothing but space and comments: such a definition replaces no other. */
export const isEmptyList: (list: ListNode) => boolean = memo((list: ListNode) =>
  list.nodes.every((node) => node.kind === "text" && /^\p{White_Space}*$/u.test(node.text)),
);
