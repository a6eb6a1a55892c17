// Edits of block documents as people write them: before, edits, after.

import assert from "node:assert/strict";
import test from "node:test";
import { toTextEdits } from "./edit-apply.ts";
import { Hole } from "./edit.ts";
import { check, checkRefused, dedent, edited, Find, type Edits } from "./edit-case.test.ts";
import { parseDocument } from "./parse.ts";

const POD = `
  apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
      - name: web
        image: nginx # the web server
      # the one beside it
      - name: log
        image: fluentd
`;

// ---- set: scalars in place

check(
  "a scalar keeps its comment",
  POD,
  (f) => [f.set("spec.containers.0/image", "nginx:1.27")],
  POD.replace("nginx #", "nginx:1.27 #"),
);
check(
  "a scalar keeps its quotes",
  `
    a: "x"
    b: 'y' # why
    c: z
  `,
  (f) => [f.set("a", "1"), f.set("b", "it's"), f.set("c", "yes")],
  `
    a: "1"
    b: 'it''s' # why
    c: "yes"
  `,
);
check("a number loses quotes", `port: "80" # web\n`, (f) => [f.set("port", 80)], `port: 80 # web\n`);
check(
  "the same value is no change",
  `a: "80"\nb: 0x50\nc: yes\nd:\n`,
  (f) => [f.set("a", "80"), f.set("b", 80), f.set("c", true), f.set("d", null)],
  `a: "80"\nb: 0x50\nc: yes\nd:\n`,
);
check(
  "a value for a key without one",
  `a:\nb: # later\nc: ~\nd: 1\n`,
  (f) => [f.set("a", 1), f.set("b", 2), f.set("c", 3)],
  `a: 1\nb: 2 # later\nc: 3\nd: 1\n`,
);
check(
  "anchors and tags stay",
  `a: &x 1\nb: &y\nc: !!str 8\n`,
  (f) => [f.set("a", 2), f.set("b", 3), f.set("c", "9")],
  `a: &x 2\nb: &y 3\nc: !!str "9"\n`,
);
check("an alias is replaced", `a: &x 1\nb: *x\n`, (f) => [f.set("b", 2)], `a: &x 1\nb: 2\n`);
check(
  "a block scalar is replaced with its lines",
  `
    a: | # script
      one
      two

    b: 1
  `,
  (f) => [f.set("a", "three")],
  `
    a: three # script

    b: 1
  `,
);
check(
  "a map is replaced by a scalar",
  `
    a: # old
      b: 1
      # deep
      c: 2
    # next
    d: 3
  `,
  (f) => [f.set("a", "x")],
  `
    a: x # old
    # next
    d: 3
  `,
);
check("a flow map is replaced by a scalar", `a: { b: 1 } # c\n`, (f) => [f.set("a", 5)], `a: 5 # c\n`);
check("the last of two sets wins", `a: 1\n`, (f) => [f.set("a", 2), f.set("a", 3)], `a: 3\n`);
check("the last set may restore", `a: 1\n`, (f) => [f.set("a", 2), f.set("a", 1)], `a: 1\n`);

check(
  "a text of several lines",
  `
    a: x
    b:
      c: "y"
      d: # why
      # here
    f: 1
  `,
  (f) => [f.set("a", "one\ntwo\n"), f.set("b.c", "one\ntwo"), f.set("b.d", "one\n\ntwo"), f.set("b.g", "one\n")],
  `
    a: |
      one
      two
    b:
      c: "one\\ntwo"
      d: |- # why
        one

        two
      # here
      g: |
        one
    f: 1
  `,
);
const severalLines: Edits = (f) => [f.set("b", ["one\ntwo\n"])];
test("a text of several lines at the end", () => {
  assert.equal(edited("a: 1\n", severalLines), "a: 1\nb:\n  - |\n    one\n    two\n");
  assert.equal(edited("a: 1", severalLines), 'a: 1\nb:\n  - "one\\ntwo\\n"');
});
check(
  "no block scalar before a comment that it would swallow",
  `
    a:
      # deep
    b: 1
  `,
  (f) => [f.set("a", "one\ntwo\n")],
  `
    a: "one\\ntwo\\n"
      # deep
    b: 1
  `,
);

// ---- set: new pairs

