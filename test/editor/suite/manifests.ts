// The manifests that the suite opens.

/** Has findings of `privileged-container` and, twice, of `seccomp-unconfined`, whose fix is a safe one. */
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

/** The same fault in JSON. */
export const badPodInJson = `{
  "apiVersion": "v1",
  "kind": "Pod",
  "metadata": { "name": "web" },
  "spec": { "containers": [{ "name": "web", "image": "web:1.2.3", "securityContext": { "privileged": true } }] }
}
`;

export const workflow = `on: push
jobs:
  test:
    runs-on: ubuntu-latest
`;
