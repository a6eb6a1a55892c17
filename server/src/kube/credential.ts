// Tells by a setting's name and value whether a password, key or token is written in it.

/**
 * Whether a setting of this name holds a secret: its name says so, and its value is none of what such settings hold instead
 * (a path, a URL, a switch, a number, a reference to a secret that is kept elsewhere), or its value alone gives it away.
 */
export function isCredential(name: string, value: string): boolean {
  return value !== "" && (hasCredentialForm(value) || (isCredentialName(name) && !isHarmless(name, value)));
}

/** Whether the text has the form of a well-known kind of secret, or a URL or connection string with a password in it. */
export function hasCredentialForm(value: string): boolean {
  return forms.some((form) => form.test(value));
}

/** By a word in it, and by a last word that makes it something else: `PASSWORD_FILE`, `TOKEN_URL`. */
export function isCredentialName(name: string): boolean {
  return names.test(name) && !otherThings.test(name);
}

/** Whether a value is none although the name promises one. Only passwords may be numbers: `MAX_TOKEN` and `SECRET_TTL` often are. */
function isHarmless(name: string, value: string): boolean {
  return elsewhere.test(value) || isSwitch.test(value) || (isNumber.test(value) && !passwordName.test(name));
}

const names =
  /passw(?:or)?d|passphrase|pswrd|pword|(?:^|_)pwd(?:_|$)|secret|token(?!i[sz])|bearer|credential|(?:access|account|api|auth|encryption|master|private|shared|signing|storage)[_-]?key(?:_|$)|^azure_.+key$|^oci_cli_key_content$/i;
const passwordName = /(?:passw(?:or)?d|passphrase|pwd)$/i;

/** What is about a secret and not the secret itself. */
const otherThings =
  /[_-](?:algorithm|audience|backend|class|dir|directory|encryption|endpoint|expiry|field|file|header|host|issuer|length|lifetime|limit|method|mode|name|namespace|path|policy|prefix|provider|ref|timeout|ttl|type|uri|url)$/i;

/** A path, a URL, a `$(VARIABLE)` of the same container, the address of a secret in Vault, AWS or Google Cloud. */
const elsewhere = /^\.{0,2}\/|^[a-z][\w+.-]*:\/\/|\$\([A-Za-z_][\w.-]*\)|^(?:vault|arn):|^projects\/[^/]+\/secrets\//i;
const isSwitch = /^(?:true|false|yes|no|on|off|[01]|enabled|disabled|none|null)$/i;
const isNumber = /^[+-]?\d+(?:\.\d+)?(?:ms|[smhdw])?$/;

/** Each can be tried in time linear in the text: what repeats is bounded. */
const forms: readonly RegExp[] = [
  /-BEGIN [A-Z ]{0,40}PRIVATE KEY/,
  // JSON Web Tokens: a header that starts with `alg`, `typ` or `kid`.
  /\beyJ(?:hbGciO|0eXAiO|raWQiO)/,
  /\bBearer [\w.~+/-]{20}/,
  // AWS, Google, Azure Storage.
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bAIza[\w-]{35}/,
  /\bAccountKey=[A-Za-z0-9+/]{40}/,
  // GitHub, GitLab, npm.
  /\b(?:gh[opsru]_[A-Za-z0-9]{36}|github_pat_\w{22}|glpat-[\w-]{20}|npm_[A-Za-z0-9]{36})/,
  // Slack, Stripe, SendGrid.
  /\bxox[abeoprs]-[\w-]{10}|hooks\.slack\.com\/services\/T\w/,
  /\b[rs]k_live_[A-Za-z0-9]{16}/,
  /\bSG\.[\w-]{22}\./,
  // `scheme://user:password@host`, and `Server=db;Password=…`; neither with the password left to a variable or a placeholder.
  /:\/\/[^/\s:@]{0,100}:[^/\s@$<{*]{1,200}@/,
  /(?:^|[;&?\s])(?:password|passwd|pwd)=[^;&\s$<{*'"]/i,
];
