/** Compiled, never run: a wrong path, field or value does not compile. */

import { createClient, StoryCanvasError, type Schema, type ServerEvent } from "../src/index.js";

export async function right(): Promise<void> {
  const api = createClient("http://127.0.0.1:8001");
  const project = await api.post("/projects", { body: { name: "Rain song", fps: 24 } });
  const again = await api.get("/projects/{project_id}", {
    params: { path: { project_id: project.id } },
  });
  again.name satisfies string;
  const { projects, total } = await api.get("/projects");
  projects satisfies Schema<"ProjectResponse">[];
  total satisfies number;
  const face = new File(["…"], "face.png", { type: "image/png" });
  const { file_url } = await api.post("/media/upload-face-image", { body: { file: face } });
  file_url satisfies string;
  const edl = await api.get("/projects/{project_id}/export/{format}", {
    params: { path: { project_id: project.id, format: "edl" } },
    parseAs: "text",
  });
  edl satisfies string;
  const jobs = await api.whole.GET("/queue/jobs");
  jobs.data satisfies Schema<"QueueJobResponse">[] | undefined;
}

export async function wrong(): Promise<void> {
  const api = createClient("http://127.0.0.1:8001");
  // @ts-expect-error there is no such path
  await api.get("/projets");
  // @ts-expect-error there is no such method on it
  await api.put("/projects", { body: {} });
  // @ts-expect-error the id is missing
  await api.get("/projects/{project_id}");
  // @ts-expect-error the name is missing
  await api.post("/projects", { body: { fps: 24 } });
  // @ts-expect-error a name is text
  await api.post("/projects", { body: { name: 24 } });
  // @ts-expect-error a project has no title
  await api.post("/projects", { body: { name: "Rain song", title: "Rain song" } });
  // @ts-expect-error nor is there a way to say it in a change
  await api.put("/projects/{project_id}", { params: { path: { project_id: "…" } }, body: { title: "" } });
  // @ts-expect-error nor in a whole call
  await api.whole.POST("/projects", { body: { name: "Rain song", title: "Rain song" } });
  // @ts-expect-error there is no such option
  await api.get("/projects", { params: { query: { limt: 5 } } });
  // @ts-expect-error nor one deep inside
  await api.post("/generation", { body: { clip_id: "…", loras: [{ name: "…", wight: 1 }] } });
  // @ts-expect-error a file is no text
  await api.post("/media/upload-face-image", { body: { file: "face.png" } });
  // @ts-expect-error the answer has no such field
  (await api.get("/projects")).items;
}

export function codes(error: StoryCanvasError): boolean {
  // @ts-expect-error there is no such code
  if (error.code === "NOT_FOUND") return true;
  return error.code === "RESOURCE_NOT_FOUND";
}

export function events(event: ServerEvent): unknown {
  switch (event.type) {
    case "queue_update":
      return event.data.progress satisfies number;
    case "clip_updated":
      // @ts-expect-error a clip has no progress
      return event.data.progress;
    case "resync":
      return null;
    default:
      return event.data;
  }
}
