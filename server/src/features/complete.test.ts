// Completion in Kubernetes YAML: the cursor is a `$0`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { resolveCompletion } from "./complete-item.ts";
import { accept, Completer, shown } from "./sample-completion.ts";

const completer = new Completer((path) => readFileSync(path, "utf8"));

/** `expected`: the labels that are shown first, divided by ` | `. */
function check(marked: string, expected: string): void {
  const wanted = expected.split(" | ");
  const labels = shown(completer.at(marked)).map(({ label }) => label);
  assert.equal(labels.slice(0, wanted.length).join(" | "), expected, `${marked}\n${labels.join(" | ")}`);
}

/** All labels that are shown. */
function checkAll(marked: string, expected: string): void {
  assert.equal(
    shown(completer.at(marked))
      .map(({ label }) => label)
      .join(" | "),
    expected,
    marked,
  );
}

/** The text after the item with this label was accepted by an editor without snippets. */
function checkAccept(marked: string, label: string, expected: string): void {
  const offered = completer.at(marked);
  const item = shown(offered).find((one) => one.label === label);
  assert.ok(item, `${label} is not offered in ${marked}: ${offered.items.map((one) => one.label).join(" | ")}`);
  assert.equal(accept(offered, item), expected, marked);
}

/** A Pod's container with the line at the end, and what stands below it. */
function container(line: string, below = ""): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n${line}\n${below}`;
}

function deployment(spec: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n${spec}`;
}

const neighbours = `== others.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { LOG_LEVEL: info, "app.conf": "a" }
---
apiVersion: v1
kind: Secret
metadata: { name: login }
stringData: { user: a, password: b }
---
apiVersion: v1
kind: Secret
metadata: { name: other, namespace: far }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: runner }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: files }
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { app: api }, ports: [{ name: http, port: 80 }, { name: metrics, port: 9090 }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: urgent }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: watcher }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  template:
    metadata: { labels: { app: api, tier: back } }
    spec:
      imagePullSecrets: [{ name: registry }]
      containers: [{ name: api, ports: [{ name: web, containerPort: 8080 }] }]
== a.yaml
`;

test("the empty file", () => {
  check("$0", "Deployment | StatefulSet | DaemonSet");
  check("---\n$0", "Deployment | StatefulSet | DaemonSet");
  check("# a comment\n$0", "Deployment");
  check("\n\n$0\n", "Deployment");
  check("\r\n$0", "Deployment");
  check("apiV$0", "apiVersion");
  check("ki$0", "kind");
  check("Dep$0", "Deployment | Deployment");
  check("Network$0", "NetworkPolicy that denies | NetworkPolicy that allows | NetworkPolicy for DNS | NetworkPolicy");
  check("ConfigM$0", "ConfigMap");
  check("Certificate$0", "CertificateSigningRequest | Certificate");
  check("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n---\n$0", "Deployment");
  check("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n---\nServ$0", "Service | ServiceAccount with Role | Service");
  checkAll("# $0", "");
  checkAll("services:\n  web: {}\n---\n$0", "");
  checkAll("services:\n  $0", "");
  checkAll("== .github/workflows/a.yaml\n$0", "");
  checkAll("== docker-compose.yaml\n$0", "");
  checkAll("\t$0", "");
});

