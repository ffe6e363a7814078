/** The server the tests talk to, and a cable to it that can be pulled. */

import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import { createClient, type Schema } from "../src/index.js";

export const URL_OF_SERVER = process.env["STORYCANVAS_URL"] ?? "http://127.0.0.1:8001";
export const api = createClient(URL_OF_SERVER);
export const PATIENCE = { timeout: 30_000 };

export interface Cable {
  url: string;
  /** Break every connection, as a network does: without a farewell. */
  pull(): void;
  close(): void;
}

export async function cable(): Promise<Cable> {
  const { hostname, port } = new URL(URL_OF_SERVER);
  const sockets = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  const pull = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    pull,
    close: () => {
      proxy.close();
      pull();
    },
  };
}

export async function aProject(): Promise<Schema<"ProjectResponse">> {
  return api.post("/projects", { body: { name: "Client test" } });
}

export async function aClip(projectId: string, name = "Drops"): Promise<Schema<"ClipResponse">> {
  const scene = await api.post("/scenes", { body: { name: "Roof", project_id: projectId } });
  return api.post("/clips", { body: { name, scene_id: scene.id } });
}

export async function removed(project: { id: string }): Promise<void> {
  await api.delete("/projects/{project_id}", { params: { path: { project_id: project.id } } });
}
