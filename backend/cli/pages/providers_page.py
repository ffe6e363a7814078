"""docs/providers.md: the services that make things, how each is set up, and what it charges."""

from collections.abc import Iterator
from typing import Final

from backend.cli.pages.table import table
from backend.providers.generation import ModelKind
from backend.providers.prices import Amount, price_of
from backend.providers.service_data import ServiceData, service_data
from backend.providers.services_factory import FAKE, SERVICES

INTRODUCTION: Final = """# Services

Written by `storycanvas docs` from the settings and from
[backend/data/providers.json](../backend/data/providers.json); a test compares it.

ComfyUI servers draw and film without any of these; to write a tale and to speak it takes a service.
One is enough. Put its key into `.env` or the environment, and see what it says of itself:

```
echo OPENROUTER_API_KEY=sk-... >> .env
python3 run.py run
curl -s -X POST http://127.0.0.1:8001/api/v1/providers/openrouter/test
```
"""

ORDER: Final = """
Whoever orders something names a service, or says `auto`: then a ComfyUI server that has the model
is asked first, and after it these, from the top. `PROVIDERS=together,comfyui` is another order, and
leaves out all others. Only `auto` ever goes on to the next one, and never where something may have
been paid for already.

Each has four more settings, here by the name of Together: `TOGETHER_BASE_URL`, `TOGETHER_MODEL`
(one name, or `text=NAME,image=NAME,video=NAME,speech=NAME`), `TOGETHER_TIMEOUT` in seconds, and
`TOGETHER_RETRIES`. Anything of OpenAI's shape is set up as OpenAI is, such as a server of your own
that needs no key: `OPENAI_BASE_URL=http://localhost:11434/v1` with `OPENAI_MODEL=text=NAME`.

All of them can be changed while the server runs: edit `.env`, then send `serve` a SIGHUP, or with
DEBUG call `POST /api/v1/admin/reload`. A value that will not do is refused, and nothing changes.
What runs at a service is made to its end there; other processes follow within seconds.

`PROVIDERS=fake` makes everything up on this machine: a set tale, drawn pictures, hummed voices. It
costs nothing, calls nobody, and goes the same way as all else.

## Models and prices

These are used unless others are set. Prices are in US dollars as they were looked up, and only
estimates: if a service says what it charged, that counts. A file like `providers.json`, named by
`PROVIDERS_FILE`, is laid over these and may hold any part of it.
"""

COSTS: Final = """
## What a story costs

A minute of story is about {image} pictures, {character} characters of speech and {second} s of
film, if you want films; to write it takes about {token_in:,} tokens read and {token_out:,} written.
With the models above that comes to:
"""

AFTER: Final = """
`-`: the service makes none, or its price is not known. A script of your own saves the first column:
without a service that writes, code alone divides it into shots.

- `POST /stories/analyze` and `POST /projects/{id}/estimate` say beforehand what it will come to.
- `budget_usd` bounds a project: a job that would exceed it waits, and its `hold_reason` says so,
  until the budget is raised. What is about to be spent counts as spent.
- `GET /projects/{id}/costs` says afterwards what was spent on what, and what of it is estimated.
- Nothing is paid for twice: the same order for the same clip is answered with the take that is
  there, unless `force` is set, and `Idempotency-Key` makes any request safe to repeat. An order
  that may have reached a service before a crash fails, and only a person has it tried again.
- A key that is refused, or an empty account, pauses that service: its jobs wait, or go on to the
  next under `auto`; `GET /providers` says why. A new key and a reload end the pause;
  once the account is filled, `POST /queue/lanes/cloud:together/resume` does, with the lane's name.
"""

MINUTE: Final = Amount(image=12, second=60, character=900, token_in=20_000, token_out=5_000)
"""What a story of a minute uses up."""
CENT: Final = 0.01
UNITS: Final = {
    "image": (1, "a picture"),
    "second": (1, "a second"),
    "character": (1000, "for 1000 characters"),
    "token_in": (1_000_000, "a million tokens read"),
    "token_out": (1_000_000, "a million written"),
}
KEYS: Final = {
    "openai_shaped": "`OPENAI_API_KEY`, `OPENAI_BASE_URL` or both",
    FAKE: "`PROVIDERS=fake`",
}


def providers_page() -> str:
    """Return the page."""
    known = service_data()
    paid = {name: known[name] for name in SERVICES if name != FAKE}
    head = ("Service", "In orders", "Makes", "Set up by", "Address unless set")
    prices = ("Service", "", "Model", "Price", "Voice")
    kinds = ("Service", "Text", "Pictures", "Voices", "Films")
    return "\n".join(
        [
            INTRODUCTION,
            table(head, (_service(name, known[name]) for name in SERVICES)),
            ORDER,
            table(prices, (row for data in paid.values() for row in _models(data))),
            COSTS.format_map(vars(MINUTE)),
            table(kinds, map(_minute, paid.values())),
            AFTER,
        ]
    )


def _service(name: str, data: ServiceData) -> tuple[str, ...]:
    key = KEYS.get(name, f"`{name.upper()}_API_KEY`")
    return data.label, f"`{name}`", ", ".join(data.defaults), key, data.base_url or "-"


def _models(data: ServiceData) -> Iterator[tuple[str, ...]]:
    for kind, id in data.defaults.items():
        model = data.models[id]
        gone = f" (until {model.expires})" if model.expires else ""
        prices = ", ".join(_price(unit, usd) for unit, usd in model.prices.items())
        voice = f"`{data.voice}`" if kind is ModelKind.SPEECH else ""
        yield data.label, kind, f"`{id}`{gone}", prices or "-", voice


def _price(unit: str, usd: float) -> str:
    count, said = UNITS[unit]
    return f"${usd * count:.4g} {said}"


def _minute(data: ServiceData) -> tuple[str, ...]:
    made = (ModelKind.TEXT, ModelKind.IMAGE, ModelKind.SPEECH, ModelKind.VIDEO)
    found = (data.model(data.defaults.get(kind, "")) for kind in made)
    costs = (price_of(model, MINUTE) for model in found)
    return data.label, *map(_dollars, costs)


def _dollars(usd: float | None) -> str:
    if usd is None:
        return "-"
    return f"${usd:.2f}" if usd >= CENT else "< $0.01"
