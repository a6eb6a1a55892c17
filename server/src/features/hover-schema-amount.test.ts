// Tests what amounts come to in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { SchemaType } from "../schema/schema.ts";
import { amountWords } from "./hover-schema-amount.ts";

function check(name: string, type: SchemaType, text: string, expected: string | undefined): void {
  test(`${name}: ${text}`, () => assert.equal(amountWords(name, { type, doc: "" }, text), expected));
}

check("cpu", "quantity", "500m", "half a core");
check("cpu", "quantity", "0.5", "half a core");
check("cpu", "quantity", "100m", "a tenth of a core");
check("cpu", "quantity", "1", "one core");
check("cpu", "quantity", "1500m", "1.5 cores");
check("cpu", "quantity", "350m", "0.35 of a core");
check("requests.cpu", "quantity", "20", "20 cores");
check("memory", "quantity", "128974848", "123 MiB, 129 MB");
check("memory", "quantity", "512Mi", "512 MiB, 536.9 MB");
check("memory", "quantity", "1G", "953.7 MiB, 1 GB");
check("memory", "quantity", "129e6", "123 MiB, 129 MB");
check("memory", "quantity", "500m", "0.5 bytes: `m` is a thousandth of one");
check("memory", "quantity", "512", "512 bytes");
check("limits.memory", "quantity", "64Gi", "64 GiB, 68.7 GB");
check("storage", "quantity", "10Ti", "10 TiB, 11 TB");
check("hugepages-2Mi", "quantity", "4Mi", "4 MiB, 4.194 MB");
check("sizeLimit", "quantity", "1Mi", "1 MiB, 1.049 MB");
check("averageValue", "quantity", "1k", "1,000");
check("averageValue", "quantity", "10", undefined);
check("memory", "quantity", "lots", undefined);
check("ttlSecondsAfterFinished", "integer", "3600", "1 hour");
check("activeDeadlineSeconds", "integer", "100", "1 minute 40 seconds");
check("activeDeadlineSeconds", "integer", "30", undefined);
check("tolerationSeconds", "integer", "86400", "1 day");
check("tolerationSeconds", "integer", "soon", undefined);
check("defaultMode", "integer", "420", "mode `0644`, `rw-r--r--`");
check("defaultMode", "integer", "0400", "mode `0400`, `r--------`");
check("mode", "integer", "0o755", "mode `0755`, `rwxr-xr-x`");
check("mode", "integer", "9999", undefined);
check("replicas", "integer", "3600", undefined);
check("interval", "string", "1h30m", "1 hour 30 minutes");
check("duration", "string", "2160h", "90 days");
check("renewBefore", "string", "360h0m0s", "15 days");
check("scrapeTimeout", "string", "10s", "10 seconds");
check("timeout", "string", "5", undefined);
check("name", "string", "5m", undefined);
