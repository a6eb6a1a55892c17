// Capability names and the sets of the Pod Security Standards.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  baselineCapabilities,
  capabilityName,
  confinedProfileTypes,
  dangerousCapabilities,
  forcesPrivilegeEscalation,
} from "./pod-security.ts";

test("capability names", () => {
  assert.deepEqual(["SYS_ADMIN", "CAP_SYS_ADMIN", "sys_admin", "cap_Sys_Admin", "all", ""].map(capabilityName), [
    "SYS_ADMIN",
    "SYS_ADMIN",
    "SYS_ADMIN",
    "SYS_ADMIN",
    "ALL",
    "",
  ]);
  assert.deepEqual([["CAP_SYS_ADMIN"], ["NET_ADMIN", "SYS_ADMIN"], ["NET_ADMIN"], []].map(forcesPrivilegeEscalation), [
    true,
    true,
    false,
    false,
  ]);
});

test("the sets are exact", () => {
  assert.equal(baselineCapabilities.size, 13);
  assert.equal(baselineCapabilities.has("NET_RAW"), false);
  assert.equal(baselineCapabilities.has("CAP_CHOWN"), false);
  assert.equal(dangerousCapabilities.has("SYS_TIME"), true);
  assert.deepEqual(
    ["RuntimeDefault", "Localhost", "Unconfined", "", "runtimedefault"].map((type) => confinedProfileTypes.has(type)),
    [true, true, false, false, false],
  );
});
