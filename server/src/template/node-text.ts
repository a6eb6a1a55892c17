// Writes nodes as Go does in its errors: `at <.Values.x | quote>`.

import { quote } from "./go-quote.ts";
import type { ActionNode, CommandNode, Operand, PipeNode, TemplateNode } from "./node.ts";

export type DescribedNode = Operand | CommandNode | ActionNode | TemplateNode;

/** The node in Go's spelling, which is not always the text's. */
export function describeNode(node: DescribedNode): string {
  switch (node.kind) {
    case "action":
      return `{{${describeNode(node.pipe)}}}`;
    case "template":
      return `{{template ${quote(node.name)}${node.pipe ? ` ${describeNode(node.pipe)}` : ""}}}`;
    case "pipe":
      return describePipe(node);
    case "command":
      return node.args.map(describeArgument).join(" ");
    case "chain":
      return [describeArgument(node.operand), ...node.names].join(".");
    case "field":
      return `.${node.names.join(".")}`;
    case "variable":
      return [node.name, ...node.names].join(".");
    case "string":
      return node.quoted;
    case "number":
      return node.text;
    case "bool":
      return String(node.constant.value);
    case "identifier":
      return node.name;
    case "dot":
      return ".";
    case "nil":
      return "nil";
  }
}

function describePipe({ variables, isAssignment, commands }: PipeNode): string {
  const names = variables.map(describeNode).join(", ");
  const declaration = variables.length > 0 ? `${names} ${isAssignment ? "=" : ":="} ` : "";
  return declaration + commands.map(describeNode).join(" | ");
}

function describeArgument(node: Operand): string {
  return node.kind === "pipe" ? `(${describePipe(node)})` : describeNode(node);
}
