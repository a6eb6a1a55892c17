// Secrets in entries of ConfigMaps, and what only looks like one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { credentialIn } from "./config-credential.ts";

const check = (key: string, text: string, expected: string | undefined) => {
  const found = credentialIn(key, text);
  assert.equal(found && (found.setting ?? "itself"), expected, `${key}: ${text}`);
};

test("a value under its key", () => {
  check("DB_PASSWORD", "correct-horse", "itself");
  check("db.password", "s3cr3t\n", "itself");
  check("apiToken", "a81bc81bdead4e5d", "itself");
  check("clientSecret", "Xk29dLq", "itself");
  check("GREETING", "AKIAABCDEFGHIJKLMNOP", "itself");
  check("key", `-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\n`, "itself");
  check("packed", btoa("-----BEGIN PRIVATE KEY-----\nMIIEvQ\n"), "itself");
  check("url", "postgres://shop:horse@db:5432/shop", "itself");
});

test("what is under such a key and no secret", () => {
  for (const value of [
    "",
    "/run/secrets/db",
    "$(PASSWORD)",
    "${PASSWORD}",
    "{{ password }}",
    "<password>",
    "true",
    "required",
    "******",
  ])
    check("DB_PASSWORD", value, undefined);
  check("secretName", "web-tls", undefined);
  check("TOKEN_URL", "https://login.example.com/token", undefined);
  check("tokenTTL", "3600", undefined);
  check("tokens", "cart", undefined);
  check("passwordHint", "Use eight characters at least", undefined);
  check("packed", btoa("a long text about nothing in particular"), undefined);
});

test("settings of a file", () => {
  check("app.properties", "mode=plain\nspring.datasource.password=correct-horse\n", "spring.datasource.password");
  check("app.yaml", "db:\n  user: shop\n  password: 'p4ss word'\n", "password");
  check("app.json", '{ "user": "shop", "apiKey": "none", "client_secret": "Xk29dLq" }\n', "client_secret");
  check("run.sh", "#!/bin/sh\nexport DB_PASSWORD=hunter2\nexec app\n", "DB_PASSWORD");
  check("one.json", '{"password":"hunter2"}', "password");
});

test("what a file only says about secrets", () => {
  check("app.properties", "spring.datasource.password=${DB_PASSWORD}\nx=y\n", undefined);
  check("app.yaml", "password:\n  file: /run/secrets/db\n# password: hunter2\nsecretName: web-tls\n", undefined);
  check("run.sh", "TOKEN=$(cat /run/token)\nPASSWORD=$1\nread -p Password: PASSWORD\n", undefined);
  check("app.lua", "local token = ngx.var.token\nlocal secret = load()\n", undefined);
  check("de.json", '{ "password": "Passwort", "resetPassword": "Reset it now or never", "token": "token" }\n', undefined);
  check("app.yaml", "token: my-token\nsecret: orders\n", undefined);
  check("run.sh", "curl --password-file=/run/p --token-url=https://a.example.com\ntrue\n", undefined);
});

test("long lines take no long time", () => {
  const start = performance.now();
  check("a.json", `${"password ".repeat(50_000)}\n${"a".repeat(200_000)}\n`, undefined);
  assert.ok(performance.now() - start < 2000);
});
