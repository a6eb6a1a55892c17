// Edits of flow collections and JSON: before, edits, after.

import { check, checkRefused } from "./edit-case.test.ts";

// ---- on one line

check(
  "into a map with spaces",
  `a: { b: 1 } # c\n`,
  (f) => [f.set("a.d", "x"), f.set("a.e", { f: [1, { g: {} }] })],
  `a: { b: 1, d: x, e: { f: [1, { g: {} }] } } # c\n`,
);
check("into a map without spaces", `a: {b: 1,c: 2}\n`, (f) => [f.set("a.d", { e: 1 })], `a: {b: 1,c: 2,d: {e: 1}}\n`);
check(
  "a comma at the end stays",
  `a: { b: 1, }\nb: [1, 2,]\n`,
  (f) => [f.set("a.c", 2), f.insertItem("b", 3)],
  `a: { b: 1, c: 2, }\nb: [1, 2, 3,]\n`,
);
check(
  "into an empty map in a map",
  `a: { b: {}, c: [], d:, e: ~ }\n`,
  (f) => [f.set("a.b.x", 1), f.insertItem("a.c", 2), f.set("a.d.x", 1), f.set("a.e", 3)],
  `a: { b: { x: 1 }, c: [2], d: { x: 1 }, e: 3 }\n`,
);
check(
  "quotes are kept or needed",
  `a: { b: 'x', c: y }\n`,
  (f) => [f.set("a.b", "z"), f.set("a.c", "1,2"), f.set("a.d", "[")],
  `a: { b: 'z', c: "1,2", d: "[" }\n`,
);
check(
  "items in the quotes of the others",
  `a: ["x", "z"]\nb: ['x']\nc: [x, "z"]\n`,
  (f) => [f.insertItem("a", "w"), f.insertItem("b", "w"), f.insertItem("c", "w")],
  `a: ["x", "z", "w"]\nb: ['x', 'w']\nc: [x, "z", w]\n`,
);
check(
  "compact JSON",
  `{"a":{"b":1},"c":[1,2]}\n`,
  (f) => [f.set("a.d", { e: ["x"] }), f.insertItem("c", 3), f.set("f", true)],
  `{"a":{"b":1,"d":{"e":["x"]}},"c":[1,2,3],"f":true}\n`,
);
check("a block scalar's text in flow style", `a: { b: 1 }\n`, (f) => [f.set("a.c", "x\ny\n")], `a: { b: 1, c: "x\\ny\\n" }\n`);
check("a scalar over lines", `a: { b: "x\n  w" , c: 1 }\n`, (f) => [f.set("a.b", "z")], `a: { b: "z" , c: 1 }\n`);

check(
  "remove on one line",
  `a: { b: 1, c: 2, d: 3 }\ne: [1, 2, 3]\nf: [1, 2,]\n`,
  (f) => [f.remove("a.b"), f.remove("e.1"), f.remove("f.1")],
  `a: { c: 2, d: 3 }\ne: [1, 3]\nf: [1,]\n`,
);
check(
  "remove at the end",
  `a: { b: 1, c: 2, d: 3 }\ne: [1, 2, 3 ]\n`,
  (f) => [f.remove("a.c"), f.remove("a.d"), f.remove("e.2")],
  `a: { b: 1 }\ne: [1, 2 ]\n`,
);
check(
  "remove and add",
  `a: { b: 1, c: 2 }\ne: [1, 2, 3]\n`,
  (f) => [f.remove("a.c"), f.set("a.d", 4), f.remove("e.1"), f.remove("e.2"), f.insertItem("e", 4)],
  `a: { b: 1, d: 4 }\ne: [1, 4]\n`,
);
check(
  "remove all and add",
  `a: { b: 1, c: 2 }\n`,
  (f) => [f.remove("a.b"), f.remove("a.c"), f.set("a/d", 4), f.set("a/e", 4), f.set("a/f", 4)],
  `a: { d: 4, e: 4, f: 4 }\n`,
);
check("remove what empties", `a: { b: { c: 1 }, d: [[1]] }\ne: 1\n`, (f) => [f.remove("a.b.c"), f.remove("a.d.0.0")], `e: 1\n`);
check("rename", `a: { b: 1, "c": 2 }\n`, (f) => [f.rename("a.b", "x,z"), f.rename("a.c", "d")], `a: { "x,z": 1, "d": 2 }\n`);
check("pairs without braces are replaced", `a: [b: 1, c: 2]\n`, (f) => [f.set("a.0/b", 3), f.remove("a.1")], `a: [b: 3]\n`);
checkRefused("pairs without braces get no company", `a: [b: 1, c: 2]\n`, (f) => [f.set("a.0/d", 3)]);
checkRefused("a template", `a: {{ .Values.a }}\n`, (f) => [f.set("a.b", 3)]);

