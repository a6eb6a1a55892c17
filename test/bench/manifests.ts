// Makes manifests as a team might write them: applications of several kinds in several namespaces, by seed.

import { Random } from "../fuzz/random.ts";

interface Application {
  readonly name: string;
  readonly namespace: string;
  readonly random: Random;
}

const namespaces = ["shop", "billing", "search", "media", "platform", "default"];
const nouns = [
  "cart",
  "catalog",
  "checkout",
  "invoice",
  "ledger",
  "mailer",
  "orders",
  "payment",
  "profile",
  "ranking",
  "stock",
  "web",
];
const images = [
  "nginx",
  "redis",
  "ghcr.io/acme/api",
  "registry.example.com/team/worker",
  "docker.io/library/postgres",
  "quay.io/acme/cache",
];
const tags = [":1.27", ":latest", "", ":v2.14.3", ":7.2-alpine", ":2024-11-03"];

/** That many documents, each behind a `---` line; roughly 20 lines and, by the recommended rules, 5 findings a document. */
export function makeManifests(count: number, seed = 1): readonly string[] {
  const random = new Random(seed);
  const documents: string[] = [];
  for (let i = 0; documents.length < count; i++) {
    const application = { name: `${random.pick(nouns)}-${i}`, namespace: random.pick(namespaces), random };
    documents.push(...makeApplication(application));
  }
  return documents.slice(0, count).map((document) => `---\n${document}`);
}

/** One application: always something that runs and the Service before it, and what else its kind tends to have. */
function makeApplication(application: Application): readonly string[] {
  const { random } = application;
  const stateful = random.oneIn(5);
  const documents = [stateful ? statefulSet(application) : deployment(application), service(application, stateful)];
  if (random.oneIn(3)) documents.push(configMap(application));
  if (random.oneIn(4)) documents.push(ingress(application));
  if (random.oneIn(2)) documents.push(cronJob(application));
  if (random.oneIn(8)) documents.push(...access(application));
  if (random.oneIn(6)) documents.push(budget(application));
  return documents;
}

function deployment(application: Application): string {
  const { random } = application;
  return `apiVersion: apps/v1
kind: Deployment
${metadata(application)}spec:
  replicas: ${random.pick([1, 1, 2, 3])}
  selector:
    matchLabels:
      app: ${application.name}
${podTemplate(application, "  ")}`;
}

function statefulSet(application: Application): string {
  return `apiVersion: apps/v1
kind: StatefulSet
${metadata(application)}spec:
  serviceName: ${application.name}
  replicas: 3
  selector:
    matchLabels: { app: ${application.name} }
${podTemplate(application, "  ")}  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: ${application.random.pick(["1Gi", "10Gi", "250Gi"])} } }
`;
}

function cronJob(application: Application): string {
  return `apiVersion: batch/v1
kind: CronJob
${metadata({ ...application, name: `${application.name}-nightly` })}spec:
  schedule: "${application.random.below(60)} ${application.random.below(24)} * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
${container(application, "            ", "job")}`;
}

function podTemplate(application: Application, indent: string): string {
  const { random, name } = application;
  const lines = [
    "template:",
    "  metadata:",
    "    labels:",
    `      app: ${name}`,
    ...(random.oneIn(3) ? [`      tier: ${random.pick(["backend", "frontend"])}`] : []),
    "  spec:",
    ...(random.oneIn(4) ? [`    serviceAccountName: ${name}`] : []),
    ...(random.oneIn(12) ? ["    hostNetwork: true"] : []),
    "    containers:",
  ];
  const containers = [container(application, `${indent}      `, "main")];
  if (random.oneIn(2)) containers.push(container(application, `${indent}      `, "sidecar"));
  const volumes = random.oneIn(6)
    ? `${indent}    volumes:\n${indent}      - name: settings\n${indent}        configMap: { name: ${name}-settings }\n`
    : "";
  return lines.map((line) => `${indent}${line}\n`).join("") + containers.join("") + volumes;
}

function container({ random, name }: Application, indent: string, container: string): string {
  const lines = [`- name: ${container}`, `  image: ${random.pick(images)}${random.pick(tags)}`];
  if (random.oneIn(3)) lines.push(`  imagePullPolicy: ${random.pick(["Always", "IfNotPresent"])}`);
  if (!random.oneIn(3)) lines.push("  ports:", `    - containerPort: ${random.pick([80, 8080, 9090, 5432])}`);
  if (random.oneIn(3)) lines.push("  env:", "    - name: LOG_LEVEL", `      value: "${random.pick(["info", "debug"])}"`);
  if (random.oneIn(5)) lines.push("  envFrom:", `    - configMapRef: { name: ${name}-settings }`);
  if (random.oneIn(3))
    lines.push("  resources:", "    requests:", `      cpu: ${random.pick(["50m", "250m", "1"])}`, "      memory: 128Mi");
  if (random.oneIn(4)) lines.push("  readinessProbe:", "    httpGet: { path: /healthz, port: 8080 }", "    periodSeconds: 10");
  if (random.oneIn(5))
    lines.push("  securityContext:", `    ${random.pick(["privileged: true", "runAsNonRoot: true", "runAsUser: 0"])}`);
  return lines.map((line) => `${indent}${line}\n`).join("");
}

function service(application: Application, headless: boolean): string {
  const { random } = application;
  return `apiVersion: v1
kind: Service
${metadata(application)}spec:
${headless ? "  clusterIP: None\n" : ""}${random.oneIn(6) ? "  type: NodePort\n" : ""}  selector:
    app: ${application.name}
  ports:
    - name: http
      port: 80
      targetPort: ${random.pick([80, 8080, 9090])}
`;
}

function configMap(application: Application): string {
  const { random } = application;
  const keys = Array.from({ length: 2 + random.below(6) }, (_, i) => `  setting.${i}: "${random.below(1e6)}"\n`).join("");
  const script = random.oneIn(3)
    ? "  start.sh: |\n    #!/bin/sh\n    # --- starts the thing\n    exec /usr/bin/thing --all\n"
    : "";
  return `apiVersion: v1\nkind: ConfigMap\n${metadata({ ...application, name: `${application.name}-settings` })}data:\n${keys}${script}`;
}

function ingress(application: Application): string {
  const { name } = application;
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
${metadata(application)}spec:
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${name}
                port: { number: 80 }
`;
}

function access(application: Application): readonly string[] {
  const { name, namespace, random } = application;
  const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
${metadata(application)}rules:
  - apiGroups: [""]
    resources: [${random.pick(["pods", "secrets", '"*"', "configmaps"])}]
    verbs: [${random.pick(["get, list", '"*"', "get, list, watch, create"])}]
`;
  const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
${metadata(application)}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ${name}
subjects:
  - kind: ServiceAccount
    name: ${random.pick([name, "default"])}
    namespace: ${namespace}
`;
  return [`apiVersion: v1\nkind: ServiceAccount\n${metadata(application)}`, role, binding];
}

function budget(application: Application): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
${metadata(application)}spec:
  maxUnavailable: ${application.random.pick([0, 1])}
  selector:
    matchLabels:
      app: ${application.name}
`;
}

function metadata({ name, namespace, random }: Application): string {
  const labels = random.oneIn(3) ? `  labels:\n    app: ${name}\n` : "";
  const annotations = random.oneIn(6) ? `  annotations:\n    example.com/owner: team-${random.below(20)}\n` : "";
  return `metadata:\n  name: ${name}\n  namespace: ${namespace}\n${labels}${annotations}`;
}
