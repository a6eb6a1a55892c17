// Tests hovers on fields over the protocol, with the schemas as they are shipped.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hover, MarkupContent } from "vscode-languageserver-types";
import { badDeployment } from "../harness/manifests.ts";
import type { OpenDocument } from "./open-document.ts";
import { withSession } from "./session.ts";

test("a field explains itself, above the rules that judge it and what they find", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    assert.match(
      await hoverAt(document, "selector"),
      /^`Deployment\.spec\.selector` · object · required\n\nLabel selector for pods/,
    );
    assert.match(await hoverAt(document, "apps/v1"), /^`Deployment` · `apps\/v1` · namespaced/);
    const privileged = await hoverAt(document, "true");
    assert.match(privileged, /^`Deployment\.spec\.template\.spec\.containers\.securityContext\.privileged` · boolean/);
    assert.ok(privileged.indexOf("Run container in privileged mode") < privileged.indexOf("`privileged-container`"));
  }));

test("operators' kinds and the workspace's own are known, too", () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: shops.example.org }
spec:
  group: example.org
  names: { kind: Shop, plural: shops }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      schema: { openAPIV3Schema: { type: object, properties: { size: { type: integer, description: Square metres } } } }
`;
  return withSession({}, async (session) => {
    const certificate = session.open(
      "certificate.yaml",
      "apiVersion: cert-manager.io/v1\nkind: Certificate\nspec: { secretName: a }\n",
    );
    assert.match(await hoverAt(certificate, "secretName"), /^`Certificate\.spec\.secretName` · string · required/);
    const shop = session.open("shop.yaml", "apiVersion: example.org/v1\nkind: Shop\nsize: 3\n");
    assert.equal(await hoverAt(shop, "size"), "");
    const definition = session.open("crd.yaml", crd);
    assert.equal(await hoverAt(shop, "size"), "`Shop.size` · integer\n\nSquare metres");
    definition.replace("Square metres", "Square feet");
    assert.equal(await hoverAt(shop, "size"), "`Shop.size` · integer\n\nSquare feet");
  });
});

async function hoverAt(document: OpenDocument, word: string): Promise<string> {
  const params = { textDocument: { uri: document.uri }, position: document.rangeOf(word).start };
  const hover = await document.client.request<Hover | null>("textDocument/hover", params);
  return hover ? (hover.contents as MarkupContent).value : "";
}
