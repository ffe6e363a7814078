// Writes postman_collection.json (v2.1) from the scenarios: the same calls, for a person to click through.

import { readdir, readFile, writeFile } from "node:fs/promises";

const here = new URL("./", import.meta.url);
const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
const VALUES = {
  base_url: "http://127.0.0.1:8001",
  comfyui: "http://127.0.0.1:8188",
  nobody: "00000000-0000-4000-8000-000000000000",
  run: "by hand",
};

const names = (await readdir(new URL("scenarios/", here))).sort();
const scenarios = await Promise.all(
  names.map(async (name) => JSON.parse(await readFile(new URL(`scenarios/${name}`, here), "utf8"))),
);
const collection = {
  info: {
    name: "StoryCanvas",
    description: "Made from the conformance scenarios. Set base_url, then run a folder from its top: later calls use what earlier ones made.",
    schema: SCHEMA,
  },
  variable: Object.entries(VALUES).map(([key, value]) => ({ key, value })),
  item: scenarios.map(folderOf),
};
const target = process.argv[2] ?? new URL("postman_collection.json", here);
await writeFile(target, `${JSON.stringify(collection, null, 2)}\n`);

function folderOf({ name, area, steps }) {
  const used = new Set([...JSON.stringify(steps).matchAll(/\{\{([^{}]+)\}\}/g)].map(([, path]) => path));
  const item = steps.filter((step) => step.call).map((step) => itemOf(step, used));
  return { name, description: `Area: ${area}`, item };
}

function itemOf(step, used) {
  const told = withEach(step);
  const [method, path] = told.call.split(" ");
  const item = {
    name: step.step,
    request: { method, header: headersOf(told), url: urlOf(path, told.query), ...bodyOf(told) },
  };
  return { ...item, event: [{ listen: "test", script: { type: "text/javascript", exec: testOf(step, used) } }] };
}

/** A step that is repeated with several values is shown with the first of them. */
function withEach({ each = [0], ...step }) {
  const [first] = each;
  const text = JSON.stringify(step)
    .replaceAll('"{{each}}"', JSON.stringify(first))
    .replaceAll("{{each}}", JSON.stringify(String(first)).slice(1, -1))
    .replaceAll(/\{\{text\.(\d+)\}\}/g, (_, length) => "n".repeat(Number(length)));
  return JSON.parse(text);
}

function urlOf(path, query = {}) {
  const place = /^(http|\{\{)/.test(path) ? path : `{{base_url}}${path.startsWith("/api/") ? "" : "/api/v1"}${path}`;
  const more = new URLSearchParams(query).toString();
  const joined = more ? `${place}${place.includes("?") ? "&" : "?"}${more}` : place;
  return joined.replace("{{origin}}", "{{base_url}}");
}

function headersOf({ headers = {}, json }) {
  const all = json === undefined ? headers : { "Content-Type": "application/json", ...headers };
  return Object.entries(all).map(([key, value]) => ({ key, value }));
}

function bodyOf({ json, text, form }) {
  if (form) return { body: { mode: "formdata", formdata: Object.entries(form).flatMap(partsOf) } };
  if (json !== undefined) return { body: { mode: "raw", raw: JSON.stringify(json, null, 2) } };
  return text === undefined ? {} : { body: { mode: "raw", raw: text } };
}

function partsOf([key, part]) {
  return [part].flat().map((each) =>
    each.text === undefined ? { key, type: "file", src: [], description: "Choose a file" } : { key, type: "text", value: each.text },
  );
}

function testOf({ status = 200, outcomes, save, saveHeaders }, used) {
  const expected = outcomes ? Object.keys(outcomes).map(Number) : [status].flat();
  const lines = [`pm.test("status", () => pm.expect(pm.response.code).to.be.oneOf(${JSON.stringify(expected)}));`];
  for (const path of used) {
    const [root, ...rest] = path.split(".");
    const keys = rest.map((key) => `?.[${JSON.stringify(key)}]`).join("");
    const set = (value) => lines.push(`pm.collectionVariables.set(${JSON.stringify(path)}, ${value});`);
    if (root === save) set(rest.length ? `pm.response.json()${keys}` : "JSON.stringify(pm.response.json())");
    if (root === saveHeaders) set(`pm.response.headers.get(${JSON.stringify(rest.join("."))})`);
  }
  return lines;
}
