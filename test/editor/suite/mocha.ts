// Mocha's browser build, which runs in an extension host of either kind, set up to print a line per test.

// oxlint-disable-next-line import/no-unassigned-import -- it defines globals
import "mocha/mocha.js";

/** Writes plain lines: the console of an extension host has no terminal behind it. */
class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on("suite", (suite) => suite.title && console.info(suite.title));
    runner.on("pass", (passed) => console.info(`  ok ${passed.title} (${passed.duration} ms)`));
    runner.on("fail", (failed, error: Error) => console.error(`  FAILED ${failed.title}\n${error.stack ?? error.message}`));
  }
}

/** Defines `describe`, `it` and `mocha`. */
export function setUpMocha(): void {
  mocha.setup({ ui: "bdd", reporter: LineReporter, timeout: 20_000 });
  const only = typeof process === "object" ? process.env["SUITE_ONLY"] : undefined; // such as `charts`, for whoever writes one
  if (only) mocha.grep(only);
}

/** Runs what was described. Mocha's own `mocha.run` for browsers would look at the address of a page. */
export function runMocha(done: (failures: number) => void): Mocha.Runner {
  return Mocha.prototype.run.call(mocha, done);
}
