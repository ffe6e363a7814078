"""One file from an address that somebody named: under the rules of addresses, up to a limit."""

from collections.abc import AsyncIterator, Mapping

from backend.providers.http import ProviderClient


async def download(
    name: str, url: str, headers: Mapping[str, str], *, limit: int
) -> AsyncIterator[bytes]:
    """Yield the file's bytes; redirects are not followed.

    Args:
        name: who is to blame if it fails.
        limit: in bytes.

    Raises:
        ProviderError: it cannot be had, with the reason.
    """
    client = ProviderClient(name, "", headers)
    try:
        async for chunk in client.stream(url, limit=limit):
            yield chunk
    finally:
        await client.close()
