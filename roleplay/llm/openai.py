"""The official client, behind our own door: loaded only when a model is really asked for.

Every answer is streamed, also one that is only of use as a whole: so there is one way in which words come
and one way in which they fail, and a server that has fallen silent is told from one that is slow.
"""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from functools import cache
from socket import gaierror
from typing import TYPE_CHECKING, Any

from roleplay.domain.text import clean
from roleplay.llm.ask import Ask
from roleplay.llm.endpoint import Endpoint
from roleplay.llm.faults import PASSING, Kind, ModelFault

if TYPE_CHECKING:
    import openai

CONNECT = 5.0
"""Seconds for reaching the server."""
LONGEST_WAIT = 3.0
"""Seconds that are waited before asking once more; a server that wants longer is not asked again."""
SHORTEST_WAIT = 0.2
CHARACTERS_A_TOKEN = 12
"""More characters than this for each token that was allowed, and the server does not keep to what it was told."""
MOST_DETAILS = 300
"""Characters of a server's own words about what is wrong."""

_BY_STATUS: dict[int, Kind] = {401: "no_key", 403: "forbidden", 404: "no_model", 408: "busy", 429: "busy"}


async def opened(endpoint: Endpoint) -> Client:
    """A client for this endpoint; a ModelFault if its address, or that of the proxy on the way to it, can be none.

    The library is loaded beside the event loop, which it would hold up.
    """
    await asyncio.to_thread(_library)
    import httpx2

    try:
        return Client(endpoint)
    except httpx2.InvalidURL as error:
        raise ModelFault("unknown_host", _told(error)) from None
    except (ValueError, ImportError) as error:
        # A proxy of the environment that is of a kind which nobody here can talk to.
        raise ModelFault("unreachable", _told(error)) from None