test("kinds and API versions", () => {
  check("apiVersion: apps/v1\nkind: $0", "Deployment | StatefulSet | DaemonSet | ControllerRevision | ReplicaSet");
  check("apiVersion: v1\nkind: $0", "Service | ConfigMap | Secret | Pod");
  check("apiVersion: v1\nkind: Conf$0", "ConfigMap");
  check("kind: $0", "Deployment | Service | Ingress | ConfigMap");
  check("apiVersion: $0", "v1 | apps/v1 | batch/v1");
  check("apiVersion: $0\nkind: CronJob\n", "batch/v1");
  check("apiVersion: net$0\nkind: Ingress\n", "networking.k8s.io/v1");
  check('apiVersion: "$0"\nkind: Ingress\n', "networking.k8s.io/v1");
  check("apiVersion: apps/v1\n$0", "kind | metadata | spec");
  check("kind: Deployment\n$0", "apiVersion | metadata | spec");
  check("apiVersion: apps/v1\nkind: Deployment\n$0", "metadata | spec");
  check("apiVersion: v1\nkind: ConfigMap\n$0", "metadata | data");
  check("apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n$0", "metadata | rules");
  check("apiVersion: cert-manager.io/v1\nkind: Cert$0", "Certificate | CertificateRequest | CertificateSigningRequest");
  checkAll("apiVersion: example.org/v1\nkind: Thing\n$0", "metadata | spec");
  checkAll("apiVersion: example.org/v1\nkind: Thing\nspec:\n  $0", "");
  checkAccept("kind: Dep$0\n", "Deployment", "apiVersion: apps/v1\nkind: Deployment\n");
  checkAccept("metadata:\n  name: a\nkind: CronJ$0\n", "CronJob", "metadata:\n  name: a\napiVersion: batch/v1\nkind: CronJob\n");
  checkAccept("apiVersion:\nkind: Dep$0\n", "Deployment", "apiVersion: apps/v1\nkind: Deployment\n");
  checkAccept("apiVersion: v1\nkind: Dep$0\n", "Deployment", "apiVersion: apps/v1\nkind: Deployment\n");
  checkAccept("apiVersion: apps/v1\nkind: Dep$0\n", "Deployment", "apiVersion: apps/v1\nkind: Deployment\n");
  checkAccept("kind: Dep$0\napiVersion: v1\n", "Deployment", "kind: Deployment\napiVersion: apps/v1\n");
  checkAccept("apiVersion: $0\nkind: Job\n", "batch/v1", "apiVersion: batch/v1\nkind: Job\n");
  checkAccept("Persistent$0", "PersistentVolume", "apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: \nspec:\n  ");
});

test("keys of the schema", () => {
  check(deployment("  $0"), "selector | template | replicas | strategy");
  check(deployment("  re$0"), "replicas | revisionHistoryLimit");
  check(deployment("  replicas: 2\n  $0"), "selector | template | strategy");
  check(deployment("  $0\n  replicas: 2\n"), "selector | template | strategy");
  check(deployment("  str$0\n  replicas: 2\n"), "strategy");
  checkAll(deployment("  replicas: 2\n  strategy:\n    $0"), "rollingUpdate | type");
  checkAll(deployment("  strategy:\n    rollingUpdate:\n      $0\n  replicas: 1\n"), "maxSurge | maxUnavailable");
  check(container("      $0"), "image | command | args | ports");
  check(container("      ima$0"), "image | imagePullPolicy");
  check(container("      $0", "      image: x\n"), "command | args | ports");
  check(container("      ports:\n        - $0"), "containerPort | hostIP");
  check(container("      env:\n        - $0"), "name | value | valueFrom");
  check(container("      env:\n        - name: A\n          $0"), "value | valueFrom");
  check(container("      env:\n        - val$0\n          name: A\n"), "value | valueFrom");
  check(container("      readinessProbe:\n        $0"), "httpGet | tcpSocket | exec | grpc");
  check(container("      securityContext: { $0 }"), "allowPrivilegeEscalation | readOnlyRootFilesystem | runAsNonRoot");
  check(container("      securityContext: {$0"), "allowPrivilegeEscalation");
  check(
    container("      securityContext: { runAsNonRoot: true, $0 }"),
    "allowPrivilegeEscalation | readOnlyRootFilesystem | capabilities",
  );
  check(container("      resources:\n        $0"), "claims | limits | requests");
  check(container("      resources:\n        requests:\n          $0"), "cpu | memory | ephemeral-storage");
  check(container("      resources:\n        requests:\n          cpu: 1\n          $0"), "memory | ephemeral-storage");
  check(container("  $0"), "initContainers | serviceAccountName");
  check(
    container("  $0", "  volumes: []\n"),
    "initContainers | serviceAccountName | automountServiceAccountToken | securityContext | restartPolicy",
  );
  check("apiVersion: v1\nkind: Pod\n$0\nspec:\n  containers: []\n", "metadata");
  check("$0\nkind: Pod\nspec:\n  containers: []\n", "apiVersion | metadata");
  check("apiVersion: v1\nkind: Service\nmetadata:\n  $0", "name | namespace | labels | annotations | finalizers | generateName");
  check(
    "apiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          $0",
    "containers",
  );
  check(
    "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    spec:\n      $0",
    "type | selector | ports",
  );
  check("apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: $0", "Service | ConfigMap");
  checkAll(container("      im$0age: x"), "image | imagePullPolicy");
  checkAll(container("      name: a\n      # $0"), "");
  checkAll(container("      command:\n        - |\n          $0"), "");
  checkAll(container("      image: a b $0"), "");
  checkAll(container("         $0"), "");
  checkAll(container("\t$0"), "");
  checkAll(container("      image: x\n        $0"), "");
  checkAll("apiVersion: v1\nkind: Pod\nstatus:\n  phase: Running\n$0", "metadata | spec");
});

