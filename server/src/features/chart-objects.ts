// The objects that every template finds at its top, and what is in them (Helm's documentation, "Built-in Objects").

export interface ObjectMember {
  readonly doc: string;
  readonly members?: Readonly<Record<string, ObjectMember>>;
  /** It is called with these arguments. */
  readonly arguments?: string;
}

const kubeVersion: Readonly<Record<string, ObjectMember>> = {
  Version: { doc: "The cluster's version, such as `v1.34.0`" },
  Major: { doc: "Its major number, a string" },
  Minor: { doc: "Its minor number, a string" },
  GitVersion: { doc: "The same as `Version`; deprecated" },
};

const chartFields: Readonly<Record<string, ObjectMember>> = {
  Name: { doc: "The chart's name; in a subchart its alias" },
  Version: { doc: "The chart's own version" },
  AppVersion: { doc: "The version of what the chart installs" },
  ApiVersion: { doc: "`v1` or `v2`" },
  Description: { doc: "What the chart says of itself" },
  Type: { doc: "`application` or `library`" },
  KubeVersion: { doc: "The Kubernetes versions that the chart asks for" },
  Home: { doc: "The project's home page" },
  Icon: { doc: "Where its icon lies" },
  Keywords: { doc: "A list of words" },
  Sources: { doc: "Where the source code lies: a list" },
  Maintainers: { doc: "A list of `Name`, `Email`, `URL`" },
  Annotations: { doc: "A map of strings" },
  Dependencies: { doc: "What the chart depends on: a list" },
  Deprecated: { doc: "Whether nobody should use it any more" },
  IsRoot: { doc: "Whether it is no subchart" },
};

const fileMethods: Readonly<Record<string, ObjectMember>> = {
  Get: { doc: "A file of the chart as text; empty where there is none", arguments: '"path"' },
  GetBytes: { doc: "A file of the chart as bytes", arguments: '"path"' },
  Glob: { doc: "The files whose paths fit a pattern", arguments: '"pattern"' },
  Lines: { doc: "A file of the chart, line by line", arguments: '"path"' },
  AsConfig: { doc: "The files as YAML for the `data` of a ConfigMap" },
  AsSecrets: { doc: "The files as YAML for the `data` of a Secret, in Base64" },
};

export const topObjects: Readonly<Record<string, ObjectMember>> = {
  Values: { doc: "The chart's values: its `values.yaml`, with what the user and the parent chart lay over it" },
  Release: {
    doc: "The release that is being made",
    members: {
      Name: { doc: "What the user calls the release" },
      Namespace: { doc: "The namespace that it goes to" },
      Service: { doc: "Always `Helm`" },
      IsInstall: { doc: "Whether it is installed for the first time" },
      IsUpgrade: { doc: "Whether it is an upgrade or a rollback" },
      Revision: { doc: "1 at the installation, one more with each upgrade" },
    },
  },
  Chart: { doc: "What `Chart.yaml` says", members: chartFields },
  Capabilities: {
    doc: "What the cluster can do",
    members: {
      KubeVersion: { doc: "The cluster's version", members: kubeVersion },
      APIVersions: {
        doc: "The API versions that the cluster serves",
        members: { Has: { doc: "Whether it serves `group/version` or `group/version/Kind`", arguments: '"batch/v1"' } },
      },
      HelmVersion: {
        doc: "Helm's own version",
        members: {
          Version: { doc: "Such as `v4.1.0`" },
          GitCommit: { doc: "The commit that it was built from" },
          GitTreeState: { doc: "`clean` or `dirty`" },
          GoVersion: { doc: "The version of Go that it was built with" },
        },
      },
    },
  },
  Files: { doc: "The chart's files that are no templates", members: fileMethods },
  Template: {
    doc: "The template that is being rendered",
    members: {
      Name: { doc: "Its path, such as `web/templates/deployment.yaml`" },
      BasePath: { doc: "The path of the folder of templates" },
    },
  },
  Subcharts: { doc: "The tops of the subcharts, by their names" },
};

/** What is in the object that these names lead to. */
export function membersAt(steps: readonly (string | number)[]): Readonly<Record<string, ObjectMember>> | undefined {
  if (steps.length === 0) return topObjects;
  return memberAt(steps)?.members;
}

export function memberAt(steps: readonly (string | number)[]): ObjectMember | undefined {
  let at: ObjectMember | undefined;
  for (const [i, step] of steps.entries()) at = (i === 0 ? topObjects : at?.members)?.[String(step)];
  return at;
}
