// The options of the command `render`: those of `helm template` that make sense here.

import type { Option } from "./options.ts";

export const renderOptions: readonly Option[] = [
  { name: "--release-name", value: "NAME", doc: "The release's name (default: release-name)" },
  { name: "--namespace", short: "-n", value: "NAME", doc: "The release's namespace (default: default)" },
  { name: "--values", short: "-f", value: "FILE", many: true, doc: "Values over the chart's own; `-` is standard input" },
  { name: "--set", value: "K=V", many: true, doc: "Values over those of the files: a.b[0]=x,c={1,2}" },
  { name: "--set-string", value: "K=V", many: true, doc: "The same, as strings" },
  { name: "--set-json", value: "K=JSON", many: true, doc: "The same, as JSON" },
  { name: "--set-file", value: "K=FILE", many: true, doc: "The same, as the text of a file" },
  { name: "--set-literal", value: "K=V", many: true, doc: "One value, as it stands there" },
  { name: "--kube-version", value: "VERSION", doc: "What `.Capabilities.KubeVersion` says (default: v1.37.0)" },
  { name: "--api-versions", short: "-a", value: "X,…", many: true, doc: "API versions that the cluster has, too" },
  {
    name: "--show-only",
    short: "-s",
    value: "TEMPLATE",
    many: true,
    doc: "Only what these templates rendered: templates/web.yaml",
  },
  { name: "--include-crds", doc: "Print the chart's crds/, too" },
  { name: "--no-hooks", doc: "Leave out hooks" },
  { name: "--skip-tests", doc: "Leave out test hooks" },
  { name: "--is-upgrade", doc: "Render as for an upgrade" },
  { name: "--origins", doc: "Print JSON: every document with where each stretch of it comes from" },
];
