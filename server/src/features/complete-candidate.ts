// One thing that a completion offers, before it is put into the editor's terms.

import type { Draft } from "./complete-draft.ts";

export type CandidateKind = "key" | "value" | "constant" | "name" | "kind" | "skeleton" | "part";

export interface Candidate {
  readonly kind: CandidateKind;
  readonly label: string;
  /** Replaces the word; its first line begins in the column of the word. */
  readonly insert: Draft | SnippetBody;
  /** What the word is compared with; the label, where absent. */
  readonly filter?: string;
  /** A few words behind the label. */
  readonly note?: string;
  /** Lower is nearer to the top; equal ones keep their order. */
  readonly rank: number;
  readonly isDeprecated?: boolean;
  /** Values are wanted where the inserted text ends, so that the editor may ask at once. */
  readonly asksAgain?: boolean;
  /** Beside the insertion; offsets in the document as it is. */
  readonly edits?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  /** Where its description is looked up. */
  readonly about?: About;
  readonly documentation?: string;
}

/** The body of a snippet in the editor's own syntax. */
export interface SnippetBody {
  readonly body: string;
}

/** A field of a kind, or the kind itself. */
export interface About {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly path: readonly string[];
}

export const rank = {
  /** What this very place is known to want. */
  first: 0,
  required: 1,
  usual: 2,
  rest: 4,
  last: 8,
} as const;
