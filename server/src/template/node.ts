// The tree of a template: what its parser makes and its evaluator walks.

import type { Traced } from "./value.ts";

/** Offsets into the template's text. `pos` is where Go says the node is; `id` numbers the nodes of one text. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly pos: number;
  readonly id: number;
}

export interface ListNode {
  readonly nodes: readonly Node[];
}

export type Node = TextNode | ActionNode | BranchNode | TemplateNode | JumpNode | BadNode;
export type BranchNode = IfNode | WithNode | RangeNode;

/** Text as it is written, spaces that its neighbours trim taken off. */
export interface TextNode extends Place {
  readonly kind: "text";
  readonly text: string;
}

export interface ActionNode extends Place {
  readonly kind: "action";
  readonly pipe: PipeNode;
}

/** `{{ if }}` … `{{ end }}`, `else if` as an `if` that is all of the `else`. */
interface Branching extends Place {
  /** The first action, from `{{` to `}}`. */
  readonly head: Place;
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
}

export interface IfNode extends Branching {
  readonly kind: "if";
}

export interface WithNode extends Branching {
  readonly kind: "with";
}

export interface RangeNode extends Branching {
  readonly kind: "range";
}

/** `{{ template "name" . }}` and what `{{ block }}` leaves in its place. */
export interface TemplateNode extends Place {
  readonly kind: "template";
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

export interface JumpNode extends Place {
  readonly kind: "break" | "continue";
}

/** An action that could not be read; the parser's problems say why. */
export interface BadNode extends Place {
  readonly kind: "bad";
}

export interface PipeNode extends Place {
  readonly kind: "pipe";
  /** `=` rather than `:=`. */
  readonly isAssignment: boolean;
  readonly variables: readonly VariableNode[];
  readonly commands: readonly CommandNode[];
  /** It could not be read: evaluating it fails. */
  readonly isBad: boolean;
}

export interface CommandNode extends Place {
  readonly kind: "command";
  readonly args: readonly [Operand, ...Operand[]];
}

export type Operand =
  | DotNode
  | NilNode
  | BoolNode
  | NumberNode
  | StringNode
  | FieldNode
  | VariableNode
  | ChainNode
  | IdentifierNode
  | PipeNode;

export interface DotNode extends Place {
  readonly kind: "dot";
}

export interface NilNode extends Place {
  readonly kind: "nil";
}

export interface BoolNode extends Place {
  readonly kind: "bool";
  readonly constant: Traced<boolean>;
}

export interface NumberNode extends Place {
  readonly kind: "number";
  readonly text: string;
  readonly number: NumberConstant;
  /** What it is where nothing says what it should be; undefined: it overflows `int`. */
  readonly constant: Traced | undefined;
}

/** What a number can be taken for. */
export interface NumberConstant {
  readonly int?: bigint;
  readonly uint?: bigint;
  readonly float?: number;
  readonly complex?: readonly [real: number, imaginary: number];
}

export interface StringNode extends Place {
  readonly kind: "string";
  /** As written, with its quotes. */
  readonly quoted: string;
  readonly constant: Traced<string>;
}

/** `.a.b`: names without their dots. */
export interface FieldNode extends Place {
  readonly kind: "field";
  readonly names: readonly string[];
}

/** `$`, `$x`, `$x.a.b`. */
export interface VariableNode extends Place {
  readonly kind: "variable";
  /** With its dollar sign. */
  readonly name: string;
  /** Its place among the variables in scope; -1: it is declared, but not in this branch. */
  readonly slot: number;
  readonly names: readonly string[];
}

/** `(pipeline).a.b`. */
export interface ChainNode extends Place {
  readonly kind: "chain";
  readonly operand: Operand;
  readonly names: readonly string[];
}

export interface IdentifierNode extends Place {
  readonly kind: "identifier";
  readonly name: string;
}
