// Plays a scenario against a server, step by step, and says what was not as promised.

import { randomUUID } from "node:crypto";
import { differences, read } from "./matching.mjs";
import { formOf } from "./samples.mjs";
import { listen } from "./streams.mjs";

const PREFIX = "/api/v1";
const ORIGIN = "http://frontend.example";
const CALL_MS = 60_000;
const HEARING_SECONDS = 15;
const LOOK_MS = 100;

export class Runner {
  constructor({ url, token, comfyui, shapes }) {
    this.origin = url.replace(/\/+$/, "").replace(/\/api\/v1$/, "");
    this.token = token;
    this.comfyui = comfyui;
    this.shapes = shapes;
  }

  /** Play a scenario and clean up after it. */
  async play(scenario) {
    const reason = this.#reasonToSkip(scenario.needs ?? []);
    if (reason) return { name: scenario.name, area: scenario.area, skipped: reason, steps: [] };
    const stage = { variables: this.#variables(), made: [], streams: new Map() };
    const started = performance.now();
    const steps = [];
    for (const step of scenario.steps) {
      steps.push({ name: step.step, ...(await this.#perform(step, stage)) });
    }
    const left = await this.#cleanUp(stage);
    if (left.length) steps.push({ name: "Nothing is left", tried: true, problems: left });
    const seconds = Math.round(performance.now() - started) / 1000;
    return { name: scenario.name, area: scenario.area, seconds, steps };
  }

  #reasonToSkip(needs) {
    if (needs.includes("comfyui") && !this.comfyui) return "no ComfyUI: give one with --comfyui URL";
    if (needs.includes("websocket") && !globalThis.WebSocket) return "this Node has no WebSocket: use 22";
    return undefined;
  }

  #variables() {
    return {
      run: randomUUID().slice(0, 8),
      nobody: randomUUID(),
      origin: this.origin,
      comfyui: this.comfyui,
    };
  }

  /** Return why no scenario could be played, or nothing. */
  async reasonItIsAway() {
    try {
      await fetch(this.#url("/health"), { signal: AbortSignal.timeout(CALL_MS) });
      return undefined;
    } catch (error) {
      return error.cause?.message ?? error.message;
    }
  }

  async #perform(step, stage) {
    try {
      const told = fill(step, stage.variables);
      if (told.listen) return { tried: true, problems: await this.#listen(told, stage) };
      if (told.on) return { tried: true, problems: await this.#hear(told, stage) };
      return { tried: true, problems: await this.#call(step, stage) };
    } catch (error) {
      const reason = error.cause?.message ? `${error.message}: ${error.cause.message}` : error.message;
      return { tried: !(error instanceof Unknown), problems: [reason] };
    }
  }

  // Calls

  async #call(step, stage) {
    const values = step.each ?? Array.from({ length: step.times ?? 1 }, (_, number) => number);
    const end = Date.now() + (step.until ?? 0) * 1000;
    for (;;) {
      const calls = fill(values, stage.variables).map((each) => {
        const told = fill({ ...step, each: undefined }, { ...stage.variables, each });
        return this.#answered(told, stage).then((answer) => ({ told, answer }));
      });
      const results = await Promise.all(calls);
      const problems = this.#problemsOf(step, results, stage);
      if (!problems.length || Date.now() >= end) {
        const answers = results.map(({ answer }) => answer.body);
        if (step.save) stage.variables[step.save] = step.times || step.each ? answers : answers[0];
        if (step.saveHeaders) stage.variables[step.saveHeaders] = Object.fromEntries(results[0].answer.headers);
        return problems;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  async #answered(told, stage) {
    const [method, path] = told.call.split(" ");
    const response = await fetch(this.#url(path, told.query), {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(CALL_MS),
      ...this.#payload(told),
    });
    const text = await response.text();
    let body = text;
    if ((response.headers.get("content-type") ?? "").startsWith("application/json") && text) {
      body = JSON.parse(text);
    }
    const location = response.headers.get("location");
    if (response.status === 201 && location) stage.made.push(location);
    return { method, status: response.status, headers: response.headers, body, text };
  }

  #url(path, query) {
    const place = path.startsWith("/api/") ? path : PREFIX + path;
    const url = new URL(path.startsWith("http") ? path : this.origin + place);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.append(name, value);
    return url;
  }

  #payload({ headers, json, text, form }) {
    const all = {
      Origin: ORIGIN,
      ...(this.token && { Authorization: `Bearer ${this.token}` }),
      ...(json !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    };
    if (form) return { headers: all, body: formOf(form) };
    return { headers: all, body: json !== undefined ? JSON.stringify(json) : text };
  }

  #problemsOf(step, results, stage) {
    const problems = results.flatMap(({ told, answer }) => this.#answerProblems(told, answer));
    if (step.outcomes) problems.push(...outcomeProblems(step.outcomes, results));
    if (step.bodies) {
      const all = results.map(({ answer }) => answer.body);
      problems.push(...differences(fill(step.bodies, stage.variables), all, this.shapes, "bodies"));
    }
    return [...new Set(problems)];
  }

  #answerProblems(told, answer) {
    const manners = told.manners === false ? [] : mannerProblems(answer);
    const wrongStatus = statusProblems(told, answer);
    if (wrongStatus.length) return [...wrongStatus, ...manners];
    const headers = Object.entries(told.header ?? {}).flatMap(([name, expected]) =>
      differences(expected, answer.headers.get(name) ?? undefined, this.shapes, `header ${name}`),
    );
    const body = told.body === undefined ? [] : differences(told.body, answer.body, this.shapes);
    return [...manners, ...headers, ...body];
  }

  // Streams

  async #listen(told, stage) {
    const url = this.#url(told.path, told.query).toString();
    const headers = { ...(this.token && { Authorization: `Bearer ${this.token}` }), ...told.headers };
    stage.streams.set(told.as, await listen(told.listen, url, headers));
    return [];
  }

  async #hear(told, stage) {
    const stream = stage.streams.get(told.on);
    if (!stream) return [`the stream ${told.on} is not open`];
    if (told.close) {
      stream.close();
      stage.streams.delete(told.on);
    }
    if (told.say !== undefined) stream.say(told.say);
    const expected = told.next ?? told.hears;
    if (expected === undefined) return [];
    const isIt = (message) => !differences(expected, message, this.shapes).length;
    const message = await stream.next(told.next ? () => true : isIt, told.within ?? HEARING_SECONDS);
    if (message === undefined) {
      return [`heard nothing like ${JSON.stringify(expected)}, but ${JSON.stringify(stream.unheard).slice(0, 500)}`];
    }
    if (told.save) stage.variables[told.save] = message;
    return differences(expected, message, this.shapes, "message");
  }

  // Cleaning up

  async #cleanUp(stage) {
    for (const stream of stage.streams.values()) stream.close();
    const left = [];
    for (const location of stage.made.reverse()) {
      const url = new URL(location, this.origin);
      const response = await fetch(url, { method: "DELETE", ...this.#payload({}) });
      await response.text();
      if (!response.ok && response.status !== 404) left.push(`${location} stays: ${response.status}`);
    }
    return left;
  }
}

function statusProblems({ status, outcomes }, answer) {
  const expected = [status ?? 200].flat();
  if (outcomes || expected.includes(answer.status)) return [];
  return [`status ${answer.status}, not ${expected.join(" or ")}: ${answer.text.slice(0, 300)}`];
}

function outcomeProblems(outcomes, results) {
  const counts = {};
  for (const { answer } of results) counts[answer.status] = (counts[answer.status] ?? 0) + 1;
  return differences(outcomes, counts, {}, "outcomes");
}

/** What holds for every answer, whoever asks for whatever. */
function mannerProblems(answer) {
  const problems = [];
  const header = (name, isRight) => {
    const value = answer.headers.get(name);
    if (!isRight(value)) problems.push(`header ${name} is ${value}`);
  };
  header("x-request-id", (value) => Boolean(value));
  header("x-api-version", (value) => value === "v1");
  header("access-control-allow-origin", (value) => value === "*");
  if (answer.method === "HEAD") {
    if (answer.text) problems.push("HEAD has a body");
    return problems;
  }
  if (answer.status >= 400) problems.push(...differences("#Error", answer.body, ERROR));
  if (answer.body?.error && answer.body.detail !== answer.body.error.message) {
    problems.push("detail is not the error's message");
  }
  if (JSON.stringify(answer.body).includes('"_id":')) problems.push("the answer shows an _id");
  return problems;
}

const ERROR = {
  Error: { error: { code: { "#like": "^[A-Z][A-Z_]+$" }, message: "#text", details: "#object" }, detail: "#text" },
};

/** Put variables in: `{{clip.id}}` alone keeps its type, within a text it becomes text. */
function fill(value, variables) {
  if (typeof value === "string") {
    const alone = /^\{\{([^{}]+)\}\}$/.exec(value);
    if (alone) return known(variables, alone[1]);
    return value.replace(/\{\{([^{}]+)\}\}/g, (_, path) => known(variables, path));
  }
  if (Array.isArray(value)) return value.map((each) => fill(each, variables));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [fill(key, variables), fill(each, variables)]));
  }
  return value;
}

function known(variables, path) {
  if (path === "each" && !("each" in variables)) return "{{each}}";
  if (path.startsWith("text.")) return "n".repeat(Number(path.slice("text.".length)));
  const value = read(variables, path);
  if (value === undefined) throw new Unknown(`an earlier step gave no ${path}`);
  return value;
}

/** A step needs what an earlier one did not give. */
class Unknown extends Error {}
