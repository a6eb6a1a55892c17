// Writes a rendered chart as JSON: every document with where each stretch of it comes from.

import type { Origin, TemplateSpan } from "../base/origin.ts";
import type { Hook, Manifest, SortedManifests } from "../helm/manifest.ts";
import type { PrintOptions } from "../helm/print.ts";
import type { ChartRender } from "../helm/render.ts";
import { sliced } from "../template/traced-text.ts";
import type { Segment } from "../template/value.ts";

/** Offsets are in UTF-16 code units; of a template they count in its file, of a document in its text. */
export function writeOrigins({ templates }: ChartRender, sorted: SortedManifests, { noHooks, skipTests }: PrintOptions): string {
  const hooks = noHooks ? [] : sorted.hooks.filter(({ events }) => !(skipTests && events.includes("test")));
  const files = Object.fromEntries([...templates].map(([name, { template }]) => [name, template.file.path]));
  const documents = [...sorted.manifests, ...hooks].map((manifest) => {
    const rendered = templates.get(manifest.source);
    const text = rendered && sliced(rendered.text, manifest.offset, manifest.offset + manifest.content.length);
    return describeDocument(manifest, text?.trace.segments ?? []);
  });
  return `${JSON.stringify({ version: 1, templates: files, documents }, undefined, 2)}\n`;
}

function describeDocument(manifest: Manifest | Hook, segments: readonly Segment[]): object {
  let at = 0;
  return {
    template: manifest.source,
    kind: manifest.kind,
    ...("events" in manifest && { hook: manifest.events }),
    text: manifest.content,
    segments: segments.map(({ length, span, includes, origins }) => ({
      start: at,
      end: (at += length),
      ...(span && { template: describeSpan(span) }),
      ...(includes && includes.length > 0 && { includes: includes.map(describeSpan) }),
      ...(origins.length > 0 && { values: origins.map(describeOrigin) }),
    })),
  };
}

function describeSpan({ template, start, end }: TemplateSpan): object {
  return { name: template, start, end };
}

function describeOrigin({ file, path }: Origin): object {
  return { file, path };
}
