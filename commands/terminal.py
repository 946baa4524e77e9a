"""What a command prints, on whatever terminal or pipe it is given: never a traceback."""

from __future__ import annotations

import codecs
import errno
import io
import json
import os
import sys
import unicodedata

# What writing to a pipe, a full disk or a closed terminal gives.
_OF_OUTPUT = {errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EBADF}
_HANDLER = "findings.nearest"
# Signs of printed English that no decomposition leads to a plain one of.
_PLAIN = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "•": "-", "→": "->",
    "×": "x", "£": "GBP ",
}  # fmt: skip


def prepare_terminal() -> None:
    """Have every character printed, as a plainer one where the terminal has no better.

    A stream that was closed leads nowhere; children of this process print UTF-8.
    """
    _fill_closed()
    codecs.register_error(_HANDLER, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)
    os.environ["PYTHONIOENCODING"] = "utf-8"


def finish_terminal() -> str:
    """Write out what is printed and give why that failed; empty where it did not.

    A reader that has seen enough, as ``head`` has, is no fault.
    """
    fault = ""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            fault = fault or fault_of_output(error)
            # what is left would fail once more when Python ends
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
    return fault


def fault_of_output(error: OSError) -> str:
    """Give why something could not be printed; empty where its reader went away.

    Raises:
        OSError: the error is of something else.
    """
    if error.filename is not None or error.errno not in _OF_OUTPUT:
        raise error
    return "" if error.errno == errno.EPIPE else os.strerror(error.errno)


def print_json(value: object) -> None:
    """Print one JSON object; characters that the output cannot hold are escaped."""
    encoding = (getattr(sys.stdout, "encoding", "") or "utf-8").lower().replace("-", "")
    print(json.dumps(value, ensure_ascii=encoding != "utf8"))


def _fill_closed() -> None:
    """Keep the numbers of closed streams from the files that are opened later."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    while nowhere <= 2:  # noqa: PLR2004  the last of the three standard streams
        nowhere = os.open(os.devnull, os.O_RDWR)
    os.close(nowhere)
    sys.stdin = sys.stdin or io.StringIO()
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(map(_plain, signs)), error.end


def _plain(sign: str) -> str:
    bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return _PLAIN.get(sign) or bare or "?"