function policy(minors: string): string {
  return `== kube-clinic.yaml\nkubernetes: [${minors}]\n== a.yaml\n`;
}

test("fields by the policy's minors", () => {
  const field = container("      resizeP$0");
  checkAll(`${policy('"1.36"')}${field}`, "resizePolicy");
  const pod = "apiVersion: v1\nkind: Pod\nspec:\n  hostnameOver$0";
  checkAll(`${policy('"1.36"')}${pod}`, "hostnameOverride");
  checkAll(`${policy('"1.30"')}${pod}`, "");
  const [mixed] = shown(completer.at(`${policy('"1.30", "1.36"')}${pod}`));
  assert.equal(mixed?.deprecated, true);
  assert.match(mixed?.detail ?? "", /not in 1\.30/);
  checkAll(`${policy('"1.36"')}apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowS$0`, "FlowSchema");
});

test("items of lists", () => {
  check("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    $0", "- name | Container");
  check("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - $0", "name | Container | image");
  check("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    -$0", "- name");
  check(container("    $0"), "- name | Container");
  check(container("    -$0"), "- name");
  check(container("      command: [a]\n    $0"), "- name");
  check("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n  $0", "initContainers");
  check("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  -$0", "- name");
  check("apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n    $0", "ReadWriteOnce | ReadWriteOncePod");
  check("apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n    - $0", "ReadWriteOnce | ReadWriteOncePod");
  check(
    "apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n    - ReadWriteOnce\n    - $0",
    "ReadWriteOncePod | ReadWriteMany",
  );
  check("apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes: [$0]", "ReadWriteOnce");
  check("apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes: $0", "ReadWriteOnce");
  check(container("      ports: [$0]"), "containerPort");
  checkAccept(
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    $0",
    "- name",
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: \n      image: ",
  );
  checkAccept(
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - $0",
    "name",
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: \n      image: ",
  );
  checkAccept(
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  -$0",
    "- name",
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: \n    image: ",
  );
  checkAccept(container("    $0"), "- name", container("    - name: \n      image: "));
  checkAccept(container("      ports: [$0]"), "containerPort", container("      ports: [{ containerPort:  }]"));
  checkAccept(
    "apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n    $0",
    "ReadWriteOnce",
    "apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n    - ReadWriteOnce",
  );
  checkAccept(
    "apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes: $0",
    "ReadWriteOnce",
    "apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes: [ReadWriteOnce]",
  );
});

