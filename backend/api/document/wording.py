"""The words of the OpenAPI document: what it is about, its tags, parameters and headers."""

from typing import Any, Final

DESCRIPTION: Final = """\
Scripts become scenes, clips, pictures and films, and a cut that editors open.

- Ids are UUIDs of version 4. Times are UTC with milliseconds; lengths and positions are seconds.
- PUT changes the fields that are sent. Null is taken where it means "none"; fields that only
  answers have are ignored, so that a client may send back what it got.
- Every error has the body `ErrorResponse`. `detail` is for people, `error.code` for programs;
  each status of each operation lists the codes it comes with.
- A list is whole unless `limit` asks for a part of it; its length is `total`, or the header
  `X-Total-Count` where the answer is an array.
- Every answer has `X-Request-ID`, the request's own if it is well formed, and `X-API-Version`.
- A path means the same with and without a slash at its end; HEAD answers like GET.
- Pages from anywhere may call: CORS allows every origin, method and header.
"""

TAGS: Final = {
    "projects": "A storyboard: its format, its song, and everything that hangs on it.",
    "stories": "Scripts in, boards out.",
    "users": "Whose stories they are; no accounts to sign in to.",
    "stats": "How much there is.",
    "providers": "Services that make things for us: what each makes, and how it stands.",
    "costs": "What paid services would charge, and have charged.",
    "scenes": "The parts of a project, in story order, each with its alternates.",
    "clips": "The shots of a scene: words, prompts, place in time, and the takes made of them.",
    "generation": "Pictures and films made of clips, one by one or many at once.",
    "characters": "Who appears: their looks, put into the prompts of the clips they are in.",
    "templates": "Styles: what goes around a prompt, and the settings that go with it.",
    "pool": "Pictures and films that are kept for use in any clip.",
    "queue": "The jobs: what waits, what runs, and how it went; also for workers of your own.",
    "comfyui": "The servers that make media.",
    "workflows": "Graphs of your own, to be run instead of the standard ones.",
    "models": "What the servers can make media with, and good settings for each.",
    "openai": "Films of a service that speaks the OpenAI video API.",
    "media": "Uploads, and the files that were uploaded or made.",
    "export": "The cut, as files that editors open.",
    "events": "What changes, told while it happens.",
    "health": "Whether the server can serve.",
    "admin": "How this server is set up.",
    "legacy": "Paths of before version 1; each names its successor.",
}

PARAMETERS: Final = {
    "audio_id": "The sound to choose.",
    "batch_id": "The batch.",
    "character_id": "The character.",
    "clip_id": "The clip.",
    "content_id": "The take.",
    "content_type": "image, video or audio.",
    "cursor": "`next_cursor` of the page before; absent: the first page.",
    "export_id": "The export.",
    "format": "The format's name; `GET …/export/formats` lists them.",
    "fps": "Frames per second; df = drop-frame timecode.",
    "image_id": "The picture to choose.",
    "image_prompt": "The new image prompt; absent: as it was.",
    "is_active": "Only what is in use, or only what is not.",
    "item_id": "The pool item.",
    "job_id": "The job.",
    "lane": "The lane's name.",
    "key": "The storage key: the end of an address in an answer.",
    "limit": "The most to answer; absent: all.",
    "offset": "How many of the list to leave out at its start.",
    "project_id": "The project.",
    "provider": "The service, as `GET /providers` names it.",
    "scene_id": "The scene.",
    "server_id": "The server.",
    "story_id": "The story, which is a project.",
    "success": "Whether it worked.",
    "take_id": "The take.",
    "template_id": "The template.",
    "user_id": "The user.",
    "draft_id": "The draft.",
    "video_id": "The film.",
    "video_prompt": "The new video prompt; absent: as it was.",
    "workflow_id": "The workflow.",
}

_TEXT: Final = {"type": "string"}
_WHOLE: Final = {"type": "integer"}
HEADERS: Final[dict[str, dict[str, Any]]] = {
    "X-Request-ID": {"description": "Finds the request in the log.", "schema": _TEXT},
    "X-API-Version": {"description": "The version of the API: v1.", "schema": _TEXT},
    "Location": {"description": "The address of what was made.", "schema": _TEXT},
    "X-Total-Count": {"description": "The length of the whole list.", "schema": _WHOLE},
    "ETag": {
        "description": "Names this state; sent back in If-None-Match, it may save the body.",
        "schema": _TEXT,
    },
    "Retry-After": {"description": "Seconds after which to ask again.", "schema": _WHOLE},
    "Deprecation": {"description": "true: the path will go.", "schema": _TEXT},
    "Link": {
        "description": 'What belongs to it, such as rel="successor-version".',
        "schema": _TEXT,
    },
}
