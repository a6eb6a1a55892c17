// Image references by the distribution grammar.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseImage } from "./image.ts";

const sha256 = `sha256:${"0123456789abcdef".repeat(4)}`;

/** Expected: `registry repository tag digest`, a dash for none; then whether it is pinned. */
function check(text: string, parts: string, pinned: boolean): void {
  const image = parseImage(text);
  assert.ok(image, text);
  assert.equal([image.registry, image.repository, image.tag ?? "-", image.digest ?? "-"].join(" "), parts, text);
  assert.equal(image.isPinned, pinned, text);
}

test("registry, repository, tag and digest", () => {
  check("nginx", "docker.io library/nginx - -", false);
  check("nginx:latest", "docker.io library/nginx latest -", false);
  check("nginx:1.27", "docker.io library/nginx 1.27 -", true);
  check("bitnami/redis:7", "docker.io bitnami/redis 7 -", true);
  check("docker.io/nginx:1", "docker.io library/nginx 1 -", true);
  check("index.docker.io/nginx:1", "docker.io library/nginx 1 -", true);
  check("ghcr.io/a/b/c:v1", "ghcr.io a/b/c v1 -", true);
  check("host:5000/app", "host:5000 app - -", false);
  check("host:5000/app:1", "host:5000 app 1 -", true);
  check("host:5000", "docker.io library/host 5000 -", true);
  check("localhost/app", "localhost app - -", false);
  check("local/app", "docker.io local/app - -", false);
  check("[::1]:5000/app:1", "[::1]:5000 app 1 -", true);
  check("MyHost.example/app:1", "MyHost.example app 1 -", true);
  check("a__b/c-d.e---f:1", "docker.io a__b/c-d.e---f 1 -", true);
});

test("a digest decides, whatever the tag", () => {
  check(`nginx@${sha256}`, `docker.io library/nginx - ${sha256}`, true);
  check(`nginx:latest@${sha256}`, `docker.io library/nginx latest ${sha256}`, true);
  check(`host:5000/app@${sha256}`, `host:5000 app - ${sha256}`, true);
  check(`app@blake3:${"0".repeat(64)}`, `docker.io library/app - blake3:${"0".repeat(64)}`, true);
});

test("spellings of one image are equal", () => {
  assert.equal(parseImage("nginx:1")?.normalized, "docker.io/library/nginx:1");
  assert.equal(parseImage("docker.io/library/nginx:1")?.normalized, "docker.io/library/nginx:1");
  assert.equal(parseImage(`nginx:1@${sha256}`)?.normalized, `docker.io/library/nginx:1@${sha256}`);
});

test("what no runtime pulls", () => {
  const bad = [
    "",
    " ",
    "nginx:",
    "nginx:-1",
    "Nginx",
    "a/B:1",
    "a//b",
    "/a",
    "a/",
    "-a",
    "a b",
    "nginx:1:2",
    "nginx@",
    "nginx@sha256:abc",
    `a@SHA256:${"A".repeat(64)}@x`,
  ];
  for (const text of [
    ...bad,
    `a@sha256:${"A".repeat(64)}`,
    `a@sha256:${"0".repeat(63)}`,
    "0".repeat(64),
    `a:${"t".repeat(129)}`,
    "${IMAGE}",
    "{{ .Values.image }}",
    "a.b:x/c",
    "a".repeat(300),
  ])
    assert.equal(parseImage(text), undefined, text);
});
