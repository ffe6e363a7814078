// Prints what the queue does until Ctrl-C: node watch-queue.mjs [URL]
// Node 18 or newer, nothing to install; the typed client in ../client does this with fewer words.

const server = (process.argv[2] ?? "http://127.0.0.1:8001").replace(/\/+$/, "");
let lastEventId;

for (;;) {
  try {
    await follow();
  } catch (error) {
    console.error(`${error.cause?.message ?? error.message}; trying again`);
  }
  await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 1500));
}

async function follow() {
  const response = await fetch(`${server}/api/v1/events?types=queue_update`, {
    // With it the server goes on after the last event we saw, so that none is missed.
    headers: lastEventId === undefined ? {} : { "Last-Event-ID": String(lastEventId) },
  });
  if (!response.ok) throw new Error((await response.json()).detail);
  console.error(`listening to ${server}`);
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of response.body) {
    const blocks = (rest + decoder.decode(piece, { stream: true })).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const line = block.split("\n").find((each) => each.startsWith("data:"));
      if (line) show(JSON.parse(line.slice(5)));
    }
  }
}

function show({ id, type, data }) {
  lastEventId = id ?? lastEventId;
  if (type === "resync") return console.log("some events are lost: read what you show again");
  const { job_id, status, progress, error } = data;
  console.log(job_id.slice(0, 8), status.padEnd(10), `${Math.round(progress)} %`, error ?? "");
}
