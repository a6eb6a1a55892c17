// Semantic versions as values, and whether one satisfies a constraint.

import type { CallContext } from "../function.ts";
import { compareVersions, parseVersion, versionText } from "../semver.ts";
import type { Version } from "../semver.ts";
import { parseConstraints, satisfies } from "../semver-constraint.ts";
import { Int, literal, unionOf } from "../value.ts";
import type { Method, Struct, Value } from "../value.ts";
import { fixed, text } from "./define.ts";
import type { Family } from "./define.ts";

export const versions: Family = {
  semver: fixed(["string"], ([arg], context) => ({
    value: versionValue(versionOf(text(arg).value, context)),
    trace: unionOf([arg!]),
  })),
  semverCompare: fixed(["string", "string"], (args, context) => {
    const constraint = parseConstraints(text(args[0]).value);
    if ("problem" in constraint) return context.fail(constraint.problem);
    return { value: satisfies(versionOf(text(args[1]).value, context), constraint), trace: unionOf(args) };
  }),
};

function versionOf(source: string, context: CallContext): Version {
  const version = parseVersion(source);
  return "problem" in version ? context.fail(version.problem) : version;
}

/** A version as a template holds it. */
interface VersionStruct extends Struct {
  readonly version: Version;
}

function versionValue(version: Version, struct = "*semver.Version"): VersionStruct {
  const compared = (test: (order: number) => Value): Method => ({
    arity: [1, 1],
    params: ["*semver.Version"],
    call: ([other]) => literal(test(compareVersions(version, (other!.value as VersionStruct).version))),
  });
  const { major, minor, patch } = version;
  const raised = (change: Partial<Version>): Method => ({ arity: [0, 0], call: () => literal(raisedValue(version, change)) });
  const methods: Record<string, Method> = {
    Major: asked(new Int(major, "uint64")),
    Minor: asked(new Int(minor, "uint64")),
    Patch: asked(new Int(patch, "uint64")),
    Prerelease: asked(version.prerelease),
    Metadata: asked(version.metadata),
    Original: asked(version.original),
    String: asked(versionText(version)),
    Compare: compared((order) => new Int(BigInt(Math.sign(order)))),
    Equal: compared((order) => order === 0),
    LessThan: compared((order) => order < 0),
    LessThanEqual: compared((order) => order <= 0),
    GreaterThan: compared((order) => order > 0),
    GreaterThanEqual: compared((order) => order >= 0),
    IncMajor: raised({ major: major + 1n, minor: 0n, patch: 0n }),
    IncMinor: raised({ minor: minor + 1n, patch: 0n }),
    // A prerelease comes before its release: that is the next patch.
    IncPatch: raised(version.prerelease ? {} : { patch: patch + 1n }),
  };
  return { struct, version, fields: new Map(), methods: new Map(Object.entries(methods)), text: () => versionText(version) };
}

function raisedValue(version: Version, change: Partial<Version>): VersionStruct {
  const next = { ...version, ...change, prerelease: "", metadata: "" };
  const prefix = version.original.startsWith("v") ? "v" : "";
  return versionValue({ ...next, original: prefix + versionText(next) }, "semver.Version");
}

function asked(value: Value): Method {
  return { arity: [0, 0], call: () => literal(value) };
}
