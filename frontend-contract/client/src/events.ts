/** What changes, as it changes: over a WebSocket, or server-sent events where there is none. */

import { errorOf, StoryCanvasError, type ErrorCode } from "./errors.js";
import type { components } from "./schema.js";

/**
 * What the server says. Events are hints: what they name is read again with a GET. `resync` means
 * that some are lost, so that everything on screen is to be read again.
 */
export type ServerEvent = components["schemas"]["EventMessage"];

export type EventType = ServerEvent["type"];
export type EventOf<Type extends EventType> = Extract<ServerEvent, { type: Type }>;
export type StreamState = "connecting" | "live" | "reconnecting" | "closed";
type Transport = "websocket" | "sse";

export interface EventStreamOptions {
  /** Only what belongs to this project; absent: everything. */
  projectId?: string;
  /** Only these types; absent: all. `resync` always comes. */
  types?: Exclude<EventType, "resync">[];
  /** The id of the last event already seen, to go on after it. */
  lastEventId?: number;
  /** Absent: a WebSocket, then server-sent events if none can be opened. */
  transport?: Transport;
  token?: string;
  headers?: Record<string, string>;
  fetch?: typeof globalThis.fetch;
  /** Instead of the global one, which Node has since version 22. */
  WebSocket?: typeof globalThis.WebSocket;
}

const RETRY_MS = { shortest: 500, longest: 15_000 };
const PING_MS = 20_000;
const SILENCE_MS = 45_000; // pongs and pings come more often: a connection that is quiet is dead

/**
 * Reconnects by itself and goes on after the last event it saw; where that is not possible it
 * says `resync`. It ends by `close()`, or when the server refuses it for good (state `closed`).
 */
export class EventStream {
  #state: StreamState = "connecting";
  #lastEventId: number | undefined;
  #connectedBefore = false;
  #failures = 0;
  #transports: Transport[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disconnect: () => void = () => {};
  readonly #listeners = new Map<EventType, Set<(event: never) => void>>();
  readonly #stateListeners = new Set<StateListener>();

  /** @param origin scheme, host and port of the server */
  constructor(
    private readonly origin: string,
    private readonly options: EventStreamOptions = {},
  ) {
    this.#lastEventId = options.lastEventId;
    const socket = options.WebSocket ?? globalThis.WebSocket;
    const available: Transport[] = socket ? ["websocket", "sse"] : ["sse"];
    this.#transports = options.transport ? [options.transport] : available;
    // Not at once: whoever made the stream has yet to say what it listens for.
    this.#timer = setTimeout(() => this.#connect(), 0);
  }

  get state(): StreamState {
    return this.#state;
  }

  /** Hear one type of event; returns what ends that. */
  on<Type extends EventType>(type: Type, listener: (event: EventOf<Type>) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** Hear how the connection is; the error is why it was closed for good. */
  onState(listener: StateListener): () => void {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  }

  close(): void {
    this.#end();
  }

  #connect(): void {
    const open = this.#transports[0] === "websocket" ? openWebSocket : openServerSentEvents;
    let opened = false;
    this.#disconnect = open(this.origin, this.options, this.#lastEventId, {
      opened: () => {
        opened = true;
        this.#failures = 0;
        this.#become("live");
        // Nothing to go on after: what happened in between is not known.
        if (this.#connectedBefore && this.#lastEventId === undefined) this.#tell(resync());
        this.#connectedBefore = true;
      },
      heard: (event) => this.#hear(event),
      lost: () => {
        // One that never opened may be blocked on the way: the other kind is tried next.
        if (!opened) this.#transports.push(this.#transports.shift()!);
        this.#reconnect();
      },
      refused: (error) => this.#end(error),
    });
  }

  #reconnect(): void {
    if (this.#state === "closed") return;
    this.#become("reconnecting");
    const { shortest, longest } = RETRY_MS;
    const most = Math.min(longest, shortest * 2 ** ++this.#failures);
    // Spread, so that a server that comes back is not met by all its clients at once.
    const pause = shortest + Math.random() * (most - shortest);
    this.#timer = setTimeout(() => this.#connect(), pause);
  }

  #hear(event: ServerEvent): void {
    this.#lastEventId = event.id;
    this.#tell(event);
  }

  #tell(event: ServerEvent): void {
    for (const listener of this.#listeners.get(event.type) ?? []) {
      try {
        listener(event as never);
      } catch (error) {
        // A listener's mistake is no reason to break the connection; it is shown as any other.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  #become(state: StreamState, error?: StoryCanvasError): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state, error);
  }

  #end(error?: StoryCanvasError): void {
    clearTimeout(this.#timer);
    this.#become("closed", error);
    this.#disconnect();
  }
}