test("what is inserted for a key", () => {
  checkAccept(deployment("  rep$0"), "replicas", deployment("  replicas: "));
  checkAccept(deployment("  $0"), "selector", deployment("  selector:\n    matchLabels:\n      app.kubernetes.io/name: "));
  checkAccept(
    deployment("  te$0\n  replicas: 1\n"),
    "template",
    deployment(
      "  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: \n    spec:\n      containers:\n        - name: \n          image: \n  replicas: 1\n",
    ),
  );
  checkAccept(
    container("      vol$0"),
    "volumeMounts",
    container("      volumeMounts:\n        - mountPath: \n          name: "),
  );
  checkAccept(container("      im$0age: x"), "imagePullPolicy", container("      imagePullPolicy: x"));
  checkAccept(
    container("      securityContext: { $0 }"),
    "capabilities",
    container("      securityContext: { capabilities: {} }"),
  );
  checkAccept(
    container("      resources:\n        req$0\n          cpu: 1\n"),
    "requests",
    container("      resources:\n        requests:\n          cpu: 1\n"),
  );
  checkAccept(
    container("      env:\n        - name: A\n          valueF$0"),
    "valueFrom",
    container("      env:\n        - name: A\n          valueFrom:\n            "),
  );
  checkAccept(
    "spec:\r\n  rep$0\r\nkind: Deployment\r\napiVersion: apps/v1\r\n",
    "replicas",
    "spec:\r\n  replicas: \r\nkind: Deployment\r\napiVersion: apps/v1\r\n",
  );
  checkAccept(
    "kind: Deployment\r\napiVersion: apps/v1\r\nspec:\r\n  sel$0\r\n",
    "selector",
    "kind: Deployment\r\napiVersion: apps/v1\r\nspec:\r\n  selector:\r\n    matchLabels:\r\n      app.kubernetes.io/name: \r\n",
  );
  checkAccept(
    "kind: Pod\napiVersion: v1\nspec:\n    volumes:\n        - name: a\n    cont$0",
    "containers",
    "kind: Pod\napiVersion: v1\nspec:\n    volumes:\n        - name: a\n    containers:\n        - name: \n          image: ",
  );
  checkAccept(
    "kind: Pod\napiVersion: v1\nspec:\n  volumes:\n  - name: a\n  cont$0",
    "containers",
    "kind: Pod\napiVersion: v1\nspec:\n  volumes:\n  - name: a\n  containers:\n  - name: \n    image: ",
  );
});

function jsonPod(rest: string): string {
  return `{\n  "apiVersion": "v1",\n  "kind": "Pod",\n${rest}\n}\n`;
}

test("custom resources of the workspace", () => {
  const definition = `== crd.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: backups.shop.example }
spec:
  group: shop.example
  names: { kind: Backup, plural: backups }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [target]
              properties:
                keep: { type: integer, default: 7 }
                target: { type: string, enum: [s3, disk] }
== a.yaml
`;
  check(`${definition}Back$0`, "Backup");
  check(`${definition}apiVersion: shop.example/v1\nkind: $0`, "Backup");
  checkAll(`${definition}apiVersion: shop.example/v1\nkind: Backup\nspec:\n  $0`, "target | keep");
  checkAll(`${definition}apiVersion: shop.example/v1\nkind: Backup\nspec:\n  target: $0`, "s3 | disk");
  checkAll(`${definition}apiVersion: shop.example/v1\nkind: Backup\nspec:\n  keep: $0`, "7");
  checkAccept(`${definition}kind: Back$0`, "Backup", "apiVersion: shop.example/v1\nkind: Backup");
});

