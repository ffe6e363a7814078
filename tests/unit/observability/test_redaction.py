"""No secret reaches a log."""

import pytest

from backend.observability.redaction import redacted

SECRET = "s3cr3t-Value.42"


@pytest.mark.parametrize(
    "text",
    [
        f"mongodb://ana:{SECRET}@db.example:27017/?w=majority",
        f"mongodb+srv://:{SECRET}@db.example",
        f"https://user:{SECRET}@gpu.example/prompt",
        f"Authorization: Bearer {SECRET}",
        f"{{'authorization': 'Bearer {SECRET}', 'accept': '*/*'}}",
        f'{{"Authorization": "Basic {SECRET}"}}',
        f"Proxy-Authorization: {SECRET}",
        f"GET /v1?api_key={SECRET}&limit=3",
        f"X-API-Key: {SECRET}",
        f"OPENAI_API_KEY={SECRET}",
        f"apikey = '{SECRET}'",
        f"password={SECRET}",
        f"passwd: {SECRET}",
        f'"access_token": "{SECRET}"',
        f"client_secret={SECRET};",
        f"sent with bearer {SECRET}",
    ],
)
def test_a_secret_is_hidden_wherever_it_stands(text: str) -> None:
    assert SECRET not in redacted(text)
    assert "***" in redacted(text)


def test_keys_that_name_themselves_are_hidden() -> None:
    assert redacted("refused sk-abcdefghijklmnop1234") == "refused sk-***"
    assert redacted("refused hf_abcdefghijklmnop1234") == "refused hf_***"


@pytest.mark.parametrize(
    "text",
    [
        "mongodb://db.example:27017/storycanvas",
        "http://127.0.0.1:8188/prompt answered 500",
        "Basic knowledge of the bearer of news",
        "INT. KITCHEN - NIGHT: she asks for the password, he keeps the secret",
        "12:30:05 at http://a/b@c",
    ],
)
def test_text_without_a_secret_stays_as_it_is(text: str) -> None:
    assert redacted(text) == text


def test_what_surrounds_a_secret_stays_readable() -> None:
    text = "GET http://u:p@h:1/x?token=abc&limit=3 {'api_key': 'k', 'n': 1}"
    assert redacted(text) == "GET http://u:***@h:1/x?token=***&limit=3 {'api_key': '***', 'n': 1}"