function resync(): EventOf<"resync"> {
  return { id: 0, type: "resync", project_id: null, at: new Date().toISOString(), data: {} };
}

type StateListener = (state: StreamState, error?: StoryCanvasError) => void;

/** What a connection tells of itself; `lost` is its last word, also after it was refused. */
interface Hearer {
  opened(): void;
  heard(event: ServerEvent): void;
  lost(): void;
  refused(error: StoryCanvasError): void;
}

type Opener = (
  origin: string,
  options: EventStreamOptions,
  lastEventId: number | undefined,
  hearer: Hearer,
) => () => void;

type SocketReply =
  | { type: "pong" }
  | { type: "error"; data: { code: ErrorCode; message: string } };

const openWebSocket: Opener = (origin, options, lastEventId, hearer) => {
  const url = new URL(`${origin.replace(/^http/, "ws")}/api/v1/ws`);
  if (lastEventId !== undefined) url.searchParams.set("last_event_id", String(lastEventId));
  const socket = new (options.WebSocket ?? globalThis.WebSocket)(url);
  const silence = new Silence(() => end());
  const ping = setInterval(() => socket.readyState === 1 && say("ping", {}), PING_MS);
  const say = (type: string, data: object) => socket.send(JSON.stringify({ type, data }));
  let opened = false;
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    clearInterval(ping);
    silence.stop();
    socket.close();
    hearer.lost();
  };
  socket.onopen = () => {
    const { projectId, types } = options;
    say("subscribe", { ...(projectId && { project_id: projectId }), ...(types && { types }) });
    say("ping", {}); // its pong says that the subscription is in force
  };
  socket.onmessage = ({ data }) => {
    silence.broken();
    if (ended) return;
    const message = JSON.parse(String(data)) as ServerEvent | SocketReply;
    if (message.type === "error") {
      // All it was asked was to subscribe: that will not go better the next time.
      hearer.refused(new StoryCanvasError(message.data.message, message.data.code, 0));
    } else if (message.type === "pong") {
      if (!opened) hearer.opened();
      opened = true;
    } else hearer.heard(message);
  };
  socket.onclose = socket.onerror = end;
  return end;
};

const openServerSentEvents: Opener = (origin, options, lastEventId, hearer) => {
  const path = options.projectId ? `projects/${encodeURIComponent(options.projectId)}/` : "";
  const url = new URL(`${origin}/api/v1/${path}events`);
  if (options.types) url.searchParams.set("types", options.types.join(","));
  const headers = {
    Accept: "text/event-stream",
    ...(options.token && { Authorization: `Bearer ${options.token}` }),
    ...options.headers,
    ...(lastEventId !== undefined && { "Last-Event-ID": String(lastEventId) }),
  };
  const ending = new AbortController();
  const silence = new Silence(() => ending.abort());

  const listen = async (): Promise<void> => {
    const request = options.fetch ?? globalThis.fetch;
    const response = await request(url, { headers, signal: ending.signal, cache: "no-store" });
    if (!response.ok || !response.body) {
      const forGood = response.status < 500 && ![408, 425, 429].includes(response.status);
      if (forGood) hearer.refused(await errorOf(response));
      throw new Error("refused");
    }
    hearer.opened();
    for await (const data of messages(response.body, silence)) hearer.heard(JSON.parse(data));
  };
  listen()
    .catch(() => undefined) // whatever broke it, it is lost
    .finally(() => {
      silence.stop();
      hearer.lost();
    });
  return () => ending.abort();
};

/** The data of each server-sent event. */
async function* messages(body: ReadableStream<Uint8Array>, silence: Silence) {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    silence.broken();
    const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const lines = block.split(/\r?\n/).filter((line) => line.startsWith("data:"));
      if (lines.length) yield lines.map((line) => line.slice(5).replace(/^ /, "")).join("\n");
    }
  }
}

/** Calls when nothing was heard for too long: a peer that vanished sends no farewell. */
class Silence {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tooLong: () => void) {
    this.broken();
  }

  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.tooLong, SILENCE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