// ---- over several lines

const JSON_POD = `
  {
    "apiVersion": "v1",
    "kind": "Pod",
    "spec": {
      "containers": [
        {
          "name": "web",
          "image": "nginx",
          "resources": {}
        }
      ]
    }
  }
`;
check(
  "JSON is laid out like its siblings",
  JSON_POD,
  (f) => [
    f.set("spec.containers.0/securityContext.capabilities", { drop: ["ALL"] }),
    f.set("spec.containers.0/resources.limits.memory", "128Mi"),
    f.set("spec/hostNetwork", false),
    f.insertItem("spec.containers", { name: "log" }),
  ],
  `
  {
    "apiVersion": "v1",
    "kind": "Pod",
    "spec": {
      "containers": [
        {
          "name": "web",
          "image": "nginx",
          "resources": {
            "limits": {
              "memory": "128Mi"
            }
          },
          "securityContext": {
            "capabilities": {
              "drop": [
                "ALL"
              ]
            }
          }
        },
        {
          "name": "log"
        }
      ],
      "hostNetwork": false
    }
  }
  `,
);
check(
  "JSON with tabs",
  `{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n`,
  (f) => [f.set("a.c.d", 2), f.set("e", [])],
  `{\n\t"a": {\n\t\t"b": 1,\n\t\t"c": {\n\t\t\t"d": 2\n\t\t}\n\t},\n\t"e": []\n}\n`,
);
check(
  "JSON whose inner maps stand on one line",
  `{\n  "a": { "b": 1 }\n}\n`,
  (f) => [f.set("c.d", 2), f.set("a.e.f", 3)],
  `{\n  "a": { "b": 1, "e": { "f": 3 } },\n  "c": { "d": 2 }\n}\n`,
);
check(
  "remove from JSON",
  JSON_POD,
  (f) => [f.remove("apiVersion"), f.remove("spec.containers.0.image"), f.remove("spec.containers.0.resources")],
  `
  {
    "kind": "Pod",
    "spec": {
      "containers": [
        {
          "name": "web"
        }
      ]
    }
  }
  `,
);
check(
  "a flow map over several lines, with a comma at its end",
  `
    a: {
      b: 1, # one
      c: 2, # two
    }
    d: [
      x,
      # more
    ]
  `,
  (f) => [f.set("a.e", { f: 1 }), f.insertItem("d", "z")],
  `
    a: {
      b: 1, # one
      c: 2, # two
      e: { f: 1 },
    }
    d: [
      x,
      z,
      # more
    ]
  `,
);
check(
  "the same without a comma at its end",
  `
    a: {
      b: 1, # one
      c: 2 # two
    }
    d: [
      x
    ]
  `,
  (f) => [f.set("a.e", 3), f.set("a.f", 4), f.insertItem("d", "z")],
  `
    a: {
      b: 1, # one
      c: 2, # two
      e: 3,
      f: 4
    }
    d: [
      x,
      z
    ]
  `,
);
check(
  "the last lines go with the comma before them",
  `
    a: {
      b: 1, # one
      # about c
      c: 2, # two
      # about d
      d: 3 # three
    }
    e: [ # e
      1,
      2,
    ]
  `,
  (f) => [f.remove("a.c"), f.remove("a.d"), f.remove("e.1")],
  `
    a: {
      b: 1 # one
    }
    e: [ # e
      1,
    ]
  `,
);
check(
  "brackets that share lines with entries",
  `
    a: { b: 1,
         c: 2,
         d: 3 }
    e: [1, 2,
        3, 4]
  `,
  (f) => [f.set("a.x", 4), f.remove("a.c"), f.remove("e.1"), f.remove("e.3"), f.insertItem("e", 5)],
  `
    a: { b: 1,
         d: 3, x: 4 }
    e: [1,
        3, 5]
  `,
);
check(
  "a comment before the last entry",
  `
    a: { b: 1, # one
         c: 2 }
  `,
  (f) => [f.remove("a.c")],
  `
    a: { b: 1 # one
          }
  `,
);
check("an empty map with a comment in it", `a: { # none\n }\nb: 1\n`, (f) => [f.set("a.c", 1)], `a: { # none\n  c: 1 }\nb: 1\n`);
check(
  "an empty list over lines",
  `{\n  "a": [\n  ],\n  "b": {}\n}\n`,
  (f) => [f.insertItem("a", "x"), f.set("b.c", 1)],
  `{\n  "a": [\n    "x"\n  ],\n  "b": {\n    "c": 1\n  }\n}\n`,
);
