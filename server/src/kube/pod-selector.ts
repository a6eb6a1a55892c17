// Which pods the objects of each kind select.

import { field, mapField, textField } from "./read.ts";
import { isEmpty, labelSelector, mapSelector, type Selector } from "./selector.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap } from "../yaml/tree.ts";

/**
 * The pods of its own namespace that a Service, PodDisruptionBudget or NetworkPolicy selects; undefined where it selects none.
 * The API differs by kind: an empty selector is none of a Service, all of a NetworkPolicy (absent, too) and of a policy/v1
 * budget, and none of a policy/v1beta1 budget; an absent one is none of any budget (policy/v1 `PodDisruptionBudgetSpec`).
 */
export function podSelectorOf(resource: Resource): Selector | undefined {
  const { spec } = resource;
  switch (`${resource.group}/${resource.kind}`) {
    case "/Service":
      return textField(spec, "type") === "ExternalName" ? undefined : unlessEmpty(mapSelector(mapField(spec, "selector")));
    case "policy/PodDisruptionBudget": {
      const selector = labelSelector(mapField(spec, "selector"));
      return resource.version === "v1beta1" ? unlessEmpty(selector) : selector;
    }
    case "networking.k8s.io/NetworkPolicy":
    case "extensions/NetworkPolicy":
      return spec && (field(spec, "podSelector") ? labelSelector(mapField(spec, "podSelector")) : everything);
    case "cilium.io/CiliumNetworkPolicy":
    case "cilium.io/CiliumClusterwideNetworkPolicy":
      return ciliumSelector(mapField(spec, "endpointSelector"));
    default:
      return undefined;
  }
}

const everything: Selector = { requirements: [], unresolved: false };

function unlessEmpty(selector: Selector | undefined): Selector | undefined {
  return selector && !isEmpty(selector) ? selector : undefined;
}

/** Labels have a source in front (`k8s:app`), and Cilium adds some of its own, which are left out: they stand on no template. */
function ciliumSelector(node: YamlMap | undefined): Selector | undefined {
  const selector = labelSelector(node);
  if (!selector) return undefined;
  const requirements = selector.requirements.map((one) => ({ ...one, key: one.key.replace(/^(?:k8s|any):/, "") }));
  return {
    ...selector,
    requirements: requirements.filter(({ key }) => !/^(?:io\.kubernetes\.|io\.cilium\.|reserved:)/.test(key)),
  };
}
