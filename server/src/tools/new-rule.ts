// Starts a rule: writes its two files. Usage: npm run new-rule CATEGORY ID

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { scaffold } from "./scaffold.ts";

const [category = "", id = ""] = process.argv.slice(2);
const files = scaffold(category, id);
const fault =
  typeof files === "string" ? files : [...files.keys()].filter((file) => existsSync(file)).map((file) => `${file} exists`)[0];
if (typeof files === "string" || fault !== undefined) {
  console.error(`${fault}\nUsage: npm run new-rule CATEGORY ID`);
  process.exitCode = 2;
} else {
  for (const [file, text] of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
  console.log("Say what it looks at and reports, say why in the page, then: npm run gen && UPDATE=1 npm run pages");
}
