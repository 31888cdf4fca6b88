from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.fetch.web import AGENT, Client, FetchError, MissingError, OfflineError
from tests.services import Answer, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


class Times:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def clock(self) -> float:
        return self.seconds


def client(times: Times, *, cache: Path | None = None, pause: float = 1.0, timeout: float = 5.0) -> Client:
    return Client(cache=cache, pause=pause, timeout=timeout, sleep=times.sleep, clock=times.clock, home="https://x.org")


def test_asks_with_its_name_and_pauses_between_requests(server: Server) -> None:
    server.on("/a", "one")
    times = Times()
    asking = client(times)
    assert [asking.get(f"{server.url}/a"), asking.get(f"{server.url}/a")] == [b"one", b"one"]
    assert times.slept == [1.0]
    assert server.agents == [AGENT.format(home="https://x.org")] * 2


def test_keeps_answers_for_a_day(server: Server, tmp_path: Path) -> None:
    server.on("/a", "one", "two")
    asking = client(Times(), cache=tmp_path)
    assert [asking.get(f"{server.url}/a"), asking.get(f"{server.url}/a")] == [b"one", b"one"]
    asking.max_age = 0
    assert asking.get(f"{server.url}/a") == b"two"
    assert len(server.asked) == 2
    assert [path.suffix for path in tmp_path.iterdir()] == [""]


def test_tries_again_with_growing_pauses(server: Server) -> None:
    busy = Answer(status=503, headers={"Retry-After": "7"})
    server.on("/a", Answer(status=429), busy, Answer("cut", cuts_off=True), "fine")
    times = Times()
    assert client(times).get(f"{server.url}/a") == b"fine"
    assert times.slept == [2.0, 7.0, 8.0]


@pytest.mark.parametrize(
    ("answer", "kind", "message", "requests"),
    [
        pytest.param(Answer(status=404), MissingError, "{} knows nothing at that address (HTTP 404)", 1, id="missing"),
        pytest.param(Answer(status=403), FetchError, "{} answered HTTP 403 (Forbidden)", 1, id="forbidden"),
        pytest.param(Answer(status=500), FetchError, "{} answered HTTP 500 (Internal Server Error)", 4, id="broken"),
        pytest.param(Answer("x", cuts_off=True), FetchError, "{} broke off its answer", 4, id="cut"),
        pytest.param(Answer("x", delay=0.5), FetchError, "{} did not answer within 0.2 seconds", 4, id="slow"),
        pytest.param(
            Answer(status=302, headers={"Location": "ftp://example.org/a"}),
            FetchError,
            "{} redirects to 'ftp:', which is refused",
            1,
            id="redirect-to-ftp",
        ),
    ],
)
def test_says_what_failed(server: Server, answer: Answer, kind: type[FetchError], message: str, requests: int) -> None:
    server.on("/a", answer)
    with pytest.raises(kind) as failure:
        client(Times(), timeout=0.2).get(f"{server.url}/a")
    assert str(failure.value) == message.format(server.url.removeprefix("http://"))
    assert len(server.asked) == requests


def test_follows_redirections_but_no_loop(server: Server) -> None:
    server.on("/a", Answer(status=301, headers={"Location": "/b"}))
    server.on("/b", "there")
    server.on("/loop", Answer(status=302, headers={"Location": "/loop"}))
    assert client(Times()).get(f"{server.url}/a") == b"there"
    with pytest.raises(FetchError, match="answered HTTP 302"):
        client(Times()).get(f"{server.url}/loop")


def test_refuses_too_large_an_answer(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.fetch.web.MAX_ANSWER", 3)
    server.on("/a", "12345")
    with pytest.raises(FetchError, match="more than 0 MB"):
        client(Times()).get(f"{server.url}/a")


def test_is_offline_when_nobody_listens(server: Server) -> None:
    with pytest.raises(OfflineError, match=r"127\.0\.0\.1:1 cannot be reached: connection refused"):
        client(Times()).get("http://127.0.0.1:1/a")
    assert server.asked == []
