// Flags endpoints with addresses that the API server rejects.

import { isInAny } from "../../kube/address.ts";
import { field, mapItems, textField, textItems, type Text } from "../../kube/read.ts";
import type { Resource } from "../../kube/resource.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "endpoint-address-forbidden",
  category: "network",
  severity: "error",
  since: "0.2.0",
  summary: "Endpoint address is loopback, link-local or unspecified",
  sources: ["terrascan:AC_K8S_0132"],
  standards: ["CVE-2021-25737"],
  presets: ["recommended", "strict"],
  fields: ["endpoints.addresses", "subsets.addresses.ip"],
  on: "resource",
  check(resource, report) {
    for (const { node, text } of addressesIn(resource))
      if (isInAny(text, forbidden)) report(node, `${resource.label} leads to \`${text}\`, an address of the node itself`);
  },
});

/** `ValidateNonSpecialIP` of Kubernetes' core validation. */
const forbidden = ["0.0.0.0/32", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/24", "::/128", "::1/128", "fe80::/10", "ff02::/16"];

function addressesIn({ group, kind, node }: Resource): readonly Text[] {
  if (group === "discovery.k8s.io" && kind === "EndpointSlice")
    return mapItems(node, "endpoints").flatMap((endpoint) => textItems(endpoint, "addresses"));
  if (group !== "" || kind !== "Endpoints") return [];
  return mapItems(node, "subsets").flatMap((subset) =>
    ["addresses", "notReadyAddresses"].flatMap((key) => mapItems(subset, key).flatMap((item) => textAt(item))),
  );
}

function textAt(item: Parameters<typeof field>[0]): readonly Text[] {
  const node = field(item, "ip");
  const text = textField(item, "ip");
  return node?.kind === "scalar" && text !== undefined ? [{ node, text }] : [];
}
