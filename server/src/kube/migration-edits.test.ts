// Rewrites for newer API versions: what they write, and what they leave to people.

import assert from "node:assert/strict";
import { test } from "node:test";
import { applyTextEdits } from "../base/text-edit.ts";
import { toTextEdits } from "../yaml/edit-apply.ts";
import { parseDocument } from "../yaml/parse.ts";
import { migrationEdits } from "./migration-edits.ts";
import { resourcesOf } from "./resource.ts";

/** `after` undefined: no rewrite is offered. */
function check(to: string, before: string, after: string | undefined): void {
  const document = parseDocument(before);
  const edits = migrationEdits(resourcesOf(document)[0]!, to);
  const texts = edits && toTextEdits(document, edits);
  assert.equal(texts && applyTextEdits(before, texts), after);
}

const ingress = (spec: string, apiVersion = "extensions/v1beta1") => `apiVersion: ${apiVersion}\nkind: Ingress\nspec:\n${spec}`;
const toV1 = (before: string, after: string | undefined) =>
  check("networking.k8s.io/v1", ingress(before), after && ingress(after, "networking.k8s.io/v1"));

test("an Ingress keeps the comments on lines of their own, and what aliases share", () => {
  toV1(
    `  # What matches nothing
  backend:
    # the landing page
    serviceName: landing
    servicePort: http
  rules:
    - http:
        paths:
          - backend: &web
              serviceName: web # the frontend
              servicePort: 80
          - path: /b
            backend: *web
`,
    `  # What matches nothing
  defaultBackend:
    # the landing page
    service:
      name: landing
      port:
        name: http
  rules:
    - http:
        paths:
          - backend: &web
              service: # the frontend
                name: web
                port:
                  number: 80
            pathType: ImplementationSpecific
          - path: /b
            backend: *web
            pathType: ImplementationSpecific
`,
  );
});

test("an Ingress whose backends are new already, or other objects", () => {
  toV1(
    "  defaultBackend: { service: { name: web, port: { number: 80 } } }\n",
    "  defaultBackend: { service: { name: web, port: { number: 80 } } }\n",
  );
  toV1("  backend: { resource: { kind: Bucket, name: a } }\n", "  defaultBackend: { resource: { kind: Bucket, name: a } }\n");
  toV1("  rules: [{ host: a.example.com }]\n", "  rules: [{ host: a.example.com }]\n");
});

test("an Ingress that can't be carried over", () => {
  toV1("  backend: { serviceName: web }\n", undefined);
  toV1("  backend: { servicePort: 80 }\n", undefined);
  toV1('  backend: { serviceName: web, servicePort: "{{ port }}" }\n', undefined);
});

const workload = (apiVersion: string, spec: string) => `apiVersion: ${apiVersion}\nkind: DaemonSet\nspec:\n${spec}`;
const toApps = (before: string, after: string | undefined) =>
  check("apps/v1", workload("extensions/v1beta1", before), after && workload("apps/v1", after));

test("a workload gets the selector that it had by default", () => {
  const template = '  template:\n    metadata: { labels: { app: web, tier: "1" } }\n    spec: {}\n';
  toApps(template, `${template}  selector:\n    matchLabels:\n      app: web\n      tier: "1"\n`);
  toApps(
    `  templateGeneration: 3\n  selector: { matchLabels: { app: web } }\n${template}`,
    `  selector: { matchLabels: { app: web } }\n${template}`,
  );
  toApps("  template:\n    spec: {}\n", undefined);
  toApps("  template:\n    metadata:\n      labels: {{ labels }}\n    spec: {}\n", undefined);
});

test("other kinds and other targets", () => {
  check("apps/v1", "apiVersion: extensions/v1beta1\nkind: Scale\n", undefined);
  check("autoscaling/v2", "apiVersion: autoscaling/v2beta3\nkind: HorizontalPodAutoscaler\nspec: {}\n", undefined);
  check("networking.k8s.io/v2", ingress(""), undefined);
});
