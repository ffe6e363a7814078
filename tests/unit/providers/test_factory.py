"""From a registered server to its backend."""

import pytest

from backend.domain.server import ComfyUIServer
from backend.providers.comfyui.backend import ComfyUIBackend
from backend.providers.factory import endpoint_of, make_backend
from backend.providers.runpod import RunPodBackend


async def test_each_type_of_server_gets_its_adapter() -> None:
    comfy = make_backend(ComfyUIServer(name="A", url="http://127.0.0.1:8188"))
    pod = make_backend(ComfyUIServer(name="B", url="https://api.runpod.ai/v2/abc"))
    assert isinstance(comfy, ComfyUIBackend)
    assert isinstance(pod, RunPodBackend)
    await comfy.close()
    await pod.close()


@pytest.mark.parametrize("tail", ["", "/run", "/runsync"])
def test_an_endpoint_may_be_pasted_with_the_call_behind_it(tail: str) -> None:
    server = ComfyUIServer(name="B", url=f"https://api.runpod.ai/v2/abc{tail}")
    assert endpoint_of(server) == "https://api.runpod.ai/v2/abc"


def test_a_worker_elsewhere_keeps_its_own_address() -> None:
    server = ComfyUIServer(name="B", url="http://10.0.0.2:8000/x", server_type="runpod")
    assert endpoint_of(server) == "http://10.0.0.2:8000/x"