test("JSON", () => {
  const pod = (rest: string) => `== a.json\n${jsonPod(rest)}`;
  const text = jsonPod;
  check(pod("  $0"), "metadata | spec");
  check(pod('  "$0"'), "metadata | spec");
  check(pod('  "spec": { "$0" }'), "containers");
  check(pod('  "spec": { "restartPolicy": "$0" }'), "Always | OnFailure | Never");
  check(pod('  "spec": { "hostNetwork": $0 }'), "true | false");
  check(pod('  "spec": { "containers": [{ "name": "a", "imagePullPolicy": "If$0" }] }'), "IfNotPresent");
  checkAccept(pod("  $0"), "spec", text('  "spec": {}'));
  checkAccept(pod('  "sp$0"'), "spec", text('  "spec": {}'));
  checkAccept(pod('  $0\n  "metadata": {}'), "spec", text('  "spec": {},\n  "metadata": {}'));
  checkAccept(pod('  "spec": { "restartPolicy": "$0" }'), "Always", text('  "spec": { "restartPolicy": "Always" }'));
  checkAccept(pod('  "spec": { "restartPolicy": $0 }'), "Always", text('  "spec": { "restartPolicy": "Always" }'));
  checkAccept(pod('  "spec": { "containers": [$0] }'), "name", text('  "spec": { "containers": [{ "name": "", "image": "" }] }'));
  checkAll(pod('  "metadata": {} $0'), "");
});

test("values", () => {
  check(container("      imagePullPolicy: $0"), "IfNotPresent | Always | Never");
  check(container("      imagePullPolicy: N$0"), "Never");
  check(container("      imagePullPolicy: 'N$0'"), "Never");
  check(container('      imagePullPolicy: "N$0'), "Never");
  check(container("      securityContext:\n        runAsNonRoot: $0"), "true | false");
  check(container("      securityContext: { runAsNonRoot: t$0 }"), "true");
  check(container("      resources: { limits: { memory: $0 } }"), "64Mi | 128Mi");
  check(container("      resources:\n        limits:\n          cpu: $0"), "100m | 250m | 500m | 1");
  check(container("      securityContext: { capabilities: { drop: [$0] } }"), "ALL | NET_BIND_SERVICE");
  check(container("      securityContext:\n        capabilities:\n          drop:\n            - $0"), "ALL");
  check(
    container("      securityContext:\n        seccompProfile:\n          type: $0"),
    "RuntimeDefault | Localhost | Unconfined",
  );
  check(container("  restartPolicy: $0"), "Always | OnFailure | Never");
  check(container("      ports:\n        - containerPort: 80\n          protocol: $0"), "TCP | UDP | SCTP");
  check("apiVersion: v1\nkind: Service\nspec:\n  type: $0", "ClusterIP | LoadBalancer | NodePort | ExternalName");
  check(deployment("  strategy:\n    type: $0"), "RollingUpdate | Recreate");
  check(deployment("  strategy:\n    rollingUpdate:\n      maxSurge: $0"), "25% | 50% | 1");
  check(
    deployment("  template:\n    spec:\n      topologySpreadConstraints:\n        - whenUnsatisfiable: $0"),
    "ScheduleAnyway | DoNotSchedule",
  );
  check(
    deployment("  template:\n    spec:\n      topologySpreadConstraints:\n        - topologyKey: $0"),
    "kubernetes.io/hostname | topology.kubernetes.io/zone",
  );
  check("apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec:\n  maxUnavailable: $0", "1 | 25%");
  check("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  policyTypes:\n    - $0", "Ingress | Egress");
  check("apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: $0", "0 3 * * *");
  check("apiVersion: batch/v1\nkind: CronJob\nspec:\n  concurrencyPolicy: $0", "Forbid | Replace | Allow");
  checkAccept(
    "apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: $0",
    "*/5 * * * *",
    'apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: "*/5 * * * *"',
  );
  checkAccept(container("      imagePullPolicy: 'N$0'"), "Never", container("      imagePullPolicy: 'Never'"));
  checkAccept(container("      imagePullPolicy: Nev$0erEver"), "Never", container("      imagePullPolicy: Never"));
  checkAccept(
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec:\n  maxUnavailable: $0",
    "1",
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec:\n  maxUnavailable: 1",
  );
  checkAll(container("      image: $0"), "");
  checkAll(container("      imagePullPolicy:$0"), "");
});

