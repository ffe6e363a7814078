import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient, EventStream, type StreamState } from "../src/index.js";
import { aClip, aProject, api, cable, PATIENCE, removed } from "./server.js";

/** Node 20 has a WebSocket behind a flag, newer ones without. */
const transports = globalThis.WebSocket ? (["websocket", "sse"] as const) : (["sse"] as const);

for (const transport of transports) {
  test(`a change is heard over ${transport}`, PATIENCE, async () => {
    const project = await aProject();
    const events = api.events({ projectId: project.id, types: ["clip_updated"], transport });
    await live(events);
    const heard = next(events, "clip_updated");
    const clip = await aClip(project.id);
    assert.equal((await heard).data.clip_id, clip.id);
    events.close();
    await removed(project);
  });

  test(`nothing is lost when the connection breaks, over ${transport}`, PATIENCE, async () => {
    const project = await aProject();
    const line = await cable();
    const events = createClient(line.url).events({
      projectId: project.id,
      types: ["clip_updated"],
      transport,
    });
    await live(events);
    const seen: string[] = [];
    events.on("clip_updated", (event) => seen.push(event.data.clip_id));

    const before = next(events, "clip_updated");
    const first = await aClip(project.id, "Before");
    await before;
    const reconnecting = become(events, "reconnecting");
    line.pull();
    await reconnecting;
    const missed = await aClip(project.id, "Meanwhile");
    await live(events);
    const after = await aClip(project.id, "After");
    while (!seen.includes(after.id)) await next(events, "clip_updated");

    assert.deepEqual([...new Set(seen)], [first.id, missed.id, after.id]);
    events.close();
    line.close();
    await removed(project);
  });
}

test("who cannot go on after anything is told to read all again", PATIENCE, async () => {
  const line = await cable();
  const events = createClient(line.url).events({ types: ["preview"], transport: "sse" });
  await live(events);
  const told = next(events, "resync");
  line.pull();
  await told;
  events.close();
  line.close();
});

test("a stream of an unknown project is closed, and says why", PATIENCE, async () => {
  const events = api.events({ projectId: "00000000-0000-4000-8000-000000000000", transport: "sse" });
  const error = await new Promise((resolve) =>
    events.onState((state, why) => state === "closed" && resolve(why)),
  );
  assert.equal((error as { code: string }).code, "RESOURCE_NOT_FOUND");
});

test("who cannot open a WebSocket gets server-sent events", PATIENCE, async () => {
  class Blocked {
    onclose?: () => void;
    constructor() {
      setTimeout(() => this.onclose?.());
    }
    close(): void {}
  }
  const events = api.events({ WebSocket: Blocked as unknown as typeof WebSocket });
  await live(events);
  events.close();
});

test("a closed stream stays closed", PATIENCE, async () => {
  const events = api.events();
  const states: StreamState[] = [];
  events.onState((state) => states.push(state));
  events.close();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(states, ["closed"]);
});

function become(events: EventStream, wanted: StreamState): Promise<void> {
  if (events.state === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = events.onState((state) => {
      if (state !== wanted) return;
      stop();
      resolve();
    });
  });
}

const live = (events: EventStream) => become(events, "live");

function next<Type extends Parameters<EventStream["on"]>[0]>(events: EventStream, type: Type) {
  return new Promise<Parameters<Parameters<typeof events.on<Type>>[1]>[0]>((resolve) => {
    const stop = events.on(type, (event) => {
      stop();
      resolve(event);
    });
  });
}
