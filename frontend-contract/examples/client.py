"""A project, a scene and a clip from Python, with the standard library alone.

python3 client.py [URL]
"""

import json
import sys
import urllib.error
import urllib.request

SERVER = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8001").rstrip("/")


class ApiError(Exception):
    """The server refused; the text is written for people, the code for programs."""

    def __init__(self, status: int, body: dict) -> None:
        super().__init__(body["detail"])
        self.status = status
        self.code = body["error"]["code"]


def call(method: str, path: str, body: object = None) -> dict:
    """Send a request below /api/v1 and return its answer."""
    request = urllib.request.Request(
        f"{SERVER}/api/v1{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise ApiError(error.code, json.load(error)) from None


project = call("POST", "/projects", {"name": "Rain song", "fps": 24})
scene = call("POST", "/scenes", {"name": "The roof", "project_id": project["id"]})
for number, length in enumerate([2.5, 4.0], 1):
    clip = {"name": f"Shot {number}", "scene_id": scene["id"], "length": length}
    call("POST", "/clips", clip | {"timeline_position": 10 * number})

timeline = call("GET", f"/scenes/{scene['id']}/timeline-analysis")
for gap in timeline["gaps"]:
    print(f"{gap['gap_duration']} s free after {gap['after_clip_name']}")

try:
    call("POST", "/projects", {"name": ""})
except ApiError as error:
    print(f"{error.code}: {error}")

print(call("DELETE", f"/projects/{project['id']}")["message"])
