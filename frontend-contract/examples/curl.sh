#!/bin/sh
# The life of a project with curl: sh curl.sh [URL]
set -eu
API="${1:-http://127.0.0.1:8001}/api/v1"

post() { curl -sS --fail-with-body -H 'Content-Type: application/json' -d "$2" "$API$1"; }
id_of() { grep -o '"id": *"[^"]*"' | head -n 1 | cut -d '"' -f 4; }

PROJECT=$(post /projects '{"name": "Rain song"}' | id_of)
SCENE=$(post /scenes "{\"name\": \"The roof\", \"project_id\": \"$PROJECT\"}" | id_of)
CLIP=$(post /clips "{\"name\": \"Drops\", \"scene_id\": \"$SCENE\", \"length\": 2.5}" | id_of)

curl -sS -X PUT "$API/clips/$CLIP" -H 'Content-Type: application/json' -d '{"image_prompt": "rain on roofs"}'
echo
curl -sS "$API/projects/$PROJECT/with-scenes"
echo
curl -sS -X DELETE "$API/projects/$PROJECT"
echo
