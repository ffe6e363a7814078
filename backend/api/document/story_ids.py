"""Who and what the board of all examples consists of: ids, addresses and moments."""

from typing import Final

PROJECT: Final = "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01"
SCENE: Final = "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802"
CLIP: Final = "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03"
OTHER_CLIP: Final = "e0a4b6f2-8d0c-4b7f-93a1-4b8f0e2d9c04"
TAKE: Final = "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05"
JOB: Final = "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06"
SERVER: Final = "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07"
CHARACTER: Final = "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08"
TEMPLATE: Final = "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09"
BATCH: Final = "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10"
POOL_ITEM: Final = "2c4e6a8b-1d3f-4a5c-b7e9-0f8d6c4b2a11"
WORKFLOW: Final = "5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12"
MODEL_ID: Final = "1f3b5d7c-9e0a-4c2b-8d4f-6a8c0e2b4d14"
EXPORT: Final = "0e2a4c6d-8f1b-4e3a-9c5d-6b7f8a9e0d13"

ORIGIN: Final = "http://127.0.0.1:8001"
BASE: Final = f"{ORIGIN}/api/v1/media/files"
PICTURE: Final = "3f7a" + "0" * 56 + "c1d2"
SONG: Final = "b6e0" + "0" * 56 + "9f41"
WHEN: Final = "2026-05-04T09:30:00.000Z"
LATER: Final = "2026-05-04T09:30:42.500Z"

PROMPT: Final = "rain on a tin roof at night, neon reflections, wide shot"
FILM_PROMPT: Final = "slow push in, drops run down the roof"
PARAMS: Final = {"width": 1024, "height": 576, "steps": 20, "cfg": 3.5, "sampler": "euler"}
MODEL: Final = "flux1-dev.safetensors"
GRAPH: Final = {
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": MODEL}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "", "clip": ["4", 1]}},
}
DRAFT: Final = "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15"
USER: Final = "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16"
