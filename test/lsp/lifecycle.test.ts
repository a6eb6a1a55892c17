// Tests that the server starts, answers what it does not know, and goes when it is told to or left alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LanguageClient, ResponseError } from "./client.ts";
import { badDeployment } from "../harness/manifests.ts";
import { OpenDocument } from "./open-document.ts";
import { bundledServer, withSession } from "./session.ts";

test("shutdown and exit end it with 0", async () => {
  const client = await LanguageClient.start({ command: await bundledServer() });
  assert.equal(await client.stop(), 0);
  assert.equal(client.stderr, "");
});

test("exit without shutdown ends it with 1", async () => {
  const client = await LanguageClient.start({ command: await bundledServer() });
  client.notify("exit", undefined);
  assert.equal(await client.exited, 1);
});

test("it works without a folder", async () => {
  const client = await LanguageClient.start({ command: await bundledServer() });
  const document = new OpenDocument(client, "untitled:Untitled-1", badDeployment);
  assert.ok((await document.pull()).items.some(({ code }) => code === "privileged-container"));
  assert.equal(await client.stop(), 0);
});

test("what it does not know is an error to the asker and to nobody else", () =>
  withSession({}, async (session) => {
    await assert.rejects(
      session.client.request("textDocument/noSuchThing", {}),
      (error) => error instanceof ResponseError && error.code === -32601,
    );
    session.client.notify("$/noSuchNotification", {});
    const document = session.open("web.yaml", badDeployment);
    assert.ok((await document.pull()).items.length > 0);
  }));

test("positions outside of the text are taken for the nearest ones", () =>
  withSession({}, async (session) => {
    const document = session.open("web.yaml", badDeployment);
    const far = { line: 9999, character: 9999 };
    const params = { textDocument: { uri: document.uri }, position: far };
    await session.client.request("textDocument/hover", params);
    await session.client.request("textDocument/codeAction", {
      ...params,
      range: { start: far, end: far },
      context: { diagnostics: [] },
    });
    assert.ok((await document.pull()).items.length > 0);
  }));
