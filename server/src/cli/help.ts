// Writes the help of the command line from the table of its options.

import { commands, type Command, type Option } from "./options.ts";
import { padTo, type Style } from "./style.ts";

export function writeOverview(style: Style): string {
  const available = commands.filter(({ later }) => !later);
  const rows = available.map(({ name, operands, doc }) => [`${name} ${operands}`.trim(), doc] as const);
  const heading = (text: string) => style.paint("bold", text);
  return `kube-clinic finds faults in Kubernetes manifests and fixes them.

${heading("Usage")}
  kube-clinic [check] [PATH…] [OPTIONS]
  kube-clinic COMMAND [OPTIONS]

${heading("Commands")}
${table(rows)}
${heading("Examples")}
  kube-clinic                                     check the current folder
  kube-clinic k8s --fix                           check a folder and fix what is safe to fix
  kubectl get deploy -o yaml | kube-clinic -      check what runs in the cluster
  kube-clinic explain privileged-container        why, and what to do
  kube-clinic explain deploy.spec.strategy        what a field is, and which rules judge it

kube-clinic COMMAND --help shows the options of a command.
Exit status: 0 nothing found, 1 findings, 2 the command or an input could not be used.
`;
}

export function writeHelp({ name, operands, doc, options }: Command, style: Style): string {
  const rows = options.filter(({ later }) => !later).map((option) => [spelled(option), option.doc] as const);
  return `${doc}

${style.paint("bold", "Usage")}
  kube-clinic ${`${name} ${operands}`.trim()}${options.length > 1 ? " [OPTIONS]" : ""}

${style.paint("bold", "Options")}
${table(rows)}`;
}

function spelled({ name, short, value, implied }: Option): string {
  const behind = value === undefined ? "" : implied === undefined ? ` ${value}` : `[=${value}]`;
  return `${short === undefined ? "    " : `${short}, `}${name}${behind}`;
}

const DOC_WIDTH = 72;

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows
    .flatMap(([left, right]) => wrap(right, DOC_WIDTH).map((line, i) => `  ${padTo(i === 0 ? left : "", width)}  ${line}\n`))
    .join("");
}

/** The text in lines of at most `width` characters, as far as its words allow. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
