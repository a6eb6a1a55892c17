// Tests that schemas may come later than they are asked for.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { SchemaFile } from "../schema/bundled.ts";
import { Schemas } from "./schemas.ts";
import type { World } from "./world.ts";

const text = (name: SchemaFile) => readFileSync(`schemas/${name}.json`, "utf8");

/** What was asked for, and a catalogue that asks. */
function open(schemaText: World["schemaText"]): { readonly asked: SchemaFile[]; changes: number; readonly schemas: Schemas } {
  const asked: SchemaFile[] = [];
  // Nothing else of the world is needed.
  const world = {
    schemaText: (name: SchemaFile) => {
      asked.push(name);
      return schemaText(name);
    },
  } as unknown as World;
  const state = { asked, changes: 0, schemas: new Schemas(world, () => void state.changes++) };
  return state;
}

test("what can be read at once is there at once, and read when it is asked for", () => {
  const state = open(text);
  const { catalogue } = state.schemas;
  assert.deepEqual(state.asked, []);
  assert.equal(catalogue.find("apps", "v1", "Deployment")?.plural, "deployments");
  assert.deepEqual(state.asked, ["kubernetes"]);
  assert.ok(catalogue.find("cert-manager.io", "v1", "Certificate"));
  assert.deepEqual(state.asked, ["kubernetes", "operators"]);
  assert.equal(state.schemas.catalogue, catalogue);
  assert.equal(state.changes, 0);
});

test("what comes later makes another catalogue", async () => {
  const state = open(async (name) => text(name));
  const before = state.schemas.catalogue;
  assert.equal(before.find("apps", "v1", "Deployment"), undefined);
  await settled();
  assert.deepEqual([state.changes, state.asked], [1, ["kubernetes"]]);
  assert.notEqual(state.schemas.catalogue, before);
  assert.ok(state.schemas.catalogue.find("apps", "v1", "Deployment"));
  assert.equal(state.schemas.catalogue.find("cert-manager.io", "v1", "Certificate"), undefined);
  await settled();
  assert.ok(state.schemas.catalogue.find("cert-manager.io", "v1", "Certificate"));
  assert.deepEqual([state.changes, state.asked], [2, ["kubernetes", "operators"]]);
});

test("what can't be had is asked for once, and nobody is told", async () => {
  const state = open(async () => undefined);
  assert.equal(state.schemas.catalogue.find("apps", "v1", "Deployment"), undefined);
  await settled();
  assert.equal(state.schemas.catalogue.find("apps", "v1", "Deployment"), undefined);
  assert.deepEqual([state.changes, state.asked], [0, ["kubernetes"]]);
});

/** Everything that waits has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
