// All functions of templates but those that read or write another format: their names, and where each lives.

import type { FunctionTable } from "../function.ts";
import { casing } from "./case.ts";
import { certificates } from "./certificates.ts";
import { cutting } from "./cut.ts";
import { dates } from "./dates.ts";
import { choices } from "./defaults.ts";
import { dicts } from "./dicts.ts";
import { durations } from "./durations.ts";
import { encodings } from "./encoding.ts";
import { hashes } from "./hashes.ts";
import { layout } from "./layout.ts";
import { lists } from "./lists.ts";
import { arithmetic } from "./math.ts";
import { paths } from "./paths.ts";
import { random } from "./random.ts";
import { regexes } from "./regexes.ts";
import { secrets } from "./secrets.ts";
import { texts } from "./text.ts";
import { types } from "./types.ts";
import { urls } from "./urls.ts";
import { versions } from "./versions.ts";

const families = [
  casing,
  certificates,
  choices,
  cutting,
  arithmetic,
  dates,
  dicts,
  durations,
  encodings,
  hashes,
  layout,
  lists,
  paths,
  random,
  regexes,
  secrets,
  texts,
  types,
  urls,
  versions,
];

/** Sprig 3.3.0's TxtFuncMap without what makes JSON, and Helm 4.3.1's durations. Go's own are in builtin.ts. */
export const functions: FunctionTable = new Map(families.flatMap((family) => Object.entries(family)));
