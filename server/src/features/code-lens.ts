// One line above Services and workloads that says what they select and what leads to them.

import type { CodeLens, Command, Position } from "vscode-languageserver-types";
import { memo } from "../base/memo.ts";
import { factsOf, type ResourceFacts } from "../kube/facts.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import { objectName, objectOwner } from "../kube/name.ts";
import { sitesOf } from "../kube/selector-sites.ts";
import { anchorOf } from "../lint/anchor.ts";
import type { Part } from "../workspace/file.ts";
import { placesOf } from "../workspace/graph.ts";
import { selectedBy, selecting, selectionAround, type PlacedSelector } from "../workspace/selection.ts";
import { DEFAULT_NAMESPACE, type Unit } from "../workspace/unit.ts";
import { locate, rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";
import { labelTarget, locationOf, targetOf, type Target } from "./navigate.ts";

type Topic = "selects" | "selected" | "exposed";

/** What a lens carries until it is shown; editors send it back as it was. */
interface LensData {
  readonly path: string;
  readonly topic: Topic;
}

/** Where lenses are, without their text. None while the folder is still being read: what they count is not known yet. */
export function codeLenses({ snapshot }: Engine, path: string): CodeLens[] {
  const file = snapshot.files.get(path);
  if (!file || snapshot.kindOf(path) !== "manifest" || snapshot.isPatch(path)) return [];
  const unit = snapshot.unitFor(path);
  if (!unit.complete) return [];
  return file.parts.flatMap((part) => {
    const facts = factsOf(part.document).resources;
    const resources = resourcesOf(part.document);
    return facts.flatMap((one, i) => topicsOf(unit, one).map((topic) => lensAt(path, part, resources[i]!, topic)));
  });
}

/** The lens with its text and, where the editor has a command for it, the places behind it. */
export function resolveLens(engine: Engine, lens: CodeLens, showCommand: string | undefined): CodeLens {
  const { path, topic } = (lens.data ?? {}) as Partial<LensData>;
  const file = path === undefined ? undefined : engine.snapshot.files.get(path);
  const place = file && locate(file, lens.range.start);
  const resource = place && resourcesOf(place.part.document).find(({ node }) => covers(node, place.offset));
  const said = resource && topic && answer(engine, path!, resource, topic);
  return { ...lens, command: said ? commandOf(engine, path!, lens.range.start, said, showCommand) : { title: "", command: "" } };
}

interface Answer {
  readonly title: string;
  readonly targets: readonly Target[];
}

function topicsOf(unit: Unit, { kind, group, selector, pods, namespace }: ResourceFacts): Topic[] {
  if (kind === "Service" && group === "" && selector) return ["selects"];
  const labels = pods?.labels;
  if (!labels || labels.size === 0) return [];
  const services = unit.find({ kind: "Service", group: "", namespace: namespace ?? DEFAULT_NAMESPACE, selects: labels });
  if (services.length === 0) return [];
  const exposed = exposedServices(unit);
  const isExposed = services.some(({ namespace, name }) => exposed.has(serviceId(namespace, name)));
  return isExposed ? ["selected", "exposed"] : ["selected"];
}

function lensAt(path: string, part: Part, { node }: Resource, topic: Topic): CodeLens {
  const data: LensData = { path, topic };
  return { range: rangeOf(part, anchorOf(part.document, node)), data };
}

function answer(engine: Engine, path: string, resource: Resource, topic: Topic): Answer | undefined {
  const selection = selectionAround(engine.snapshot, path);
  const { selectors, labels } = sitesOf(resource.document);
  if (topic === "selects") {
    const selector = selectors.find((site) => site.resource === resource && site.purpose === "main");
    const pods = selector ? selectedBy(selection, selector) : [];
    const title = pods.length === 0 ? "selects no workload" : `selects ${plural(pods.length, "workload")}`;
    return { title, targets: pods.map((place) => labelTarget(place, place.site, undefined)) };
  }
  const own = labels.find((site) => site.resource === resource);
  const services = own ? selecting(selection, own).filter(({ site }) => isService(site.resource)) : [];
  if (services.length === 0) return undefined;
  return topic === "selected" ? selectedAnswer(services) : exposedAnswer(engine, path, services);
}

function selectedAnswer(services: readonly PlacedSelector[]): Answer {
  const title =
    services.length === 1
      ? `selected by Service \`${services[0]!.site.resource.name ?? "?"}\``
      : `selected by ${services.length} Services`;
  return { title, targets: services.map((place) => labelTarget(place, place.site, undefined)) };
}

/** Ingresses and routes, and the Services between. */
function exposedAnswer(engine: Engine, path: string, services: readonly PlacedSelector[]): Answer | undefined {
  const targets: Target[] = [];
  const exposing = new Map<string, Set<Resource>>();
  const through = new Set<string>();
  for (const { site } of services) {
    const { namespace, name } = site.resource;
    if (name === undefined) continue;
    for (const place of placesOf(engine.snapshot, path, [objectName(objectOwner("", "Service", namespace, name))])) {
      const by = resourcesOf(place.part.document).find(({ node }) => covers(node, place.mention.start));
      if (!by || place.mention.role !== "refers" || !isExposer(by)) continue;
      const same = exposing.get(by.kind);
      if (!same?.has(by)) targets.push(targetOf(place));
      exposing.set(by.kind, (same ?? new Set<Resource>()).add(by));
      through.add(name);
    }
  }
  if (exposing.size === 0) return undefined;
  const kinds = [...exposing].map(([kind, by]) => plural(by.size, kind));
  return { title: `exposed by ${kinds.join(" and ")} through ${[...through].map((name) => `\`${name}\``).join(", ")}`, targets };
}

function commandOf(
  engine: Engine,
  path: string,
  at: Position,
  { title, targets }: Answer,
  showCommand: string | undefined,
): Command {
  if (showCommand === undefined || targets.length === 0) return { title, command: "" };
  const locations = targets.map((target) => locationOf(engine, target));
  return { title, command: showCommand, arguments: [engine.client.uriOf(path), at, locations] };
}

/** Of a unit: the Services that some Ingress or route names, with their namespaces. */
const exposedServices = memo((unit: Unit): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const kind of exposers)
    for (const { references, namespace } of unit.ofKind(kind))
      for (const reference of references)
        if (reference.kind === "Service") found.add(serviceId(reference.namespace ?? namespace, reference.name));
  return found;
});

function serviceId(namespace: string | undefined, name: string | undefined): string {
  return `${namespace ?? DEFAULT_NAMESPACE}/${name ?? ""}`;
}

const exposers = ["Ingress", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"];

function isExposer({ kind }: Resource): boolean {
  return exposers.includes(kind);
}

function isService({ group, kind }: Resource): boolean {
  return group === "" && kind === "Service";
}

function covers({ start, end }: Resource["node"], offset: number): boolean {
  return start <= offset && offset <= end;
}

function plural(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return noun.endsWith("s") ? `${count} ${noun}es` : `${count} ${noun}s`;
}
