// Listens to live events, over server-sent events or a WebSocket, and keeps what it heard.

const OPENING_MS = 10_000;

class Stream {
  #messages = [];
  #wake = () => {};
  close = () => {};
  say = () => {
    throw new Error("server-sent events go one way");
  };

  hear(text) {
    this.#messages.push(JSON.parse(text));
    this.#wake();
  }

  /** Return the next message `isIt` accepts and forget those before it, or undefined if none comes in time. */
  async next(isIt, seconds) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const at = this.#messages.findIndex(isIt);
      if (at >= 0) return this.#messages.splice(0, at + 1).at(-1);
      const left = end - Date.now();
      if (left <= 0) return undefined;
      await within(left, new Promise((wake) => (this.#wake = wake)));
    }
  }

  get unheard() {
    return this.#messages;
  }
}

/** Open a stream; it is open when this returns. */
export async function listen(kind, url, headers) {
  return kind === "sse" ? serverSentEvents(url, headers) : webSocket(url);
}

async function serverSentEvents(url, headers) {
  const stream = new Stream();
  const ending = new AbortController();
  stream.close = () => ending.abort();
  const response = await fetch(url, {
    headers: { Accept: "text/event-stream", ...headers },
    signal: ending.signal,
  });
  const type = response.headers.get("content-type") ?? "";
  if (response.status !== 200 || !type.startsWith("text/event-stream")) {
    ending.abort();
    throw new Error(`answered ${response.status} ${type}`);
  }
  read(response.body, (text) => stream.hear(text)).catch(() => {}); // ends when it is closed
  return stream;
}

async function read(body, hear) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of body) {
    const blocks = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split(/\r?\n/).filter((line) => line.startsWith("data:"));
      if (data.length) hear(data.map((line) => line.slice(5).trimStart()).join("\n"));
    }
  }
}

async function webSocket(url) {
  const stream = new Stream();
  const socket = new WebSocket(url.replace(/^http/, "ws"));
  socket.onmessage = ({ data }) => stream.hear(data);
  const opened = new Promise((resolve, reject) => {
    socket.onopen = () => resolve(true);
    socket.onerror = () => reject(new Error("the WebSocket could not be opened"));
  });
  if (!(await within(OPENING_MS, opened))) throw new Error("the WebSocket did not open in time");
  stream.close = () => socket.close();
  stream.say = (message) =>
    socket.send(typeof message === "string" ? message : JSON.stringify(message));
  return stream;
}

/** Wait for the promise, but not longer than this; return undefined then. */
async function within(milliseconds, promise) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