test("names of the unit", () => {
  const inContainer = (lines: string) => neighbours + container(lines);
  checkAll(inContainer("      envFrom:\n        - configMapRef: { name: $0 }"), "settings");
  checkAll(inContainer("      envFrom:\n        - secretRef:\n            name: $0"), "login | other | registry");
  check(
    inContainer("      env:\n        - name: A\n          valueFrom:\n            configMapKeyRef:\n              name: $0"),
    "settings",
  );
  checkAll(
    inContainer(
      "      env:\n        - name: A\n          valueFrom:\n            configMapKeyRef:\n              name: settings\n              key: $0",
    ),
    "LOG_LEVEL | app.conf",
  );
  checkAll(
    inContainer("      env:\n        - name: A\n          valueFrom:\n            secretKeyRef: { name: login, key: $0 }"),
    "user | password",
  );
  checkAll(
    inContainer("      env:\n        - name: A\n          valueFrom:\n            secretKeyRef: { key: $0, name: login }"),
    "user | password",
  );
  checkAll(inContainer("  serviceAccountName: $0"), "runner");
  checkAll(inContainer("  priorityClassName: $0"), "urgent");
  checkAll(inContainer("  imagePullSecrets:\n    - name: $0"), "login | other | registry");
  checkAll(inContainer("  volumes:\n    - name: a\n      persistentVolumeClaim:\n        claimName: $0"), "files");
  checkAll(inContainer("  volumes:\n    - name: a\n      secret: { secretName: $0 }"), "login | other | registry");
  checkAll(
    inContainer("  volumes:\n    - name: a\n      configMap:\n        name: settings\n        items:\n          - key: $0"),
    "LOG_LEVEL | app.conf",
  );
  checkAll(
    inContainer(
      "      volumeMounts:\n        - name: $0\n  volumes:\n    - name: tmp\n      emptyDir: {}\n    - name: data\n      emptyDir: {}",
    ),
    "tmp | data",
  );
  checkAll(
    inContainer(
      "      volumeMounts:\n        - { name: tmp, mountPath: /a }\n        - name: $0\n  volumes:\n    - name: tmp\n    - name: data",
    ),
    "data | tmp",
  );
  checkAll(
    inContainer(
      "      ports:\n        - name: http\n          containerPort: 8080\n      readinessProbe:\n        httpGet:\n          port: $0",
    ),
    "http | 8080",
  );
  checkAll(
    inContainer("      ports: [{ name: http, containerPort: 8080 }]\n      livenessProbe: { tcpSocket: { port: $0 } }"),
    "http | 8080",
  );
  const ingress = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n";
  checkAll(`${neighbours}${ingress}  ingressClassName: $0`, "nginx");
  checkAll(`${neighbours}${ingress}  tls:\n    - secretName: $0`, "login | other | registry");
  checkAll(`${neighbours}${ingress}  defaultBackend:\n    service:\n      name: $0`, "api");
  checkAll(
    `${neighbours}${ingress}  defaultBackend:\n    service:\n      name: api\n      port:\n        name: $0`,
    "http | metrics",
  );
  checkAll(
    `${neighbours}${ingress}  defaultBackend:\n    service:\n      name: api\n      port:\n        number: $0`,
    "80 | 9090",
  );
  const service = "apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec:\n";
  check(`${neighbours}${service}  selector:\n    $0`, "app: api | tier: back");
  check(`${neighbours}${service}  selector:\n    app: $0`, "api");
  checkAll(`${neighbours}${service}  selector: { app: api }\n  ports:\n    - targetPort: $0`, "web | 8080");
  checkAll(`${neighbours}${service}  selector: { app: none }\n  ports:\n    - targetPort: $0`, "");
  check(
    `${neighbours}apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec:\n  selector:\n    matchLabels:\n      $0`,
    "app: api | tier: back",
  );
  check(
    `${neighbours}apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: Deployment\n    name: $0`,
    "api",
  );
  check(
    `${neighbours}apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: $0`,
    "Deployment | StatefulSet",
  );
  const claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: x\nspec:\n";
  checkAll(`${neighbours}${claim}  storageClassName: $0`, "fast");
  check(`${neighbours}apiVersion: v1\nkind: ConfigMap\nmetadata:\n  namespace: $0`, "shop | default");
  checkAll(`${neighbours}apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  labels:\n    app: $0`, "");
});

