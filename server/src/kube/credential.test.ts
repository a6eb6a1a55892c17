// Credentials told from settings that only sound like one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isCredential } from "./credential.ts";

const check = (name: string, value: string, expected: boolean) =>
  assert.equal(isCredential(name, value), expected, `${name}=${value}`);

test("by name", () => {
  for (const name of [
    "PASSWORD",
    "DB_PASSWORD",
    "dbPassword",
    "REDIS_PASSWD",
    "DB_PWD",
    "PASSPHRASE",
    "CLIENT_SECRET",
    "SECRET_KEY_BASE",
    "GITHUB_TOKEN",
    "BEARER",
    "OAUTH_CREDENTIALS",
    "API_KEY",
    "STRIPE_APIKEY",
    "AWS_SECRET_ACCESS_KEY",
    "AZURE_STORAGE_KEY",
    "OCI_CLI_KEY_CONTENT",
    "Jwt__Secret",
  ])
    check(name, "correct-horse", true);
  for (const name of [
    "KEY",
    "KEYBOARD",
    "MONKEY",
    "CACHE_KEY_PREFIX",
    "COMPASS",
    "USER",
    "TOKENIZER_MODEL",
    "FORWARD",
    "LOG_LEVEL",
  ])
    check(name, "correct-horse", false);
});

test("names of what is about a secret", () => {
  for (const name of [
    "DB_PASSWORD_FILE",
    "TOKEN_PATH",
    "SECRET_NAME",
    "API_KEY_HEADER",
    "TOKEN_URL",
    "PASSWORD_POLICY",
    "SECRET_BACKEND",
  ])
    check(name, "correct-horse", false);
});

test("values that are no secret whatever the name", () => {
  for (const value of [
    "",
    "true",
    "no",
    "1",
    "3600",
    "1.5",
    "15m",
    "/run/secrets/token",
    "./token",
    "https://id.example.com/token",
    "op://vault/item/field",
    "$(OTHER)",
    "Bearer $(TOKEN)",
    "vault:secret/data/db#token",
    "arn:aws:secretsmanager:eu-west-1:1:secret:db",
    "projects/p/secrets/db",
  ])
    check("TOKEN", value, false);
  check("DB_PASSWORD", "123456", true);
  check("ALLOW_EMPTY_PASSWORD", "yes", false);
  check("ALLOW_EMPTY_PASSWORD", "1", false);
  check("PASSWORD_RETRIES", "5", false);
});

test("by the value's form, whatever the name", () => {
  for (const value of [
    "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
    "-----BEGIN PRIVATE KEY-----",
    "eyJhbGciOiJIUzI1NiJ9.e30.x",
    "Bearer abcdefghijklmnopqrstuvwxyz",
    `AKIA${"Q".repeat(16)}`,
    `AIza${"q".repeat(35)}`,
    `ghp_${"q".repeat(36)}`,
    `glpat-${"q".repeat(20)}`,
    `xoxb-${"1".repeat(12)}`,
    "https://hooks.slack.com/services/T00/B00/x",
    `sk_live_${"q".repeat(24)}`,
    `DefaultEndpointsProtocol=https;AccountKey=${"q".repeat(86)}==`,
    "postgres://shop:hunter2@db:5432/shop",
    "redis://:hunter2@cache:6379",
    "Server=db;User=shop;Password=hunter2;",
    "jdbc:postgresql://db/shop?user=shop&password=hunter2",
  ])
    check("VALUE", value, true);
  for (const value of [
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----",
    "postgres://db:5432/shop",
    "postgres://shop@db:5432/shop",
    "postgres://shop:$(DB_PASSWORD)@db:5432/shop",
    "postgres://shop:<password>@db:5432/shop",
    "Server=db;Password=$(DB_PASSWORD);",
    "http://a:8080/x@y",
    "AKIA",
    "max-age=3600",
  ])
    check("VALUE", value, false);
});

test("a long text takes no long time", () => {
  const started = performance.now();
  for (const part of ["a", "eyJ-", "://", "xox", ";pwd=$", "Bearer ", "-BEGIN "]) check("VALUE", part.repeat(200_000), false);
  assert.ok(performance.now() - started < 2000);
});
