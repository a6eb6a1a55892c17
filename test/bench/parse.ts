// Measures our parser beside what it is built on and beside the usual package.

import { parseEvents } from "js-yaml";
import { parseDocument as parseUsual } from "yaml";
import { parseDocument } from "../../server/src/yaml/parse.ts";
import { makeManifests } from "./manifests.ts";
import { median, milliseconds, printTable, ratio, takeTurns } from "./measure.ts";

const size = 1600; // documents

export function measureParse(): void {
  const documents = makeManifests(size);
  const bytes = documents.join("").length;
  const each = (parse: (text: string) => unknown) => () => documents.forEach((text) => parse(text));
  const names = ["ours: parseDocument (tree, spans, comments)", "js-yaml 5: parseEvents", "yaml 2: parseDocument"];
  const times = takeTurns([each(parseDocument), each((text) => parseEvents(text, {})), each((text) => parseUsual(text))], 7, 3);
  const [ours = Number.NaN] = times.map(median);
  printTable(
    `Parsing ${size} documents one by one, ${(bytes / 1e6).toFixed(2)} MB (median of 7, by turns, warm)`,
    ["", "all", "a document", "MB/s", "over ours"],
    names.map((name, i) => {
      const time = median(times[i]!);
      return [name, milliseconds(time), milliseconds(time / size), (bytes / 1e3 / time).toFixed(1), ratio(time, ours)];
    }),
  );
}
