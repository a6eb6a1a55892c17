// Reads the arguments of a command by the table of its options.

import { didYouMean } from "../base/nearest.ts";
import { commands, type Command, type Option } from "./options.ts";

/** The arguments sorted; `problems` are sentences without a full stop. */
export interface Arguments {
  readonly command: Command;
  readonly operands: readonly string[];
  /** Option name → its values; a switch has one empty value. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly string[];
}

/** A word that names a command is one wherever it stands first; everything else belongs to `check`. */
export function parseArguments(words: readonly string[]): Arguments {
  const command = commands.find(({ name }) => name === words[0]);
  return new Parser(command ?? commands[0]).parse(command ? words.slice(1) : words);
}

/** The last value that an option was given. */
export function lastOf(args: Arguments, name: string): string | undefined {
  return args.values.get(name)?.at(-1);
}

/** All values of an option that takes a list, split at commas. */
export function listOf(args: Arguments, name: string): readonly string[] | undefined {
  const items = args.values.get(name)?.flatMap((value) => value.split(","));
  return items?.map((item) => item.trim()).filter((item) => item !== "");
}

class Parser {
  readonly #operands: string[] = [];
  readonly #values = new Map<string, string[]>();
  readonly #problems: string[] = [];

  constructor(readonly command: Command) {}

  parse(words: readonly string[]): Arguments {
    for (let at = 0; at < words.length;) {
      const word = words[at++] ?? "";
      if (word === "--") {
        this.#operands.push(...words.slice(at));
        break;
      }
      const next = words[at];
      if (word.startsWith("--")) at += this.#long(word, next);
      else if (word.startsWith("-") && word !== "-") at += this.#short(word, next);
      else this.#operands.push(word);
    }
    return { command: this.command, operands: this.#operands, values: this.#values, problems: this.#problems };
  }

  /** How many words behind it belong to the option. */
  #long(word: string, next: string | undefined): number {
    const equals = word.indexOf("=");
    const name = equals < 0 ? word : word.slice(0, equals);
    const option = this.command.options.find((option) => option.name === name);
    if (!option) return this.#unknown(name);
    return this.#take(option, equals < 0 ? undefined : word.slice(equals + 1), next);
  }

  /** `-q`, `-o FILE`, `-oFILE`, `-o=FILE`; switches may stand together. */
  #short(word: string, next: string | undefined): number {
    for (let i = 1; i < word.length; i++) {
      const option = this.command.options.find(({ short }) => short === `-${word[i]}`);
      if (!option) return this.#unknown(`-${word[i]}`);
      const rest = word.slice(i + 1).replace(/^=/, "");
      if (option.value !== undefined) return this.#take(option, rest === "" ? undefined : rest, next);
      this.#take(option, undefined, undefined);
    }
    return 0;
  }

  #take(option: Option, given: string | undefined, next: string | undefined): number {
    if (option.later) this.#problem(`\`${option.name}\` is not available yet`);
    if (option.value === undefined) {
      if (given !== undefined) this.#problem(`\`${option.name}\` takes no value`);
      this.#add(option, "");
      return 0;
    }
    if (given !== undefined) this.#check(option, given);
    else if (option.implied !== undefined) this.#add(option, option.implied);
    else if (next === undefined || (next.startsWith("-") && next !== "-"))
      this.#problem(`\`${option.name}\` needs a value: ${option.value}`);
    else {
      this.#check(option, next);
      return 1;
    }
    return 0;
  }

  #check(option: Option, value: string): void {
    if (value.trim() === "") this.#problem(`\`${option.name}\` needs a value: ${option.value}`);
    else if (option.laterChoices?.includes(value)) this.#problem(`\`${option.name} ${value}\` is not available yet`);
    else if (option.choices && !option.choices.includes(value)) {
      const hint = didYouMean(value, option.choices) || `: ${option.choices.join(", ")}`;
      this.#problem(`\`${option.name}\` can't be \`${value}\`${hint}`);
    } else this.#add(option, value);
  }

  #add(option: Option, value: string): void {
    const known = this.#values.get(option.name);
    if (known) known.push(value);
    else this.#values.set(option.name, [value]);
  }

  #unknown(name: string): number {
    const names = this.command.options.flatMap(({ name, short }) => (short ? [name, short] : [name]));
    this.#problem(`Unknown option \`${name}\`${name.startsWith("--") ? didYouMean(name, names) : ""}`);
    return 0;
  }

  #problem(message: string): void {
    this.#problems.push(message);
  }
}
