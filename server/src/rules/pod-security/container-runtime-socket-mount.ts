// Flags volumes that hand over the socket of the node's container runtime.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "container-runtime-socket-mount",
  category: "pod-security",
  severity: "error",
  since: "0.1.0",
  summary: "Pod gets the container runtime's socket",
  sources: [
    "kube-linter:docker-sock",
    "checkov:CKV_K8S_27",
    "trivy:KSV-0006",
    "kubescape:C-0074",
    "kubesec:DockerSock",
    "kyverno:disallow-container-sock-mounts",
    "kyverno:docker-socket-check",
    "kics:a6f34658-fdfb-4154-9536-56d516f65828",
    "terrascan:AC_K8S_0088",
  ],
  standards: ["NSA", "CIS-5.2.12"],
  presets: ["recommended", "strict"],
  on: "pod",
  check({ volumes }, report) {
    for (const { hostPath, name } of volumes)
      if (hostPath && sockets.has(hostPath.normalized.replace(/^\/var\/run\//, "/run/")))
        report(hostPath.pathNode, `Volume \`${name || "?"}\` exposes the container runtime through \`${hostPath.path}\``);
  },
});

/** Sockets and the directories that hold nothing else; `/var/run` is a link to `/run`. */
const sockets: ReadonlySet<string> = new Set([
  "/run/containerd",
  "/run/containerd/containerd.sock",
  "/run/cri-dockerd.sock",
  "/run/crio",
  "/run/crio/crio.sock",
  "/run/docker",
  "/run/docker.sock",
  "/run/k3s/containerd",
  "/run/k3s/containerd/containerd.sock",
  "/run/podman",
  "/run/podman/podman.sock",
]);
