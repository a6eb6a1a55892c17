// Tests of what counts as taking rights away.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { asMap } from "../yaml/access.ts";
import { hardens } from "./hardening.ts";

test("a security context counts when something in it takes a right away", () => {
  for (const context of [
    "{}",
    "{ privileged: true }",
    "{ runAsUser: 0, runAsGroup: 0, fsGroup: 0 }",
    "{ runAsNonRoot: false, readOnlyRootFilesystem: false, allowPrivilegeEscalation: true }",
    "{ capabilities: { add: [CHOWN], drop: [] } }",
    "{ seccompProfile: { type: Unconfined }, appArmorProfile: {} }",
    "{ seLinuxOptions: { type: spc_t }, windowsOptions: { hostProcess: true } }",
    "{ procMount: Unmasked, supplementalGroups: [0], sysctls: [] }",
    "{ runAsNonRoot: }",
  ])
    check(context, false);
  for (const context of [
    "{ privileged: false }",
    "{ runAsUser: 1000 }",
    "{ fsGroup: 2000 }",
    "{ runAsNonRoot: true }",
    "{ capabilities: { drop: [MKNOD] } }",
    "{ seccompProfile: { type: Localhost, localhostProfile: web.json } }",
    "{ seLinuxOptions: { level: s0 } }",
    "{ windowsOptions: { runAsUserName: ContainerUser } }",
    '{ privileged: "${PRIVILEGED}" }',
    '{ "${CONTEXT}": 1 }',
  ])
    check(context, true);
  assert.equal(hardens(undefined), false);
});

function check(context: string, expected: boolean): void {
  assert.equal(hardens(asMap(parseDocument(context).root)), expected, context);
}
