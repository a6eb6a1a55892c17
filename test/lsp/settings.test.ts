// Tests that settings and the policy file take effect at once, and which of them wins.

import assert from "node:assert/strict";
import { test } from "node:test";
import { capabilities } from "./capabilities.ts";
import { badDeployment } from "../harness/manifests.ts";
import type { PullReport } from "./open-document.ts";
import { showsStatus, withSession, type Session } from "./session.ts";
import { statusNotification, type Status } from "../../server/src/server/protocol.ts";

const rule = "privileged-container";
const policyName = "kube-clinic.yaml";

/** Waits until the rule's finding shows as that severity; undefined: until there is none. */
const shows = (severity: number | undefined) => (report: PullReport) =>
  report.kind === "full" && report.items.find(({ code }) => code === rule)?.severity === severity;

test("settings are asked for and take effect when they change", async () => {
  let settings: object = {};
  await withSession({ settings: (section) => (section === "kubeClinic" ? settings : undefined) }, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    await session.pullUntil(document, shows(1));
    settings = { severity: { error: "hint", warning: "warning", info: "information" } };
    changeSettings(session);
    await session.pullUntil(document, shows(4));
    settings = { severity: { error: "off", warning: "warning", info: "information" } };
    changeSettings(session);
    await session.pullUntil(document, shows(undefined));
    settings = { enable: false };
    changeSettings(session);
    await session.pullUntil(document, ({ items }) => items.length === 0);
    settings = {};
    changeSettings(session);
    await session.pullUntil(document, shows(1));
  });
});

test("a client that answers nothing, or with null, gets the defaults", async () => {
  const setups = [{ capabilities: capabilities({ configuration: false }) }, { settings: () => null }];
  for (const setup of setups)
    await withSession(setup, async (session) => {
      await session.pullUntil(session.open("web.yaml", badDeployment), shows(1));
    });
});

test("settings can come with the initialization instead", async () => {
  const initializationOptions = { settings: { severity: { error: "warning", warning: "warning", info: "hint" } } };
  await withSession({ capabilities: capabilities({ configuration: false }), initializationOptions }, async (session) => {
    await session.pullUntil(session.open("web.yaml", badDeployment), shows(2));
  });
});

test("files can be excluded where no policy governs them", async () => {
  await withSession({ settings: () => ({ exclude: ["legacy/**"] }) }, async (session) => {
    const old = session.open("legacy/web.yaml", badDeployment);
    await session.pullUntil(old, ({ items }) => items.length === 0);
    await session.pullUntil(session.open("web.yaml", badDeployment), shows(1));
    session.write(policyName, "extends: [recommended]\n");
    await session.pullUntil(old, shows(1)); // what is right or wrong is the policy's business
  });
});

test("the policy file rules when it is written, changed, typed in and deleted", () =>
  withSession({}, async (session) => {
    const document = session.open("apps/web.yaml", badDeployment);
    await session.pullUntil(document, shows(1));
    session.write(policyName, policyWith("info"));
    await session.pullUntil(document, shows(3));
    session.write(policyName, policyWith("off"), 2);
    await session.pullUntil(document, shows(undefined));
    const buffer = session.open(policyName, policyWith("off"));
    buffer.replace("off", "warning");
    await session.pullUntil(document, shows(2));
    buffer.close();
    await session.pullUntil(document, shows(undefined));
    session.write("apps/.kube-clinic.yaml", policyWith("info")); // the nearest one counts
    await session.pullUntil(document, shows(3));
    session.remove("apps/.kube-clinic.yaml");
    await session.pullUntil(document, shows(undefined));
    session.remove(policyName);
    await session.pullUntil(document, shows(1));
  }));

test("a policy follows the files that it extends", () =>
  withSession(
    { files: { "team.yaml": `rules: { ${rule}: info }\n`, [policyName]: "extends: [recommended, ./team.yaml]\n" } },
    async (session) => {
      const document = session.open("web.yaml", badDeployment);
      await session.pullUntil(document, shows(3));
      session.write("team.yaml", `rules: { ${rule}: warning }\n`, 2);
      await session.pullUntil(document, shows(2));
    },
  ));

test("a policy that can't be read does not mean that there is none", () =>
  withSession({ files: { [policyName]: policyWith("info") } }, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    await session.pullUntil(document, shows(3));
    const policy = session.open(policyName, policyWith("info"));
    policy.replace("rules:", "rules: [");
    const { items } = await session.pullUntil(policy, (report) => report.items.length > 0);
    assert.equal(items[0]?.severity, 1);
  }));

test("the server watches what it needs, where the client can", () =>
  withSession({}, async ({ client }) => {
    await client.wait("client/registerCapability", ({ registrations }: { registrations: readonly { method: string }[] }) =>
      registrations.some(({ method }) => method === "workspace/didChangeWatchedFiles"),
    );
  }));

test("folders come and go", () =>
  withSession(
    { files: { "a/kube-clinic.yaml": policyWith("info"), "b/kube-clinic.yaml": policyWith("warning") } },
    async (session) => {
      const { client } = session;
      const document = session.open("b/web.yaml", badDeployment);
      await session.pullUntil(document, shows(2));
      const added = [{ uri: session.uri("b"), name: "b" }];
      client.notify("workspace/didChangeWorkspaceFolders", { event: { added, removed: [] } });
      await session.pullUntil(document, shows(2));
      client.notify("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: added } });
      await session.pullUntil(session.open("a/web.yaml", badDeployment), shows(3));
    },
  ));

function policyWith(level: string): string {
  return `extends: [recommended]\nrules:\n  ${rule}: ${level}\n`;
}

function changeSettings({ client }: Session): void {
  client.notify("workspace/didChangeConfiguration", { settings: null });
}

test("a folder of more files than the settings allow is judged without its neighbours, and says so", async () => {
  const files = { "a.yaml": badDeployment, "b.yaml": badDeployment, "c.yaml": badDeployment };
  const options = { settings: () => ({ maxFiles: 2 }), initializationOptions: showsStatus, files };
  await withSession(options, async (session) => {
    const since = session.client.mark();
    const document = session.open("web.yaml", badDeployment);
    await document.pull();
    const { state, message } = await session.client.wait<Status>(statusNotification, ({ message }) => message !== undefined, {
      since,
    });
    assert.equal(state, "analysed");
    assert.match(message ?? "", /maxFiles/);
  });
});
