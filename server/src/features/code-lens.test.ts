// Tests what is said above Services and workloads, and where a click leads.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Location } from "vscode-languageserver-types";
import { codeLenses, resolveLens } from "./code-lens.ts";
import { sampleUnit, shownPlace } from "./sample-unit.ts";
import { budget, deployment, ingress, service, shop } from "./sample-shop.ts";

/** Each as `line title -> places`, of the file with that name. */
function check(text: string, file: string, ...expected: readonly string[]): void {
  const { engine } = sampleUnit(text);
  const lenses = codeLenses(engine, `/w/${file}`);
  assert.ok(
    lenses.every(({ command }) => command === undefined),
    "the text is made late",
  );
  const found = lenses.map((lens) => {
    const { range, command } = resolveLens(engine, JSON.parse(JSON.stringify(lens)), "show");
    const locations = (command!.arguments?.[2] ?? []) as Location[];
    assert.equal(command!.command, locations.length > 0 ? "show" : "");
    const places = locations.map(({ uri, range }) => shownPlace(engine.snapshot, uri, range));
    return [`${range.start.line + 1} ${command!.title}`, ...(places.length > 0 ? [places.join(", ")] : [])].join(" -> ");
  });
  assert.deepEqual(found, expected);
}

test("a Service says what it selects", () => {
  check(shop, "service.yaml", "4 selects 1 workload -> deploy.yaml:4 web");
  check(
    `== d.yaml\n${deployment}---\n${deployment.replace("name: web", "name: api")}== s.yaml\n${service}`,
    "s.yaml",
    "4 selects 2 workloads -> d.yaml:4 web, d.yaml:38 api",
  );
  check(`== s.yaml\n${service}`, "s.yaml", "4 selects no workload");
  check(`== s.yaml\n${service.replace("  selector:\n    app: web\n", "")}`, "s.yaml");
});

test("a workload says who selects it and who exposes it", () => {
  check(
    shop,
    "deploy.yaml",
    "4 selected by Service `web` -> service.yaml:4 web",
    "4 exposed by 1 Ingress through `web` -> edge/open.yaml:11 web",
  );
  const twice = `== d.yaml\n${deployment}== s.yaml\n${service}---\n${service.replace("name: web", "name: api")}== i.yaml\n${ingress}---\n${ingress.replace("name: web", "name: api").replace("name: edge", "name: inner")}`;
  check(
    twice,
    "d.yaml",
    "4 selected by 2 Services -> s.yaml:4 web, s.yaml:16 api",
    "4 exposed by 2 Ingresses through `web`, `api` -> i.yaml:11 web, i.yaml:23 api",
  );
  check(`== d.yaml\n${deployment}== b.yaml\n${budget}`, "d.yaml");
});

test("nothing is said of what is not known whole, of patches, and of a lens that went out of date", () => {
  assert.deepEqual(codeLenses(sampleUnit(shop, false).engine, "/w/service.yaml"), []);
  check(
    `== kustomization.yaml\nresources: [d.yaml, s.yaml]\npatches: [{ path: p.yaml }]\n== d.yaml\n${deployment}== s.yaml\n${service}== p.yaml\n${deployment}`,
    "p.yaml",
  );
  const [lens] = codeLenses(sampleUnit(shop).engine, "/w/service.yaml");
  const { engine } = sampleUnit(`== service.yaml\n# gone\n`);
  assert.deepEqual(resolveLens(engine, lens!, "show").command, { title: "", command: "" });
});
