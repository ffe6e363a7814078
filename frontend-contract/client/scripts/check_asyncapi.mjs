// Holds ../asyncapi.json against the schema of AsyncAPI 3.0; problems go to stderr, exit code 1.

import { readFile } from "node:fs/promises";
import specs from "@asyncapi/specs";
import { Ajv } from "ajv";

const source = process.argv[2] ?? new URL("../../asyncapi.json", import.meta.url);
const document = JSON.parse(await readFile(source, "utf8"));
const schema = specs.schemas[document.asyncapi];
if (!schema) {
  process.stderr.write(`AsyncAPI ${document.asyncapi} is not known\n`);
  process.exit(1);
}
// The schema brings draft 07 along: Ajv's own copy would be a second one.
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, meta: false });
const isValid = ajv.compile(schema);
if (!isValid(document)) {
  const problems = new Set(isValid.errors.map((each) => `${each.instancePath || "/"} ${each.message}`));
  process.stderr.write(`asyncapi.json\n${[...problems].map((each) => `  ${each}\n`).join("")}`);
  process.exit(1);
}