test("roles and their bindings", () => {
  const binding = `${neighbours}apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\n`;
  checkAll(`${binding}roleRef:\n  kind: Role\n  name: $0`, "reader");
  checkAll(`${binding}roleRef:\n  kind: ClusterRole\n  name: $0`, "watcher");
  checkAll(`${binding}roleRef:\n  name: $0`, "reader | watcher");
  checkAll(`${binding}roleRef:\n  kind: $0`, "Role | ClusterRole");
  checkAll(`${binding}roleRef:\n  apiGroup: $0`, "rbac.authorization.k8s.io");
  checkAll(`${binding}subjects:\n  - kind: ServiceAccount\n    name: $0`, "runner");
  check(`${binding}subjects:\n  - kind: $0`, "ServiceAccount | Group | User");
  const role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules:\n";
  check(`${role}  - verbs: [$0]`, "get | list | watch");
  check(`${role}  - verbs: [get, $0]`, "list | watch");
  check(`${role}  - verbs:\n      - get\n      - $0`, "list | watch");
  check(`${role}  - apiGroups: [app$0]`, "apps");
  check(`${role}  - apiGroups: [apps]\n    resources: [dep$0]`, "deployments | deployments/scale");
  check(`${role}  - apiGroups: [""]\n    resources: [pods/$0]`, "pods/log | pods/exec");
  checkAll(`${neighbours}${role}  - apiGroups: [""]\n    resources: [configmaps]\n    resourceNames: [$0]`, "settings");
  checkAccept(`${role}  - apiGroups: [$0]`, '""', `${role}  - apiGroups: [""]`);
});

test("labels", () => {
  check(
    deployment("  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        $0"),
    "app: shop",
  );
  check(
    deployment("  selector:\n    matchLabels:\n      $0\n  template:\n    metadata:\n      labels: { app: shop }\n"),
    "app: shop",
  );
  checkAll(
    deployment("  selector:\n    matchLabels:\n      app: $0\n  template:\n    metadata:\n      labels: { app: shop }\n"),
    "shop",
  );
  check("apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    $0", "app.kubernetes.io/name | app.kubernetes.io/instance");
  check(
    "apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    app.kubernetes.io/name: a\n    app$0",
    "app.kubernetes.io/instance | app.kubernetes.io/version",
  );
  check("apiVersion: v1\nkind: Service\nmetadata:\n  labels: { $0 }", "app.kubernetes.io/name");
  check(
    "apiVersion: v1\nkind: Namespace\nmetadata:\n  labels:\n    pod-security.kubernetes.io/enforce: $0",
    "restricted | baseline | privileged",
  );
  check("apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    $0", "kubernetes.io/os | kubernetes.io/arch");
  check("apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    kubernetes.io/os: $0", "linux | windows");
  checkAccept(
    `${neighbours}apiVersion: v1\nkind: Service\nspec:\n  selector:\n    $0`,
    "app: api",
    "apiVersion: v1\nkind: Service\nspec:\n  selector:\n    app: api",
  );
});

/** What the text is like after the item was accepted. */
function checkPart(marked: string, label: string, expected: RegExp): void {
  const offered = completer.at(marked);
  const item = shown(offered).find((one) => one.label === label);
  assert.ok(item, `${label} in ${marked}`);
  assert.match(accept(offered, item), expected);
}

function labelsAt(marked: string, isSchemaElsewhere = false): readonly string[] {
  return completer.at(marked, {}, isSchemaElsewhere).items.map(({ label }) => label);
}

