// Declaration files as generators write them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readDeclarations, type DeclaredType } from "./declarations.ts";

const string: DeclaredType = { kind: "name", name: "string" };

function check(type: string, expected: DeclaredType): void {
  assert.deepEqual(readDeclarations(`export type A = ${type};`)[0]?.type, expected, type);
}

test("types", () => {
  check("string", string);
  check("string[]", { kind: "list", items: string });
  check("Array<string>", { kind: "list", items: string });
  check("Array<Array<string>>", { kind: "list", items: { kind: "list", items: string } });
  check('"a" | "b\\"c"', {
    kind: "union",
    options: [
      { kind: "literal", value: "a" },
      { kind: "literal", value: 'b"c' },
    ],
  });
  check('\n    | "a"\n    | "b"', {
    kind: "union",
    options: [
      { kind: "literal", value: "a" },
      { kind: "literal", value: "b" },
    ],
  });
  check("{ [key: string]: string[]; }", { kind: "map", values: { kind: "list", items: string } });
  check("{}", { kind: "object", members: [] });
  check('IGateway["spec"]', { kind: "name", name: "IGateway", property: "spec" });
  check("Record<string, any>", { kind: "name", name: "Record" });
  check("(string | number)[]", { kind: "list", items: { kind: "union", options: [string, { kind: "name", name: "number" }] } });
});

test("interfaces with comments, tags and bases", () => {
  const [found] = readDeclarations(`import { X } from "./x.js";
/**
 * First.

Second, not starred; it "quotes" { and }.
 *
 * @schema io.k8s.A
 */
export interface A extends B, C {
    /**
     * One \\*thing\\/other.
     *
     * @default 10
     * @schema io.k8s.A#one-two
     */
    readonly oneTwo?: number;
    "three.four": { a: string; };
}`);
  assert.deepEqual([found?.name, found?.bases, found?.isClass, found?.tags["schema"]], ["A", ["B", "C"], false, "io.k8s.A"]);
  assert.equal(found?.doc, 'First.\n\nSecond, not starred; it "quotes" { and }.');
  assert.ok(found?.type.kind === "object");
  assert.deepEqual(
    found.type.members.map(({ name, isOptional, doc, tags }) => [name, isOptional, doc, tags]),
    [
      ["oneTwo", true, "One *thing/other.", { default: "10", schema: "io.k8s.A#one-two" }],
      ["three.four", false, "", {}],
    ],
  );
});

test("classes without what is static or called", () => {
  const [found] = readDeclarations(`export declare class V1A extends Model<IA> implements IA {
    static readonly map: Array<{ name: string; }>;
    static getMap(): { name: string; }[];
    'readonly'?: boolean;
    "one": string;
    private constructor();
    toJson(): any;
    two?: IA["two"];
}
export declare function f(a: { b: string; }): Record<string, any>;`);
  assert.ok(found?.isClass && found.type.kind === "object");
  assert.deepEqual(
    found.type.members.map(({ name }) => name),
    ["readonly", "one", "two"],
  );
});