class Client:
    """A model behind an OpenAI-compatible address."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._client = _client(endpoint)
        self._as_told = False
        """This model chooses its words as it likes: a temperature is refused."""

    async def words(self, ask: Ask) -> AsyncGenerator[str, None]:
        """The answer as it comes; asked once more where nothing has come yet and it may help."""
        try:
            async with aclosing(self._once(ask)) as words:
                async for word in words:
                    yield word
            return
        except ModelFault as fault:
            wait = SHORTEST_WAIT if fault.wait is None else fault.wait
            colder = _is_about_temperature(fault) and not self._as_told
            self._as_told = self._as_told or colder
            again = colder or (fault.kind in PASSING and wait <= LONGEST_WAIT)
            if not again or fault.begun:
                raise
        await asyncio.sleep(wait)
        async with aclosing(self._once(ask)) as words:
            async for word in words:
                yield word

    async def _once(self, ask: Ask) -> AsyncGenerator[str, None]:
        loop, left = asyncio.get_running_loop(), ask.most_tokens * CHARACTERS_A_TOKEN
        end = loop.time() + self.endpoint.whole_answer
        ends, begun = None, False
        try:
            async with aclosing(self._chunks(ask, end)) as chunks:
                async for word, finish in chunks:
                    ends, begun = finish or ends, begun or bool(word)
                    left -= len(word)
                    if left < 0:
                        raise ModelFault("endless")
                    if word:
                        yield word
            if not begun:
                raise ModelFault("empty" if ends else "garbled")
            if ends in (None, "content_filter"):
                raise ModelFault("cut", ends or "")
            if ends == "length":
                raise ModelFault("endless")
        except ModelFault as fault:
            fault.begun = begun
            raise

    async def _chunks(self, ask: Ask, end: float) -> AsyncGenerator[tuple[str, str | None], None]:
        """What each event brings, in time; whatever the library raises comes out as a fault."""
        loop = asyncio.get_running_loop()
        stream: Any = None
        begun = False
        first = loop.time() + self.endpoint.first_word
        try:
            async with asyncio.timeout_at(min(first, end)):
                stream = await self._stream(ask)
            events = aiter(stream)
            while True:
                wait = loop.time() + self.endpoint.between_words if begun else first
                try:
                    async with asyncio.timeout_at(min(wait, end)):
                        event = await anext(events)
                except StopAsyncIteration:
                    return
                for choice in event.choices or ():
                    word = (choice.delta and choice.delta.content) or ""
                    if not isinstance(word, str):
                        raise ModelFault("garbled", "these words are no text")
                    begun = begun or bool(word)
                    yield word, choice.finish_reason
        except TimeoutError:
            raise ModelFault("slow" if loop.time() >= end else "silent") from None
        except ModelFault:
            raise
        except Exception as error:
            raise self._met(error) from None
        finally:
            if stream is not None:
                await stream.close()

    async def _stream(self, ask: Ask) -> AsyncIterator[Any]:
        named: dict[str, Any] = {self.endpoint.tokens: ask.most_tokens}
        if not self._as_told:
            named["temperature"] = self.endpoint.temperature if ask.temperature is None else ask.temperature
        if ask.shape is not None:
            named["response_format"] = ask.shape
        messages: Any = [{"role": one.role, "content": one.content} for one in ask.messages]
        create = self._client.chat.completions.with_raw_response.create
        answer = await create(
            model=self.endpoint.model, messages=messages, stream=True, extra_body=self.endpoint.extra, **named
        )
        if not 200 <= answer.status_code < 300:
            raise ModelFault("garbled", f"HTTP {answer.status_code}")
        kind = answer.headers.get("content-type", "").partition(";")[0].strip()
        if kind != "text/event-stream":
            await answer.http_response.aclose()
            raise ModelFault("web_page" if kind == "text/html" else "garbled", kind)
        events: AsyncIterator[Any] = answer.parse()
        return events

    async def names(self) -> tuple[str, ...]:
        """The models that the server lists."""
        try:
            async with asyncio.timeout(self.endpoint.first_word):
                return tuple([one.id async for one in self._client.models.list() if isinstance(one.id, str)])
        except TimeoutError:
            raise ModelFault("silent") from None
        except Exception as error:
            raise self._met(error) from None

    def _met(self, error: Exception) -> ModelFault:
        """The fault, to be raised without its cause: servers and libraries like to repeat a key that is wrong."""
        fault = _fault(error)
        if key := self.endpoint.key:
            fault.details = fault.details.replace(key, "(the key)")
        fault.details = clean(fault.details)[:MOST_DETAILS]
        return fault

    async def close(self) -> None:
        """Let go of the connection."""
        await self._client.close()


def _library() -> None:
    import openai.resources.chat  # noqa: F401

    # A variable of its own makes the library write down all that is said.
    logging.getLogger("openai").setLevel(logging.CRITICAL)
    _trusted()


@cache
def _trusted() -> ssl.SSLContext:
    """Whom this computer trusts: reading that takes as long as drawing some screens, so once is enough."""
    import httpx2

    try:
        return httpx2.create_ssl_context()
    except OSError:
        # A variable names certificates that are not there.
        return httpx2.create_ssl_context(trust_env=False)


def _client(endpoint: Endpoint) -> openai.AsyncOpenAI:
    """Nothing of the environment has a say in where the text goes, and no redirect takes it elsewhere."""
    import httpx2
    import openai

    waits = httpx2.Timeout(endpoint.whole_answer, connect=CONNECT)
    # A proxy of the environment is for the world outside, never for a server on this computer.
    http = httpx2.AsyncClient(verify=_trusted(), timeout=waits, trust_env=not endpoint.is_local, follow_redirects=False)
    client = openai.AsyncOpenAI(
        base_url=endpoint.base_url, api_key=endpoint.key or "none", max_retries=0, timeout=waits, http_client=http
    )
    # What it has taken from the environment by itself, even another key; there is no other way to say no to that.
    client.organization = client.project = client.admin_api_key = None
    client._custom_headers = {}
    return client


def _is_about_temperature(fault: ModelFault) -> bool:
    return fault.kind == "refused" and "temperature" in fault.details.lower()


def _fault(error: Exception) -> ModelFault:
    """Which of the known faults this is, whatever the library calls it."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return ModelFault(
            _of_status(error.status_code), str(error.message), _seconds(error.response.headers.get("retry-after"))
        )
    if isinstance(error, openai.APITimeoutError):
        return ModelFault("unreachable", "no connection in time")
    if isinstance(error, openai.APIConnectionError):
        return ModelFault(_of_connection(error), _told(error))
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return ModelFault("garbled", _told(error))
    if isinstance(error, openai.APIError):
        return ModelFault("broken", _told(error))
    return ModelFault("garbled" if isinstance(error, ValueError | TypeError | AttributeError) else "cut", _told(error))


def _of_status(status: int) -> Kind:
    if status < 400:
        # It points elsewhere, and nothing goes elsewhere.
        return "garbled"
    return _BY_STATUS.get(status, "refused" if status < 500 else "broken")


def _of_connection(error: BaseException) -> Kind:
    """From what lies below: the library says no more than that there was no connection."""
    seen: BaseException | None = error
    while seen is not None:
        words = str(seen).lower()
        if isinstance(seen, ssl.SSLError) or "ssl" in words:
            return "untrusted"
        if isinstance(seen, gaierror) or "name or service" in words or "name resolution" in words:
            return "unknown_host"
        if "connect" in type(seen).__name__.lower() and "attempts failed" in words:
            return "unreachable"
        if type(seen).__name__ in ("RemoteProtocolError", "ReadError", "WriteError"):
            return "cut"
        seen = seen.__cause__ or seen.__context__
    return "unreachable"


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


def _seconds(header: str | None) -> float | None:
    """Retry-After in seconds; a date, which it may be too, is too far away to wait for."""
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        return LONGEST_WAIT + 1
