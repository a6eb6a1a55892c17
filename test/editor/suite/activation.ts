// Tests that the extension starts fast, and its server only for documents that need it.

import { extensions } from "vscode";
import type { Clinic } from "../../../client/src/clinic.ts";
import { equal, ok } from "./check.ts";
import { badDeployment, workflow } from "../../harness/manifests.ts";
import { closeAll, found, openUntitled } from "./workbench.ts";

const activationLimit = 100; // ms

export function describeActivation(): void {
  describe("activation", () => {
    after(closeAll);

    it("is fast", async () => {
      const extension = extensions.getExtension<Clinic>("kube-clinic.kube-clinic");
      ok(extension, "the extension is not there");
      ok(!extension.isActive, "nothing has needed the extension yet, but it is active");
      const start = performance.now();
      const { activationTime } = await extension.activate();
      const whole = performance.now() - start;
      console.info(
        `  activated in ${activationTime.toFixed(1)} ms, ${whole.toFixed(0)} ms with the editor's own work and the loading`,
      );
      ok(activationTime < activationLimit, `activation took ${activationTime} ms`);
    });

    it("starts no server for other YAML, and one as soon as it becomes Kubernetes", async () => {
      const clinic = extensions.getExtension<Clinic>("kube-clinic.kube-clinic")?.exports;
      await openUntitled("yaml", workflow);
      equal(clinic?.isStarted(), false, "server started");
      const start = performance.now();
      const document = await openUntitled("yaml", badDeployment);
      await found(document.uri, "privileged-container");
      equal(clinic?.isStarted(), true, "server started");
      console.info(`  first finding, with the server's start, after ${(performance.now() - start).toFixed(0)} ms`);
    });
  });
}
