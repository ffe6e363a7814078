/** What a refused call throws: the API's error body, and where to look it up. */

import type { components } from "./schema.js";

/** Codes the server uses; `UNREACHABLE` and `UNKNOWN` are this client's own. */
export type ErrorCode = ErrorBody["error"]["code"] | "UNREACHABLE" | "UNKNOWN";

type ErrorBody = components["schemas"]["ErrorResponse"];

export class StoryCanvasError extends Error {
  override readonly name = "StoryCanvasError";

  /**
   * @param message for people; the body's `detail`
   * @param code for programs
   * @param status of HTTP; 0 if there was no answer
   * @param details what the code promises, such as `fields` of a VALIDATION_ERROR
   * @param requestId what to name when asking for help
   * @param retryAfter seconds after which to ask again, if the server said so
   */
  constructor(
    message: string,
    readonly code: ErrorCode,
    readonly status: number,
    readonly details: Record<string, unknown> = {},
    readonly requestId: string | null = null,
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

/** Read a refusal; a body that is not ours, as a proxy may send, becomes `UNKNOWN`. */
export async function errorOf(response: Response): Promise<StoryCanvasError> {
  const { status, headers } = response;
  const id = headers.get("X-Request-ID");
  const wait = headers.has("Retry-After") ? Number(headers.get("Retry-After")) : null;
  try {
    const { detail, error } = (await response.json()) as ErrorBody;
    return new StoryCanvasError(detail, error.code, status, error.details, id, wait);
  } catch {
    const message = `The server answered ${status}, not in the form of the API`;
    return new StoryCanvasError(message, "UNKNOWN", status, {}, id, wait);
  }
}
