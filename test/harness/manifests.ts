// The manifests that the tests of server and editor open.

/** Findings of `privileged-container` (its fix changes behaviour) and, twice, of `seccomp-unconfined` (its fix is safe). */
export const badDeployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # keep me
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      securityContext:
        seccompProfile:
          type: Unconfined
      containers:
        - name: web
          image: registry.example.com/web:1.2.3
          securityContext:
            privileged: true
            seccompProfile:
              type: Unconfined
`;

export const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`;

/** Covers what `badDeployment` runs. */
export const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`;

export const workflow = `on: push
jobs:
  test:
    runs-on: ubuntu-latest
`;

/** The same fault in JSON. */
export const badPodInJson = `{
  "apiVersion": "v1",
  "kind": "Pod",
  "metadata": { "name": "web" },
  "spec": { "containers": [{ "name": "web", "image": "web:1.2.3", "securityContext": { "privileged": true } }] }
}
`;
