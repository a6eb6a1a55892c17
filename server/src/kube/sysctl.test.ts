// Tests of which kernel parameters are safe, and since when.

import assert from "node:assert/strict";
import { test } from "node:test";
import { safeSince } from "./sysctl.ts";

test("the safe set grew with the policy versions", () => {
  check("kernel.shm_rmid_forced", 0);
  check("net.ipv4.ip_local_reserved_ports", 27);
  check("net.ipv4.tcp_keepalive_probes", 29);
  check("net.ipv4.tcp_wmem", 32);
  check("net.ipv4.tcp_slow_start_after_idle", 37);
  check("net.ipv4.tcp_notsent_lowat", 37);
  // Pod Security compares the text: the other spelling of the same parameter is another one.
  check("net/ipv4/tcp_syncookies", undefined);
  check("net.core.somaxconn", undefined);
});

function check(name: string, since: number | undefined): void {
  assert.equal(safeSince(name), since, name);
}
