/** A typed client of the StoryCanvas API. */

import createFetchClient, {
  type Client as FetchClient,
  type ClientPathsWithMethod,
  type MaybeOptionalInit,
  type MethodResponse,
} from "openapi-fetch";
import { errorOf, StoryCanvasError } from "./errors.js";
import { EventStream, type EventStreamOptions } from "./events.js";
import type { components, paths } from "./schema.js";

export { StoryCanvasError, type ErrorCode } from "./errors.js";
export * from "./events.js";
export type { components, operations, paths } from "./schema.js";

/** The schemas by the names the API documents: `Schema<"ClipResponse">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

const PREFIX = "/api/v1";

/** The paths below /api/v1, written without it. */
export type Paths = {
  [Path in keyof paths as Path extends `${typeof PREFIX}${infer Rest}` ? Rest : never]: paths[Path];
};

type Method = "get" | "post" | "put" | "delete";
type Fetching = FetchClient<Paths>;
type PathOf<M extends Method> = ClientPathsWithMethod<Fetching, M>;
type ParseAs = "json" | "text" | "blob" | "arrayBuffer" | "stream";

/** What a call takes, as documented: inferred from what is given, it would let unknown fields pass. */
type Given<M extends Method, Path extends PathOf<M>, As extends ParseAs> = MaybeOptionalInit<
  Paths[Path],
  M
> & { parseAs?: As };
type Arguments<M extends Method, Path extends PathOf<M>, As extends ParseAs> =
  undefined extends MaybeOptionalInit<Paths[Path], M>
    ? [init?: Given<M, Path, As>]
    : [init: Given<M, Path, As>];
type Answer<M extends Method, Path extends PathOf<M>, As extends ParseAs> = MethodResponse<
  Fetching,
  M,
  Path,
  { parseAs: As }
>;

type Call<M extends Method> = <Path extends PathOf<M>, As extends ParseAs = "json">(
  path: Path,
  ...init: Arguments<M, Path, As>
) => Promise<Answer<M, Path, As>>;

/** `data` is missing where the answer is 304. */
type WholeCall<M extends Method> = <Path extends PathOf<M>, As extends ParseAs = "json">(
  path: Path,
  ...init: Arguments<M, Path, As>
) => Promise<{ data?: Answer<M, Path, As>; response: Response }>;

export interface ClientOptions {
  /** Sent as `Authorization: Bearer`. */
  token?: string;
  headers?: Record<string, string>;
  /** Instead of the global one, for instance with a cache or a proxy. */
  fetch?: typeof globalThis.fetch;
}

/** Each method answers the body, typed, or throws a {@link StoryCanvasError}. */
export interface Client {
  get: Call<"get">;
  post: Call<"post">;
  put: Call<"put">;
  delete: Call<"delete">;
  /** The same calls with the whole response, for headers such as X-Total-Count; they throw too. */
  whole: { [M in Method as Uppercase<M>]: WholeCall<M> };
  /** Hear what changes, until the stream is closed. */
  events(options?: Omit<EventStreamOptions, keyof ClientOptions>): EventStream;
}

/** @param baseUrl the server, such as `http://127.0.0.1:8001`, with or without /api/v1 */
export function createClient(baseUrl: string, options: ClientOptions = {}): Client {
  const origin = originOf(baseUrl);
  const headers = headersOf(options);
  const request = options.fetch ?? globalThis.fetch;
  const fetching = createFetchClient<Paths>({
    baseUrl: origin + PREFIX,
    headers,
    bodySerializer: serialize,
    fetch: (each) => request(each),
  });
  fetching.use({
    onResponse: async ({ response }) => {
      if (!response.ok && response.status !== 304) throw await errorOf(response);
    },
    onError: ({ error }) =>
      isAbort(error) ? undefined : new StoryCanvasError(unreachable(origin, error), "UNREACHABLE", 0),
  });
  // The result's type is the method's own; only its `data` is handed on.
  const call = (method: "GET" | "POST" | "PUT" | "DELETE") =>
    (async (path: never, init: never) => {
      const { data } = await (fetching[method] as FetchClient<any>["GET"])(path, init);
      return data;
    }) as never;
  return {
    get: call("GET"),
    post: call("POST"),
    put: call("PUT"),
    delete: call("DELETE"),
    whole: fetching as never,
    events: (more) => new EventStream(origin, { ...options, ...more }),
  };
}

function originOf(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, "").replace(/\/api\/v1$/, "");
}

function headersOf({ token, headers }: ClientOptions): Record<string, string> {
  return { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers };
}

/** A body that holds a Blob or File goes as a form, any other as JSON. */
function serialize(body: unknown): FormData | string {
  if (body instanceof FormData) return body;
  const entries = Object.entries(body as Record<string, unknown>);
  const holdsFile = (value: unknown): boolean =>
    value instanceof Blob || (Array.isArray(value) && value.some(holdsFile));
  if (!entries.some(([, value]) => holdsFile(value))) return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of entries) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null) {
        form.append(name, each instanceof Blob ? each : String(each));
      }
    }
  }
  return form;
}

const isAbort = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

function unreachable(origin: string, error: unknown): string {
  return `${origin} does not answer: ${error instanceof Error ? error.message : String(error)}`;
}