test("secure parts", () => {
  checkPart(container("      $0"), "Resources", /\n {6}resources:\n {8}requests:\n {10}cpu: 100m\n/);
  checkPart(
    container("      $0"),
    "Security context of a container",
    /\n {6}securityContext:\n {8}allowPrivilegeEscalation: false\n/,
  );
  checkPart(container("  $0"), "Security context of a pod", /\n {2}securityContext:\n {4}runAsNonRoot: true\n/);
  checkPart(container("    $0"), "Container", /\n {4}- name: web\n {6}image: registry/);
  checkPart("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - $0", "Container", /\n {4}- name: web\n {6}image: registry/);
  assert.ok(!labelsAt(container("      resources: {}\n      $0")).includes("Resources"), "the key stands there already");
  assert.ok(!labelsAt(container("      $0")).includes("Security context of a pod"));
  assert.ok(!labelsAt(container("  $0")).includes("Security context of a container"));
  assert.ok(!labelsAt(deployment("  $0")).includes("Container"));
});

test("beside another extension that completes schemas", () => {
  assert.deepEqual(labelsAt(container("      imagePullPolicy: $0"), true), []);
  assert.deepEqual(labelsAt(container("      ima$0"), true), ["Security context of a container", "Probes", "Resources"]);
  assert.deepEqual(labelsAt(`${neighbours}${container("  serviceAccountName: $0")}`, true), ["runner"]);
  assert.ok(labelsAt("$0", true).includes("Deployment"));
});

test("what an editor with snippets gets", () => {
  const abilities = { snippets: true, insertReplace: true, labelDetails: true, tags: true, suggestCommand: "suggest" };
  const find = (marked: string, label: string) => completer.at(marked, abilities).items.find((item) => item.label === label)!;
  const replicas = find(deployment("  rep$0licas"), "replicas");
  assert.equal(replicas.insertTextFormat, 2);
  assert.deepEqual(replicas.textEdit, {
    newText: "replicas: $1",
    insert: { start: { line: 5, character: 2 }, end: { line: 5, character: 5 } },
    replace: { start: { line: 5, character: 2 }, end: { line: 5, character: 10 } },
  });
  assert.equal(replicas.labelDetails?.description, "integer");
  assert.equal(
    find(container("      $0"), "imagePullPolicy").textEdit?.newText,
    "imagePullPolicy: ${1|Always,IfNotPresent,Never|}",
  );
  assert.equal(find(container("      $0"), "tty").textEdit?.newText, "tty: ${1|true,false|}");
  assert.deepEqual(find(container("      $0"), "image").command?.command, "suggest");
  assert.equal(find("$0", "Deployment").textEdit?.newText.includes("${1:web}"), true);
});

function newText(marked: string, label: string): string | undefined {
  return completer.at(marked, { asIs: false }).items.find((item) => item.label === label)?.textEdit?.newText;
}

test("an editor that indents by itself is told only what lies deeper", () => {
  assert.equal(newText(deployment("  $0"), "selector"), "selector:\n  matchLabels:\n    app.kubernetes.io/name: ");
  assert.equal(newText("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - $0", "name"), "name: \n  image: ");
  assert.equal(newText("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    $0", "- name"), "- name: \n  image: ");
});

test("what an item means is looked up when it is highlighted", () => {
  const offered = completer.at(deployment("  rep$0"));
  const [item] = shown(offered);
  assert.equal(item?.documentation, undefined);
  assert.match(JSON.stringify(resolveCompletion(offered.engine, item!).documentation), /desired pods/);
});

test("every cut of a file is completed without a fault", () => {
  const text = deployment(
    "  replicas: 1\n  template: { spec: { containers: [ { name: a } ] } }\n---\nkind: List\nitems:\n  - \n",
  );
  for (let at = 0; at <= text.length; at++) {
    completer.at(`${text.slice(0, at)}$0`);
    completer.at(`${text.slice(0, at)}$0${text.slice(at)}`);
  }
});
