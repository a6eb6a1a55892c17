// Opens an unsaved manifest that has something wrong, to try kube-clinic on.

import { window, workspace } from "vscode";

const example = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: { app: web }
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:latest
          securityContext:
            privileged: true
          ports:
            - containerPort: 80
`;

export async function openExample(): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: "yaml", content: example }));
}
