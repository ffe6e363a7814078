// Writes src/schema.ts, the types of every path and schema, from ../openapi.json.

import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const FIRST_LINE = "// Generated from ../openapi.json by `npm run generate`; changes here are lost.\n\n";
const [source, target] = process.argv.slice(2);
const here = new URL("../", import.meta.url);

/** A file in a form is a Blob, of which File is one; without this it would be a string. */
function transform(schema) {
  const isFile = schema.contentMediaType === "application/octet-stream";
  return isFile ? ts.factory.createTypeReferenceNode("Blob") : undefined;
}

const document = JSON.parse(await readFile(source ?? new URL("../openapi.json", here), "utf8"));
// A field with a default may be left out of what is sent.
const options = { transform, alphabetize: true, defaultNonNullable: false };
const nodes = await openapiTS(document, options);
await writeFile(target ?? new URL("src/schema.ts", here), FIRST_LINE + astToString(nodes));
