// What the kubelet's configuration file leaves open, field by field.

import { boolOf, numberOf } from "../yaml/access.ts";
import { fieldAt, scalarText, textItems } from "./read.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export interface KubeletFault {
  readonly path: readonly string[];
  /** Where it is written; undefined where it is missing. */
  readonly node: YamlNode | undefined;
  readonly message: string;
  /** Better, but many clusters do without. */
  readonly isMinor: boolean;
}

/** Absent fields have the defaults of the configuration API (`kubelet.config.k8s.io/v1beta1`), which are safer than those of the flags. */
export function kubeletFaults(config: YamlMap): readonly KubeletFault[] {
  const written = checks.flatMap(({ path, isBad, message, absent, isMinor = false }) => {
    const node = fieldAt(config, path);
    return (node ? isBad(node) : absent) ? [{ path, node, message, isMinor }] : [];
  });
  return [...written, ...weakCiphers(config), ...missingFiles(config)];
}

interface Check {
  readonly path: readonly string[];
  readonly isBad: (node: YamlNode) => boolean;
  readonly message: string;
  /** It is bad, too, where it is not written. */
  readonly absent?: boolean;
  readonly isMinor?: boolean;
}

const isFalse = (node: YamlNode) => boolOf(node) === false;
const isTrue = (node: YamlNode) => boolOf(node) === true;

/** CIS Kubernetes Benchmark, section 4.2. */
const checks: readonly Check[] = [
  { path: ["authentication", "anonymous", "enabled"], isBad: isTrue, message: "The kubelet answers requests without a login" },
  {
    path: ["authorization", "mode"],
    isBad: (node) => scalarText(node) === "AlwaysAllow",
    message: "The kubelet allows every request",
  },
  {
    path: ["readOnlyPort"],
    isBad: (node) => (numberOf(node) ?? 0) > 0,
    message: "The kubelet tells about its pods on a port without a login",
  },
  {
    path: ["streamingConnectionIdleTimeout"],
    isBad: (node) => /^[^1-9]*0[^1-9]*$/.test(scalarText(node) ?? ""),
    message: "The kubelet never closes idle connections",
  },
  { path: ["makeIPTablesUtilChains"], isBad: isFalse, message: "The kubelet does not keep its iptables rules" },
  { path: ["rotateCertificates"], isBad: isFalse, message: "The kubelet does not renew its client certificate", absent: true },
  {
    path: ["featureGates", "RotateKubeletServerCertificate"],
    isBad: isFalse,
    message: "The kubelet does not renew its server certificate",
  },
  {
    path: ["protectKernelDefaults"],
    isBad: isFalse,
    message: "The kubelet changes kernel settings that differ from what it wants",
    absent: true,
    isMinor: true,
  },
];

/** Authenticated encryption is what the benchmark accepts. */
function weakCiphers(config: YamlMap): readonly KubeletFault[] {
  return textItems(config, "tlsCipherSuites")
    .filter(({ text }) => !/_GCM_|_CHACHA20_/.test(text))
    .map(({ text, node }) => ({
      path: ["tlsCipherSuites"],
      node,
      message: `The kubelet accepts the weak cipher suite \`${text}\``,
      isMinor: false,
    }));
}

function missingFiles(config: YamlMap): readonly KubeletFault[] {
  const lacks = (...path: readonly string[]) => !fieldAt(config, path);
  const found: KubeletFault[] = [];
  if (lacks("authentication", "x509", "clientCAFile"))
    found.push(fault(["authentication", "x509", "clientCAFile"], "The kubelet knows no authority for client certificates"));
  const own = boolOf(fieldAt(config, ["serverTLSBootstrap"])) === true;
  if (!own && (lacks("tlsCertFile") || lacks("tlsPrivateKeyFile")))
    found.push(fault(["tlsCertFile"], "The kubelet signs its server certificate itself"));
  return found;
}

function fault(path: readonly string[], message: string): KubeletFault {
  return { path, node: undefined, message, isMinor: true };
}
