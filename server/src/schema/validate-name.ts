// Kubernetes' rules for names of objects, and for keys and values of labels and annotations.

/** What is wrong with the name of an object of this kind, or undefined. `isPrefix`: it is a `generateName`. */
export function nameFault(group: string, kind: string, minor: number, name: string, isPrefix: boolean): string | undefined {
  const text = isPrefix && name.endsWith("-") ? `${name.slice(0, -1)}a` : name;
  const rule = ruleOf(group, kind, minor);
  if (rule.test(text)) return undefined;
  return text.length > rule.longest && rule.test(text.slice(0, rule.longest - 1) + "a") ? rule.tooLong : rule.message;
}

/** What is wrong with a namespace, or undefined. */
export function namespaceFault(name: string): string | undefined {
  return name.length <= 63 && label.test(name) ? undefined : labelRule.message;
}

/** What is wrong with the key of a label, of an annotation or with a finalizer, or undefined. */
export function keyFault(key: string): string | undefined {
  if (ordinaryKey.test(key)) return undefined;
  const slash = key.indexOf("/");
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  if (prefix !== undefined && (prefix.length > 253 || !subdomain.test(prefix)))
    return "before its `/` must stand a lower-case domain name";
  if (name.length > 63) return "must have at most 63 characters behind its prefix";
  return word.test(name)
    ? undefined
    : "may hold letters, digits, `-`, `_` and `.`, and must begin and end with a letter or digit";
}

/** What is wrong with the value of a label, or undefined. */
export function labelValueFault(value: string): string | undefined {
  if (value.length > 63) return "must have at most 63 characters";
  if (value === "" || word.test(value)) return undefined;
  return "may hold letters, digits, `-`, `_` and `.`, and must begin and end with a letter or digit";
}

/** Of all annotations of an object together, in bytes (apimachinery `TotalAnnotationSizeLimitB`). */
export const ANNOTATIONS_LIMIT = 256 * 1024;

/** Short enough by its form alone, as nearly all are. */
const ordinaryKey = /^(?:[a-z0-9]{1,30}(?:[-.][a-z0-9]{1,30}){0,5}\/)?[a-z0-9]{1,20}(?:[-._][a-z0-9]{1,20}){0,1}$/;
const word = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const label1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

interface NameRule {
  readonly longest: number;
  readonly message: string;
  readonly tooLong: string;
  test(text: string): boolean;
}

function rule(pattern: RegExp, longest: number, message: string): NameRule {
  const test = (text: string) => text.length <= longest && pattern.test(text);
  return { longest, message, tooLong: `must have at most ${longest} characters`, test };
}

const letters = "may hold lower-case letters, digits";
const subdomainRule = rule(
  subdomain,
  253,
  `${letters}, \`-\` and \`.\`, and must begin and end with a letter or digit, beside each \`.\`, too`,
);
const labelRule = rule(label, 63, `${letters} and \`-\`, and must begin and end with a letter or digit`);
const serviceRule = rule(label1035, 63, `${letters} and \`-\`, and must begin with a letter and end with a letter or digit`);
const cronJobRule = rule(subdomain, 52, subdomainRule.message);
const segmentRule = rule(/^(?!\.{1,2}$)[^/%]+$/, Infinity, "must not hold `/` or `%`");

/** Names of these are free but for what a URL forbids: the validation of each group (`ValidateRoleName` and so on) says so. */
const free: ReadonlySet<string> = new Set([
  "Role",
  "RoleBinding",
  "ClusterRole",
  "ClusterRoleBinding",
  "APIService",
  "CertificateSigningRequest",
  "ClusterTrustBundle",
  "Event",
  "IPAddress",
]);

/** From this minor on, names of Services may begin with a digit where the cluster wants so (`RelaxedServiceNameValidation`). */
const relaxedServices = 34;

function ruleOf(group: string, kind: string, minor: number): NameRule {
  if (group === "" && kind === "Service") return minor < relaxedServices ? serviceRule : labelRule;
  if (group === "" && kind === "Namespace") return labelRule;
  if (group === "batch" && kind === "CronJob") return cronJobRule;
  return (group === "" || group.endsWith(".k8s.io")) && free.has(kind) ? segmentRule : subdomainRule;
}
