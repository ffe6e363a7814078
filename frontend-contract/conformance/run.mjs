#!/usr/bin/env node
// Checks whether a server keeps the StoryCanvas contract. See README.md.

import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Runner } from "./runner.mjs";

const USAGE = `node run.mjs URL [--token TOKEN] [--comfyui URL] [--only NAME] [--json]

URL        the server, such as http://127.0.0.1:8001
--token    sent as Authorization: Bearer; or in STORYCANVAS_TOKEN, where no other user reads it
--comfyui  a ComfyUI (or the simulator) that may be registered and given jobs; without it those
           scenarios are skipped
--only     the scenarios whose file names hold this
--json     one JSON document instead of the table

Everything is made under names of its own and removed again. Exit code: 0 all passed, 1 not, 2 usage,
3 the server does not answer.
`;
const here = new URL("./", import.meta.url);

/** Node 20 has a WebSocket that wants a flag. */
function needsFlag() {
  const flag = "--experimental-websocket";
  return !globalThis.WebSocket && process.allowedNodeEnvironmentFlags.has(flag) && !process.execArgv.includes(flag);
}

async function main() {
  const options = { token: { type: "string" }, comfyui: { type: "string" }, only: { type: "string" } };
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options: { ...options, json: { type: "boolean" } } });
    new URL(parsed.positionals[0]);
  } catch {
    process.stderr.write(USAGE);
    return 2;
  }
  if (needsFlag()) {
    const flags = ["--experimental-websocket", "--no-warnings", fileURLToPath(import.meta.url)];
    return spawnSync(process.execPath, [...flags, ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1;
  }
  const { values, positionals } = parsed;
  const shapes = JSON.parse(await readFile(new URL("shapes.json", here), "utf8"));
  const token = values.token ?? process.env.STORYCANVAS_TOKEN;
  const runner = new Runner({ url: positionals[0], token, comfyui: values.comfyui, shapes });
  const away = await runner.reasonItIsAway();
  if (away) {
    process.stderr.write(`${runner.origin} does not answer: ${away}\n`);
    return 3;
  }
  const outcomes = [];
  for (const scenario of await scenarios(values.only)) {
    const outcome = await runner.play(scenario);
    outcomes.push(outcome);
    if (!values.json) process.stdout.write(line(outcome));
  }
  const count = (what) => outcomes.filter((outcome) => state(outcome) === what).length;
  const totals = { passed: count("pass"), failed: count("FAIL"), skipped: count("skip") };
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ url: runner.origin, ...totals, scenarios: outcomes }, null, 2)}\n`);
  } else {
    process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
  }
  return totals.failed || !outcomes.length ? 1 : 0;
}

async function scenarios(only = "") {
  const folder = new URL("scenarios/", here);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json") && name.includes(only));
  return Promise.all(names.sort().map(async (name) => JSON.parse(await readFile(new URL(name, folder), "utf8"))));
}

function state({ skipped, steps }) {
  if (skipped) return "skip";
  return steps.some(({ problems }) => problems.length) ? "FAIL" : "pass";
}

function line(outcome) {
  const { name, area, skipped, seconds, steps } = outcome;
  const told = skipped ?? `${steps.length} steps  ${seconds.toFixed(1)} s`;
  const failed = steps.filter(({ tried, problems }) => tried && problems.length);
  const failures = failed.map((step) => [step.name, ...step.problems.map((problem) => `  ${problem}`)]);
  const untried = steps.filter(({ tried }) => !tried).length;
  if (untried) failures.push([`and ${untried} steps could not be tried after that`]);
  const head = `${state(outcome)}  ${name.padEnd(36)} ${area.padEnd(12)} ${told}`;
  return [head, ...failures.flat().map((text) => `      ${text}`), ""].join("\n");
}

process.exitCode = await main();