check(
  "a pair is appended to its map",
  POD,
  (f) => [f.set("spec/automountServiceAccountToken", false)],
  `
  apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
      - name: web
        image: nginx # the web server
      # the one beside it
      - name: log
        image: fluentd
    automountServiceAccountToken: false
  `,
);
check(
  "in a list item, before the comment of the next one",
  POD,
  (f) => [f.set("spec.containers.0/securityContext.runAsNonRoot", true)],
  `
  apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
      - name: web
        image: nginx # the web server
        securityContext:
          runAsNonRoot: true
      # the one beside it
      - name: log
        image: fluentd
  `,
);
check(
  "inner and outer map end on one line",
  POD,
  (f) => [f.set("spec.containers.1/tty", true), f.set("spec/hostPID", false), f.set("status", {})],
  `
  apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
      - name: web
        image: nginx # the web server
      # the one beside it
      - name: log
        image: fluentd
        tty: true
    hostPID: false
  status: {}
  `,
);
check(
  "two edits that need the same map",
  POD,
  (f) => [
    f.set("spec.containers.0/resources.requests.cpu", "100m"),
    f.set("spec.containers.0/resources.limits.memory", "128Mi"),
    f.set("spec.containers.0/resources.requests.memory", "128Mi"),
    f.set("spec.containers.0/resources", { limits: { memory: "128Mi", cpu: 1 } }),
  ],
  `
  apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
      - name: web
        image: nginx # the web server
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
            memory: 128Mi
            cpu: 1
      # the one beside it
      - name: log
        image: fluentd
  `,
);
check(
  "a map is merged into the one that stands there",
  `
    securityContext:
      privileged: true # bad
      capabilities:
        drop: [NET_RAW]
    next: 1
  `,
  (f) => [f.set("securityContext", { privileged: false, capabilities: { add: ["SYS_TIME"] }, runAsUser: 1000 })],
  `
    securityContext:
      privileged: false # bad
      capabilities:
        drop: [NET_RAW]
        add:
          - SYS_TIME
      runAsUser: 1000
    next: 1
  `,
);
for (const empty of ["", " ~", " null", " {}"]) {
  check(
    `into a key with "${empty}"`,
    `
    spec:
      securityContext:${empty} # why
      x: 1
    `,
    (f) => [f.set("spec/securityContext.runAsUser", 1000), f.set("spec/securityContext.seccompProfile.type", "RuntimeDefault")],
    `
    spec:
      securityContext: # why
        runAsUser: 1000
        seccompProfile:
          type: RuntimeDefault
      x: 1
    `,
  );
}
check(
  "into a key with an anchor",
  `a: &x {} # why\nb: &y\nc: *x\n`,
  (f) => [f.set("a/k", 1), f.set("b.k", 2)],
  `a: &x # why\n  k: 1\nb: &y\n  k: 2\nc: *x\n`,
);
check(
  "into an empty map by its node",
  `
    items:
      - {} # first
      - {}
      - a: {}
  `,
  (f) => [f.set("items.0/x.z", 1), f.set("items.1/x", 1), f.set("items.1/w", 2), f.set("items.2.a/z", 3)],
  `
    items:
      - # first
        x:
          z: 1
      - x: 1
        w: 2
      - a:
          z: 3
  `,
);
check("into an empty root", `{}\n`, (f) => [f.set("a.b", 1), f.set("c", 2)], `a:\n  b: 1\nc: 2\n`);
check("into an empty root behind the document's start", `--- {}\n`, (f) => [f.set("a", 1)], `--- { a: 1 }\n`);
check("behind the document's start", `---\na: 1\n`, (f) => [f.set("b", 2)], `---\na: 1\nb: 2\n`);
check(
  "comments in the map's own column belong to it, those further left do not",
  `
    a:
      b: 1
      # c: 2
    # about d
    d: 4
  `,
  (f) => [f.set("a/e", 5)],
  `
    a:
      b: 1
      # c: 2
      e: 5
    # about d
    d: 4
  `,
);
check(
  "comments behind a blank line stay behind",
  `
    a:
      b: 1

      # about nothing

    d: 4
  `,
  (f) => [f.set("a/e", 5), f.set("f", 6)],
  `
    a:
      b: 1
      e: 5

      # about nothing

    d: 4
    f: 6
  `,
);
check(
  "a deeper comment stays with the inner map",
  `
    a:
      b:
        c: 1
        # d: 2
  `,
  (f) => [f.set("a/e", 5), f.set("a.b/f", 6)],
  `
    a:
      b:
        c: 1
        # d: 2
        f: 6
      e: 5
  `,
);
check(
  "behind a block scalar that keeps its blank lines",
  `
    a: |+
      text

    b:
      c: |
        text
      # no text
  `,
  (f) => [f.set("b/d", 1)],
  `
    a: |+
      text

    b:
      c: |
        text
      # no text
      d: 1
  `,
);
check(
  "behind the blank lines that belong to the last value",
  `
    a:
      b: |+
        text

    c: 1
  `,
  (f) => [f.set("a/d", 1)],
  `
    a:
      b: |+
        text

      d: 1
    c: 1
  `,
);
check(
  "four columns a step, dashes below their key",
  `
    spec:
        a:
            b: 1
        c:
        - d: 1
          e: 2
  `,
  (f) => [f.set("spec.c.0/f.g", 1), f.set("spec/h", { i: [1, { j: 2, k: [3] }], l: [] })],
  `
    spec:
        a:
            b: 1
        c:
        - d: 1
          e: 2
          f:
              g: 1
        h:
            i:
            - 1
            - j: 2
              k:
              - 3
            l: []
  `,
);
check(
  "keys and values are quoted where they must be",
  `
    data:
      a: b
  `,
  (f) => [
    f.set("data", {
      on: "off",
      "8080": "0777",
      "a: b": "#x",
      empty: "",
      url: "http://x/y?z=1",
      star: "*",
      version: "1.20",
      v: "1.2.3",
    }),
  ],
  `
    data:
      a: b
      "8080": "0777"
      "on": "off"
      "a: b": "#x"
      empty: ""
      url: http://x/y?z=1
      star: "*"
      version: "1.20"
      v: 1.2.3
  `,
);

