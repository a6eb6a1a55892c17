// Manifests that speak of one another, for the tests of features.

export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec:
      serviceAccountName: runner
      volumes:
        - name: conf
          configMap: { name: settings }
        - name: keys
          secret: { secretName: "cert", items: [{ key: tls.key, path: k }] }
      containers:
        - name: main
          image: web:1
          env:
            - name: MODE
              valueFrom: { configMapKeyRef: { name: settings, key: mode } }
          ports:
            - name: http
              containerPort: 8080
          readinessProbe: { httpGet: { port: http, path: / } }
          livenessProbe: { tcpSocket: { port: 8080 } }
          volumeMounts:
            - { name: conf, mountPath: /conf, subPath: app.ini }
            - { name: keys, mountPath: /keys }
`;

export const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: public
      port: 80
      targetPort: http
`;

export const settings = `apiVersion: v1
kind: ConfigMap
metadata:
  name: 'settings'
data:
  mode: fast
  app.ini: |
    a=1
`;

export const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: edge
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { name: public } } }
`;

export const scaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 3
  metrics:
    - type: ContainerResource
      containerResource: { name: cpu, container: main, target: { type: Utilization, averageUtilization: 80 } }
`;

export const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: web
`;

export const account = `apiVersion: v1
kind: ServiceAccount
metadata: { name: runner }
`;

/** One file each. */
export const shop = `== deploy.yaml
${deployment}== service.yaml
${service}== settings.yaml
${settings}== edge/open.yaml
${ingress}== hpa.yaml
${scaler}== pdb.yaml
${budget}== account.yaml
${account}`;

/** The shop with the cursor in the middle of a piece of text, which must be in it; `n` counts its occurrences from 0. */
export function shopAt(piece: string, n = 0): string {
  return cursorIn(shop, piece, n);
}

export function cursorIn(text: string, piece: string, n = 0): string {
  let at = text.indexOf(piece);
  for (let i = 0; i < n && at >= 0; i++) at = text.indexOf(piece, at + 1);
  if (at < 0) throw new Error(`${piece} is not in the text`);
  const mark = piece.endsWith(" ") ? 0 : 1;
  const cursor = at + piece.length - mark;
  return `${text.slice(0, cursor)}$0${text.slice(cursor)}`;
}
