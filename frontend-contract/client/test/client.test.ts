import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient, StoryCanvasError } from "../src/index.js";
import { aProject, api, PATIENCE, removed, URL_OF_SERVER } from "./server.js";

const NOBODY = "00000000-0000-4000-8000-000000000000";

test("what is made can be read again", PATIENCE, async () => {
  const project = await aProject();
  const again = await api.get("/projects/{project_id}", { params: { path: { project_id: project.id } } });
  assert.equal(again.name, "Client test");
  await removed(project);
});

test("an address with /api/v1 at its end is the same", PATIENCE, async () => {
  const { total } = await createClient(`${URL_OF_SERVER}/api/v1/`).get("/projects", {
    params: { query: { limit: 1 } },
  });
  assert.equal(typeof total, "number");
});

test("a refusal is thrown with its code, details and request", PATIENCE, async () => {
  const call = api.get("/projects/{project_id}", { params: { path: { project_id: NOBODY } } });
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof StoryCanvasError);
    assert.equal(error.code, "RESOURCE_NOT_FOUND");
    assert.equal(error.status, 404);
    assert.match(error.message, /not found/);
    assert.ok(error.requestId);
    return true;
  });
});

test("invalid fields are named", PATIENCE, async () => {
  await assert.rejects(api.post("/projects", { body: { name: "" } }), (error) => {
    assert.ok(error instanceof StoryCanvasError);
    const [first] = error.details["fields"] as { field: string }[];
    assert.equal(first?.field, "name");
    return error.status === 400;
  });
});

test("a server that is away is an error of the same kind", PATIENCE, async () => {
  await assert.rejects(createClient("http://127.0.0.1:9").get("/projects"), (error) => {
    return error instanceof StoryCanvasError && error.code === "UNREACHABLE" && error.status === 0;
  });
});

test("what the caller gives up stays an abort", PATIENCE, async () => {
  const signal = AbortSignal.abort();
  await assert.rejects(api.get("/projects", { signal }), { name: "AbortError" });
});

test("headers are there for who asks for the whole response", PATIENCE, async () => {
  const { data, response } = await api.whole.GET("/queue/jobs", { params: { query: { limit: 1 } } });
  assert.ok(Array.isArray(data));
  assert.match(response.headers.get("X-Total-Count") ?? "", /^\d+$/);
});

test("a file is uploaded as a form", PATIENCE, async () => {
  // The smallest PNG there is: one pixel.
  const pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const file = new File([Buffer.from(pixel, "base64")], "pixel.png", { type: "image/png" });
  const { file_url } = await api.post("/media/upload-face-image", { body: { file } });
  const picture = await fetch(file_url);
  assert.equal(picture.headers.get("Content-Type"), "image/png");
});
