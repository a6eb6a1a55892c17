// How yaml.v3 writes, which is what `toYamlPretty` prints.

import { isDuration, isTime } from "../template/functions/time-value.ts";
import { durationText } from "../template/go-duration.ts";
import { formatFloat } from "../template/go-float.ts";
import { Dict, Int, List } from "../template/value.ts";
import type { Value } from "../template/value.ts";
import { JsonError, timeText } from "./go-json.ts";
import { isAmbiguousV2 } from "./go-yaml-scalar.ts";
import type { YamlDialect } from "./go-yaml.ts";
import { compareKeysV3 } from "./key-order.ts";

/** Lists below a key are indented, long lines stay whole, floats keep their exponents. */
export const yamlV3: YamlDialect = {
  width: Number.POSITIVE_INFINITY,
  isAmbiguous: isAmbiguousV2,
  compareKeys: compareKeysV3,
  indentsLists: true,
  prepare: direct,
  prepareKey: (key) => key,
  writeNumber,
};

/** Values are not turned into JSON before. */
function direct(value: Value): Value {
  if (isDuration(value)) return durationText(value.value);
  if (value === null || value === undefined || typeof value !== "object") return value;
  if (value instanceof Int || value instanceof Dict || value instanceof List) return value;
  if (isTime(value)) return timeText(value);
  if (!("struct" in value)) throw new JsonError("cannot marshal type: func()");
  // Its fields go by their names in lower case.
  return new Dict(new Map([...value.fields].map(([name, field]) => [name.toLowerCase(), field])));
}

function writeNumber(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  return formatFloat(value, "g", -1);
}