// ---- set: lists

check(
  "a list that stands there keeps what it shares with the new one",
  `
    a:
      - one # 1
      - two # 2
      - three # 3
    b: [x, 'y']
    c:
      - 1
      - 2
  `,
  (f) => [f.set("a", ["one", "three"]), f.set("b", ["x", "z", "w"]), f.set("c", ["1", 2, 3])],
  `
    a:
      - one # 1
      - three # 3
    b: [x, 'z', w]
    c:
      - "1"
      - 2
      - 3
  `,
);
check("a list is emptied by setting it so", `a:\n  - 1\n  - 2\nb: 1\n`, (f) => [f.set("a", [])], `a: []\nb: 1\n`);
check(
  "a list for a scalar",
  `a: x # why\nb:\n  - 1\n`,
  (f) => [f.set("a", ["w", { z: 1 }])],
  `a: # why\n  - w\n  - z: 1\nb:\n  - 1\n`,
);

// ---- remove

check(
  "a pair with its comments",
  `
    a: 1
    # about b
    # and more
    b: 2 # b itself
    # about c
    c: 3
  `,
  (f) => [f.remove("b")],
  `
    a: 1
    # about c
    c: 3
  `,
);
check(
  "comments above the first pair, or behind a blank line, stay",
  `
    # about all
    a: 1
    # section

    b: 2
    c: 3
  `,
  (f) => [f.remove("a"), f.remove("b")],
  `
    # about all
    # section

    c: 3
  `,
);
check("the first lines", `a: 1\nb: 2\nc: 3\n`, (f) => [f.remove("a"), f.remove("b")], `c: 3\n`);
check("the last lines", `a: 1\nb: 2\nc: 3\n`, (f) => [f.remove("b"), f.remove("c")], `a: 1\n`);
check(
  "blank lines do not pile up",
  `
    a: 1

    b: 2

    # about c
    c: 3

    d:
      e: 5

      f: 6
    g: 7

    h: 8
  `,
  (f) => [f.remove("b"), f.remove("d.e"), f.remove("g"), f.remove("h")],
  `
    a: 1

    # about c
    c: 3

    d:
      f: 6
  `,
);
check("blank lines at the top and at the end", `a: 1\n\nb: 2\n\nc: 3\n`, (f) => [f.remove("a"), f.remove("c")], `b: 2\n`);
check(
  "nothing becomes a part of the block scalar above",
  `
    a: |+
      text

    b: 1

    c: |
      text
    d: 1

      # deep

    e: 1
  `,
  (f) => [f.remove("b"), f.remove("d")],
  `
    a: |+
      text

    c: |
      text

    e: 1
  `,
);
check(
  "nested lines",
  `
    a:
      b:
        - 1
        - 2
        # 3
      # end of a
    # about c
    c: 1
  `,
  (f) => [f.remove("a.b.1")],
  `
    a:
      b:
        - 1
        # 3
      # end of a
    # about c
    c: 1
  `,
);
check(
  "the first pair of a list item",
  `
    - privileged: true # no
      name: x
    - privileged: true
      # the name
      name: y
    - a: 1
      b: 2
      c: 3
  `,
  (f) => [f.remove("0.privileged"), f.remove("1.privileged"), f.remove("2.a"), f.remove("2.b")],
  `
    - name: x
    - # the name
      name: y
    - c: 3
  `,
);
check(
  "the first of nested list items",
  `
    - - a: 1
        b: 2
      - c: 3
    - - d: 4
      - e: 5
  `,
  (f) => [f.remove("0.0.a"), f.remove("1.0")],
  `
    - - b: 2
      - c: 3
    - - e: 5
  `,
);
check(
  "an emptied collection goes with its key",
  `
    a:
      b:
        # deep
        c: 1
      d: 2
    e: [1, 2]
    f:
      - g: { h: 1 }
    i: 1
  `,
  (f) => [f.remove("a.b.c"), f.remove("e.0"), f.remove("e.1"), f.remove("f.0.g.h")],
  `
    a:
      d: 2
    i: 1
  `,
);
check("an emptied root stays", `# why\na:\n  b: 1\nc: 2 # z\n`, (f) => [f.remove("a.b"), f.remove("c")], `# why\n{}\n`);
check("an emptied root in flow style stays", `{ "a": 1 }\n`, (f) => [f.remove("a")], `{}\n`);
check(
  "an item",
  `
    a:
    - x # first
    # about y
    - y:
        z: 1
    - w
    b: 1
  `,
  (f) => [f.remove("a.1")],
  `
    a:
    - x # first
    - w
    b: 1
  `,
);
check("items with nothing in them", `a:\n  -\n  - # two\n  - 3\n`, (f) => [f.remove("a.0"), f.remove("a.1")], `a:\n  - 3\n`);

