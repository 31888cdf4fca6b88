"""Asking a service over HTTP, politely: a pause between requests, retries with growing pauses, a name, a cache.

The standard library's `urllib` does all that is needed here; a larger client would be one more thing to keep safe.
Owns: requests, retries, the cache, what a failure is called. Must not: know what a service answers.
"""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

AGENT = "living-survey/0.1 (a generator of literature surveys; +{home})"
MAX_ANSWER = 20 * 1024 * 1024
_TIMEOUT = 30.0
_ATTEMPTS = 4
_LONGEST_PAUSE = 60.0
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_SCHEMES = frozenset({"http", "https"})


class FetchError(Exception):
    """A service could not be asked, or did not answer with what was asked for; the message is for people."""


class OfflineError(FetchError):
    """A service could not be reached at all."""


class MissingError(FetchError):
    """The service answered that there is no such thing."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirections to web addresses only, and never from https to http."""

    max_redirections = 5

    def redirect_request(  # noqa: PLR0913, PLR0917 # the signature of the standard library
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse what is no redirection within the web."""
        target = urlsplit(newurl)
        if target.scheme not in _SCHEMES or (req.full_url.startswith("https:") and target.scheme != "https"):
            fp.close()
            raise FetchError(f"{_host(req.full_url)} redirects to '{target.scheme}:', which is refused")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass(slots=True, kw_only=True)
class Client:
    """Asks services. `pause` are the seconds between two requests to one host; retries wait twice as long each time."""

    cache: Path | None = None
    """The folder of answers; None keeps none."""
    max_age: float = 86_400.0
    """Seconds for which a kept answer is used."""
    pause: float = 3.0
    """arXiv asks for three seconds; the others are content with less."""
    timeout: float = _TIMEOUT
    home: str = "https://github.com"
    """The address at which an operator of a service finds out who asks."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    _asked: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, *, accept: str = "*/*") -> bytes:
        """Return the body of the answer to a request, from the cache where it is fresh.

        Raises:
            OfflineError: the service cannot be reached.
            MissingError: there is nothing at that address.
            FetchError: it answered with an error, or too much, or too late, again and again.
        """
        kept = self._kept(url)
        if kept is not None and kept.is_file() and self.now() - kept.stat().st_mtime < self.max_age:
            return kept.read_bytes()
        body = self._asked_again(url, accept)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            partial = kept.with_suffix(".part")
            partial.write_bytes(body)
            partial.replace(kept)
        return body

    def _kept(self, url: str) -> Path | None:
        return self.cache / hashlib.sha256(url.encode()).hexdigest() if self.cache else None

    def _asked_again(self, url: str, accept: str) -> bytes:
        """Ask, and ask again as long as the failure may pass."""
        wait = self.pause
        for attempt in range(1, _ATTEMPTS + 1):
            self._be_polite(_host(url))
            try:
                return self._once(url, accept)
            except _PassingError as failure:
                if attempt == _ATTEMPTS:
                    raise failure.final from failure
                wait *= 2
                self.sleep(min(max(wait, failure.after), _LONGEST_PAUSE))
        raise AssertionError("the last attempt returns or raises")  # pragma: no cover

    def _be_polite(self, host: str) -> None:
        since = self.clock() - self._asked.get(host, -self.pause)
        if since < self.pause:
            self.sleep(self.pause - since)
        self._asked[host] = self.clock()

    def _once(self, url: str, accept: str) -> bytes:
        headers = {"User-Agent": AGENT.format(home=self.home), "Accept": accept}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 # services make the address; redirections are checked
        opener = urllib.request.build_opener(_Redirects)
        host = _host(url)
        try:
            with opener.open(request, timeout=self.timeout) as answer:
                body: bytes = answer.read(MAX_ANSWER + 1)
                promised = answer.headers.get("Content-Length", "")
        except urllib.error.HTTPError as error:
            error.close()
            raise _refused(error, host) from error
        except TimeoutError as error:
            raise _PassingError(FetchError(f"{host} did not answer within {self.timeout:g} seconds")) from error
        except http.client.HTTPException as error:
            raise _PassingError(FetchError(f"{host} broke off its answer")) from error
        except (urllib.error.URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise _PassingError(FetchError(f"{host} did not answer within {self.timeout:g} seconds")) from error
            said = getattr(reason, "strerror", None) or str(reason)
            raise OfflineError(f"{host} cannot be reached: {said.lower()}") from error
        if len(body) > MAX_ANSWER:
            raise FetchError(f"{host} answered with more than {MAX_ANSWER // 1024 // 1024} MB")
        if promised.isdecimal() and len(body) < int(promised):
            raise _PassingError(FetchError(f"{host} broke off its answer"))
        return body


class _PassingError(Exception):
    """A failure that may pass; `final` is what it is called when it does not."""

    def __init__(self, final: FetchError, after: float = 0.0) -> None:
        super().__init__(str(final))
        self.final = final
        self.after = after


def _refused(error: urllib.error.HTTPError, host: str) -> Exception:
    if error.code in {404, 410}:
        return MissingError(f"{host} knows nothing at that address (HTTP {error.code})")
    failure = FetchError(f"{host} answered HTTP {error.code} ({error.reason})")
    if error.code not in _TRY_AGAIN:
        return failure
    after = error.headers.get("Retry-After", "") if error.headers else ""
    return _PassingError(failure, float(after) if after.isascii() and after.isdecimal() else 0.0)


def _host(url: str) -> str:
    return urlsplit(url).netloc or url
