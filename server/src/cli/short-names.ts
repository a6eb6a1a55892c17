// The short names that kinds declare for kubectl.

/** Group and kind → short names. Kubernetes' own as `kubectl api-resources` lists them, operators' as their definitions declare them. */
export const shortNames: ReadonlyMap<string, readonly string[]> = new Map(
  `
/ComponentStatus cs
/ConfigMap cm
/Endpoints ep
/Event ev
/LimitRange limits
/Namespace ns
/Node no
/PersistentVolume pv
/PersistentVolumeClaim pvc
/Pod po
/ReplicationController rc
/ResourceQuota quota
/Service svc
/ServiceAccount sa
apiextensions.k8s.io/CustomResourceDefinition crd crds
apps/DaemonSet ds
apps/Deployment deploy
apps/ReplicaSet rs
apps/StatefulSet sts
autoscaling/HorizontalPodAutoscaler hpa
batch/CronJob cj
certificates.k8s.io/CertificateSigningRequest csr
events.k8s.io/Event ev
networking.k8s.io/Ingress ing
networking.k8s.io/IPAddress ip
networking.k8s.io/NetworkPolicy netpol
policy/PodDisruptionBudget pdb
scheduling.k8s.io/PriorityClass pc
storage.k8s.io/StorageClass sc
storage.k8s.io/VolumeAttributesClass vac
argoproj.io/AnalysisTemplate at
argoproj.io/Application app apps
argoproj.io/ApplicationSet appset appsets
argoproj.io/AppProject appproj appprojs
argoproj.io/CronWorkflow cwf cronwf
argoproj.io/Rollout ro
argoproj.io/Workflow wf
argoproj.io/WorkflowTemplate wftmpl
cert-manager.io/Certificate cert certs
cert-manager.io/CertificateRequest cr crs
external-secrets.io/ClusterSecretStore css
external-secrets.io/ExternalSecret es
external-secrets.io/SecretStore ss
gateway.networking.k8s.io/Gateway gtw
gateway.networking.k8s.io/GatewayClass gc
helm.toolkit.fluxcd.io/HelmRelease hr
keda.sh/ScaledJob sj
keda.sh/ScaledObject so
keda.sh/TriggerAuthentication ta triggerauth
kustomize.toolkit.fluxcd.io/Kustomization ks
monitoring.coreos.com/Alertmanager am
monitoring.coreos.com/PodMonitor pmon
monitoring.coreos.com/Probe prb
monitoring.coreos.com/Prometheus prom
monitoring.coreos.com/PrometheusRule promrule
monitoring.coreos.com/ServiceMonitor smon
networking.istio.io/DestinationRule dr
networking.istio.io/Gateway gw
networking.istio.io/ServiceEntry se
networking.istio.io/VirtualService vs
security.istio.io/AuthorizationPolicy ap
security.istio.io/PeerAuthentication pa
security.istio.io/RequestAuthentication ra
serving.knative.dev/Configuration config cfg
serving.knative.dev/Revision rev
serving.knative.dev/Route rt
serving.knative.dev/Service kservice ksvc
source.toolkit.fluxcd.io/GitRepository gitrepo
source.toolkit.fluxcd.io/HelmRepository helmrepo
source.toolkit.fluxcd.io/OCIRepository ocirepo
`
    .trim()
    .split("\n")
    .map((row) => {
      const [name = "", ...short] = row.split(" ");
      return [name, short] as const;
    }),
);