// ---- several at once

check(
  "a set below what is removed is void",
  POD,
  (f) => [f.remove("spec.containers.1"), f.set("spec.containers.1/tty", true)],
  POD.replace(/ {6}# the one[^]*fluentd\n/, ""),
);
check("set behind remove", `a: 1\nb:\n  c: 1\nd: 1\n`, (f) => [f.remove("b"), f.set("b.e", 2)], `a: 1\nb:\n  e: 2\nd: 1\n`);
check("remove behind set", `a: 1\nb:\n  c: 1\nd: 1\n`, (f) => [f.set("b.e", 2), f.remove("b")], `a: 1\nd: 1\n`);
check(
  "what is removed makes room for what is added",
  `a:\n  b: 1 # one\n  c: 2\nd: 1\n`,
  (f) => [f.remove("a.b"), f.remove("a.c"), f.set("a.e", 2)],
  `a:\n  e: 2\nd: 1\n`,
);
check(
  "the same in a list item",
  `- a: 1\n  b: 2\n`,
  (f) => [f.remove("0.a"), f.remove("0.b"), f.set("0/c.d", 1), f.set("0/e", 2), f.set("0/f", 3)],
  `- c:\n    d: 1\n  e: 2\n  f: 3\n`,
);
check(
  "remove and append",
  `a: 1\nb: 2\nc: 3\n`,
  (f) => [f.remove("a"), f.remove("c"), f.set("d", 4), f.set("e", 5)],
  `b: 2\nd: 4\ne: 5\n`,
);

// ---- rename

check(
  "a key",
  `a: 1 # one\n"b" : 2\n? c\n: 3\n`,
  (f) => [f.rename("a", "x"), f.rename("b", "y"), f.rename("c", "true")],
  `x: 1 # one\n"y" : 2\n? "true"\n: 3\n`,
);
check(
  "a key that is set as well",
  `a:\n  b: 1\n`,
  (f) => [f.rename("a", "c"), f.set("c.b", 2), f.set("c.d", 3)],
  `c:\n  b: 2\n  d: 3\n`,
);
check("a key to the one that is removed", `a: 1\nb: 2\n`, (f) => [f.remove("a"), f.rename("b", "a")], `a: 2\n`);

// ---- insertItem

check(
  "an item at the sequence's own column, in its quotes",
  `
    a:
    - "x" # first
    # about b
    b:
        - 1
        # - 2
    c: 1
  `,
  (f) => [f.insertItem("a", "y"), f.insertItem("b", 3), f.insertItem("b", 1), f.insertItem("b", 3)],
  `
    a:
    - "x" # first
    - "y"
    # about b
    b:
        - 1
        # - 2
        - 3
    c: 1
  `,
);
check(
  "an item that is a map, once",
  POD,
  (f) => [
    f.insertItem("spec.volumes", { name: "tmp", emptyDir: {} }),
    f.insertItem("spec.containers.0/volumeMounts", { name: "tmp", mountPath: "/tmp" }),
    f.insertItem("spec.volumes", { emptyDir: {}, name: "tmp" }),
    f.insertItem("spec.volumes", { name: "run", emptyDir: { sizeLimit: "1Mi" } }),
  ],
  `
  apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
      - name: web
        image: nginx # the web server
        volumeMounts:
          - name: tmp
            mountPath: /tmp
      # the one beside it
      - name: log
        image: fluentd
    volumes:
      - name: tmp
        emptyDir: {}
      - name: run
        emptyDir:
          sizeLimit: 1Mi
  `,
);
check(
  "into an empty list",
  `
    drop: [] # all
    env: []
    none: ~
  `,
  (f) => [f.insertItem("drop", "ALL"), f.insertItem("env", { name: "A", value: "1" }), f.insertItem("none", 1)],
  `
    drop: [ALL] # all
    env:
      - name: A
        value: "1"
    none:
      - 1
  `,
);
check(
  "an item in place of a removed one",
  `a:\n  - 1 # one\n  - 2\n`,
  (f) => [f.remove("a.1"), f.insertItem("a", 3)],
  `a:\n  - 1 # one\n  - 3\n`,
);

// ---- appendDocument

check(
  "a document",
  `a: 1\n`,
  (f) => [f.appendDocument({ b: { c: [1] } }), f.set("d", 2), f.appendDocument({ b: { c: [1] } })],
  `a: 1\nd: 2\n---\nb:\n  c:\n    - 1\n`,
);
check(
  "two documents behind comments",
  `---\na: 1\n# end\n`,
  (f) => [f.appendDocument({ b: 1 }), f.appendDocument({ c: 2 })],
  `---\na: 1\n# end\n---\nb: 1\n---\nc: 2\n`,
);

test("a document goes before the mark that ends this one", () => {
  assert.equal(
    edited("a: 1\n...\n", (f) => [f.appendDocument({ b: 1 })]),
    "a: 1\n---\nb: 1\n...\n",
  );
  assert.equal(
    edited("a: 1\r\n...", (f) => [f.appendDocument({ b: 1 })]),
    "a: 1\r\n---\r\nb: 1\r\n...",
  );
});

// ---- merge keys

const MERGED = `
  base: &base
    user: 1
    inner: { a: 1 }
  web:
    <<: *base
    name: web
`;
check("a merged value is overruled", MERGED, (f) => [f.set("web/user", 2)], dedent(MERGED) + "  user: 2\n");
check("a merged value that holds is left", MERGED, (f) => [f.set("web/user", 1), f.set("web/inner", { a: 1 })], MERGED);
checkRefused("a map that a merge key brings cannot be added to", MERGED, (f) => [f.set("web/inner.b", 2)]);
checkRefused("a pair that would uncover a merged one", MERGED.replace("name: web", "user: 5"), (f) => [f.remove("web.user")]);
checkRefused("a pair that a merge key overrules", "b: &b { x: 1 }\nc:\n  x: 2\n  <<: *b\n", (f) => [
  { op: "set", at: f.map("c"), path: ["x"], value: 3 },
]);
checkRefused("the merge key itself", MERGED, (f) => [f.set("web/<<", {})]);

// ---- refusals

checkRefused("below an alias", `a: &x { b: 1 }\nc: *x\n`, (f) => [f.set("c.d", 1)]);
checkRefused("a map over an alias", `a: &x { b: 1 }\nc: *x\n`, (f) => [f.set("c", { d: 1 })]);
checkRefused("below a scalar with text", `a: text\n`, (f) => [f.set("a.b", 1)]);
checkRefused("below a list", `a: [1]\n`, (f) => [f.set("a.b", 1)]);
checkRefused("an item of a map", `a: { b: 1 }\n`, (f) => [f.insertItem("a", 1)]);
checkRefused("an item of a text", `a: text\n`, (f) => [f.insertItem("a", 1)]);
checkRefused("below a half-typed key", `a:\n  b: 1\n  secur`, (f) => [f.set("a.secur.x", 1)]);
checkRefused("a map with a half-typed line", `a:\n  b: 1\n  secur\nc: 1\n`, (f) => [f.set("a.d", 1)]);
checkRefused("the root", `a: 1\n`, (f) => [f.remove("")]);
checkRefused("an anchor that an alias needs", `a: &x 1\nb: *x\n`, (f) => [f.remove("a")]);
checkRefused("an anchor inside a replaced map", `a: { b: &x 1 }\nc: *x\n`, (f) => [f.set("a", 1)]);
checkRefused("a key that stands there", `a: 1\nb: 2\n`, (f) => [f.rename("a", "b")]);
checkRefused("explicit keys", `? a\n: 1\n? b\n: 2\n`, (f) => [f.remove("a")]);
checkRefused("a template that reads as a map", `a:\n  b: {{ .Values.b }}\n`, (f) => [f.set("a.b.c", 1)]);
check("anchor and alias go together", `a: &x 1\nb: *x\nc: 1\n`, (f) => [f.remove("a"), f.remove("b")], `c: 1\n`);
checkRefused("a tag that would make a string of a number", `a: !!str 8\n`, (f) => [f.set("a", 9)]);
checkRefused("a map with a tag", `a: !x { b: 1 }\n`, (f) => [f.set("a", 9)]);
checkRefused("a string that is not closed", `a:\n  b: 'x\nc: 1\n`, (f) => [f.set("a/d", 1)]);
checkRefused("a list that is not closed", `a:\n  b: [1, 2\nc: 1\n`, (f) => [f.insertItem("a.b", 4)]);
checkRefused("a half-typed line above", `a:\n  b:\n    ima\n    image: x\n  c: 1\n`, (f) => [f.set("a.b/d", 4)]);

test("what is broken elsewhere does not matter", () => {
  const broken = "a:\n  b: 'x\nc: 1\nd:\n  e: 1\n";
  assert.equal(
    edited(broken, (f) => [f.set("d/f", 2)]),
    `${broken}  f: 2\n`,
  );
});

test("an edit of another document is refused", () => {
  const [one, two] = [parseDocument("a: 1\n"), parseDocument("a: 1\n")];
  assert.equal(toTextEdits(one, [new Find(two).set("a", 2)]), undefined);
});

// ---- placeholders and minimality

function checkEdits(title: string, text: string, edits: Parameters<typeof edited>[1], expected: readonly string[]): void {
  test(title, () => {
    const document = parseDocument(text);
    const found = toTextEdits(document, edits(new Find(document)))?.map(({ start, end, text, placeholders = [] }) => {
      const marked = placeholders
        .toReversed()
        .reduce((all, hole) => `${all.slice(0, hole.start)}«${all.slice(hole.start, hole.end)}»${all.slice(hole.end)}`, text);
      return `${start}-${end} ${marked}`;
    });
    assert.deepEqual(found, expected);
  });
}

checkEdits(
  "holes are marked inside their quotes",
  "a: 1\n",
  (f) => [f.set("b", { c: new Hole("100m"), d: [new Hole("yes"), new Hole(5)] })],
  ['4-4 \nb:\n  c: «100m»\n  d:\n    - "«yes»"\n    - «5»'],
);
checkEdits("holes in flow style", '{"a":1}', (f) => [f.set("b", { c: new Hole("100m") })], ['6-6 ,"b":{"c":"«100m»"}']);
checkEdits("a hole in place of a scalar", "a: 'x' # c\n", (f) => [f.set("a", new Hole("y"))], ["3-6 '«y»'"]);
checkEdits("a hole whose default stands there", "a: 100m\n", (f) => [f.set("a", new Hole("100m"))], []);
checkEdits("only what changes", "a: 1 # x\nb:\n  c: 2\nd: 3\n", (f) => [f.set("a", 5), f.set("b.e", 6)], [
  "3-4 5",
  "18-18 \n  e: 6",
]);
checkEdits("nothing", "a: 1\n", () => [], []);
