// What Kubernetes takes for a name, by what is named.

import type { Name } from "./name.ts";

/** Why the text can be no such name, as a sentence without a full stop; undefined where it can. */
export function whyNoName(name: Name, text: string): string | undefined {
  const { accepts, most, says } = ruleFor(name);
  if (text === "") return "A name can't be empty";
  if (text.length > most) return `The name has ${text.length} characters, and ${most} are allowed`;
  return accepts(text) ? undefined : `\`${text}\` is no valid name: ${says}`;
}

interface NameRule {
  readonly accepts: (text: string) => boolean;
  readonly most: number;
  readonly says: string;
}

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** Kubernetes "Object Names and IDs": RFC 1123 label. */
const dnsLabel: NameRule = {
  accepts: (text) => label.test(text),
  most: 63,
  says: "lower case letters, digits and `-`, with a letter or digit at both ends",
};

/** RFC 1035 label: what a Service must be. */
const serviceLabel: NameRule = {
  accepts: (text) => label.test(text) && /^[a-z]/.test(text),
  most: 63,
  says: "lower case letters, digits and `-`, with a letter first and no `-` at the end",
};

/** DNS subdomain: what most objects are. */
const subdomain: NameRule = {
  accepts: (text) => text.split(".").every((step) => label.test(step)),
  most: 253,
  says: "lower case letters, digits, `-` and `.`, with a letter or digit at both ends of each part",
};

/** A segment of a path: what roles and their bindings are. */
const pathSegment: NameRule = {
  accepts: (text) => text !== "." && text !== ".." && !/[/%\s"'\\]/.test(text),
  most: 253,
  says: "neither `/`, `%`, quotes, backslashes nor spaces are allowed",
};

/** validation.IsConfigMapKey of apimachinery. */
const entryKey: NameRule = {
  accepts: (text) => /^[-._a-zA-Z0-9]+$/.test(text) && text !== "." && !text.startsWith(".."),
  most: 253,
  says: "letters, digits, `-`, `_` and `.`, and no `..` in front",
};

/** IANA service name (RFC 6335): what ports of containers are. */
const portName: NameRule = {
  accepts: (text) => label.test(text) && /[a-z]/.test(text) && !text.includes("--"),
  most: 15,
  says: "lower case letters, digits and single `-` inside, with at least one letter",
};

function ruleFor({ type, group, kind }: Name): NameRule {
  switch (type) {
    case "entry":
      return entryKey;
    case "podPort":
    case "targetPort":
      return portName;
    case "port":
    case "volume":
    case "container":
      return dnsLabel;
    case "object":
      if (group === "rbac.authorization.k8s.io") return pathSegment;
      if (group === "" && kind === "Service") return serviceLabel;
      return group === "" && kind === "Namespace" ? dnsLabel : subdomain;
  }
}
