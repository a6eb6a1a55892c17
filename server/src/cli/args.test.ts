// Arguments: what they come to, and what is said of those that can't be used.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "./args.ts";
import { readCheckOptions } from "./check-options.ts";

function parse(line: string) {
  return parseArguments(line.split(" ").filter(Boolean));
}

function check(line: string, operands: readonly string[], values: Readonly<Record<string, readonly string[]>>): void {
  const args = parse(line);
  assert.deepEqual([args.operands, Object.fromEntries(args.values), args.problems], [operands, values, []], line);
}

function refused(line: string, ...problems: readonly string[]): void {
  assert.deepEqual(readCheckOptions(parse(line)).problems, problems, line);
}

test("options, their values and operands", () => {
  check("", [], {});
  check("a b", ["a", "b"], {});
  check("check a", ["a"], {});
  check("a check", ["a", "check"], {});
  check("./check", ["./check"], {});
  check("-", ["-"], {});
  check("--quiet a", ["a"], { "--quiet": [""] });
  check("-q a", ["a"], { "--quiet": [""] });
  check("--select a,b --select=c d", ["d"], { "--select": ["a,b", "c"] });
  check("--fix a", ["a"], { "--fix": ["safe"] });
  check("--fix=confirm a", ["a"], { "--fix": ["confirm"] });
  check("-o x", [], { "--output": ["x"] });
  check("-ox", [], { "--output": ["x"] });
  check("-o=x", [], { "--output": ["x"] });
  check("-qo x y", ["y"], { "--quiet": [""], "--output": ["x"] });
  check("--output -", [], { "--output": ["-"] });
  check("-- --quiet -", ["--quiet", "-"], {});
});

test("the command is the first word", () => {
  for (const name of ["check", "explain", "rules", "init", "lsp"]) assert.equal(parse(name).command.name, name);
  assert.equal(parse("x explain").command.name, "check");
  assert.equal(parse("--quiet rules").command.name, "check");
});

test("what can't be used is named, with what may have been meant", () => {
  refused("--selct x", "Unknown option `--selct` (did you mean `--select`?)");
  refused("--wibble", "Unknown option `--wibble`");
  refused("-x", "Unknown option `-x`");
  refused("--quiet=1", "`--quiet` takes no value");
  refused("--select", "`--select` needs a value: X,…");
  refused("--select --quiet", "`--select` needs a value: X,…");
  refused("--select=", "`--select` needs a value: X,…");
  refused("--format jsn", "`--format` can't be `jsn` (did you mean `json`?)");
  refused("--format xml", "`--format` can't be `xml`: text, json");
  refused("--fix=all", "`--fix` can't be `all`: safe, confirm, template");
  refused("--max-warnings many", "`--max-warnings` needs a whole number, not `many`");
  refused("--max-warnings=-1", "`--max-warnings` needs a whole number, not `-1`");
  refused("-o jsn=x", "`--output jsn=` is no format (did you mean `json`?)");
  refused("-o json=", "`--output json=` names no file");
});

test("what comes with a later version says so", () => {
  refused("--format sarif", "`--format sarif` is not available yet");
  refused("--output junit=x", "`--output junit=` is not available yet");
  for (const name of ["--pod-security", "--baseline", "--write-baseline", "--changed"])
    refused(`${name} x`, `\`${name}\` is not available yet`);
  refused("--prune", "`--prune` is not available yet");
});

test("what does not go together", () => {
  assert.deepEqual(readCheckOptions(parseArguments([""])).problems, ["A PATH is empty"]);
  refused("--policy x --no-policy", "`--policy` and `--no-policy` contradict one another");
  refused("--max-warnings 1 --fail-on warning", "`--max-warnings` goes with `--fail-on error` only");
  refused(
    "--diff --format json",
    "`--diff` prints a patch, so it goes without `--format`; `--output FORMAT=FILE` writes a report beside it",
  );
  refused("--stdin-filename x", "`--stdin-filename` needs `-`, which stands for standard input");
  refused("--fix - x", "`--fix` and `--diff` take `-` alone, without other paths");
  refused("-o a -o b", "Only one `--output` can go without a format: write `--output json=FILE`");
  refused("--max-warnings 1 -o a -o json=b --fix x");
});

test("defaults", () => {
  const { options } = readCheckOptions(parse(""));
  assert.deepEqual(options.paths, ["."]);
  assert.deepEqual([options.failOn, options.format, options.fix, options.policy], ["warning", "text", undefined, undefined]);
  assert.deepEqual([...(readCheckOptions(parse("--diff")).options.fix ?? [])], ["safe"]);
  assert.deepEqual([...(readCheckOptions(parse("--fix=confirm")).options.fix ?? [])], ["safe", "confirm"]);
  assert.equal(readCheckOptions(parse("--max-warnings 3")).options.failOn, "error");
  assert.equal(readCheckOptions(parse("--no-policy")).options.policy, "none");
});
