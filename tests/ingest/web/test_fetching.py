from __future__ import annotations

import ipaddress
import time
from typing import TYPE_CHECKING

import pytest

from ingest.web.fetching import fetch, is_address
from ingest.web.naming import name_of
from ingest.web.network import FetchError, is_public
from tests.ingest.web.server import HOST, PAGE, certified, near, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with serving() as port:
        yield f"http://{HOST}:{port}"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/guidance", "guidance.html"),
        ("/moved", "guidance.html"),
        ("/named", "a-letter.pdf"),
        ("/climbing", "file-CON.pdf"),
        ("/unsaid.pdf", "unsaid.pdf"),
    ],
)
def test_a_document_comes_whole_under_a_safe_name(
    path: str, name: str, place: str, tmp_path: Path
) -> None:
    fetched = fetch(f"{place}{path}#part", tmp_path, allow_http=True, network=near())
    assert (fetched.name, fetched.address) == (name, f"{place}{path}")
    assert fetched.file.parent == tmp_path
    assert fetched.file.read_bytes() in {PAGE, b"%PDF-1.7 whole"}


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/inside", "10.0.0.1, an address of this machine or of a private network"),
        ("/metadata", "169.254.169.254, an address of this machine"),
        ("/loop", "leads on more than 5 times"),
        ("/empty", "leads on more than 5 times"),
        ("/file", "is no web address"),
        ("/nowhere", "is not known"),
        ("/gone", "has no document"),
        ("/closed", "answers 403"),
        ("/picture", "type that is not read (image/png)"),
        ("/packed", "is sent packed"),
        ("/declared", "is larger than 25 MB"),
        ("/endless", "is larger than 25 MB"),
    ],
)
def test_what_is_no_document_is_refused_in_one_line(
    path: str, reason: str, place: str, tmp_path: Path
) -> None:
    with pytest.raises(FetchError) as fault:
        fetch(place + path, tmp_path, allow_http=True, network=near())
    said = str(fault.value)
    assert said.startswith(f"{place}{path}")
    assert reason in said
    assert "\n" not in said


def test_a_server_that_never_ends_its_answer_is_left(place: str, tmp_path: Path) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match="takes too long"):
        fetch(f"{place}/slow", tmp_path, allow_http=True, network=near(whole_seconds=0.5))
    assert time.monotonic() - start < 30  # every byte comes in time: only the whole is too long


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://papers.example.org/x.pdf", "not encrypted"),
        ("ftp://papers.example.org/x.pdf", "is no web address"),
        ("https://name:secret@papers.example.org/x.pdf", "holds a name or password"),
        ("https:///x.pdf", "is no web address"),
        ("https://papers.example.org:99999/x.pdf", "is no web address"),
        ("https://papers.example.org\n/x.pdf", "is no web address"),
        ("https://localhost/x.pdf", "an address of this machine"),
        ("https://127.1/x.pdf", "an address of this machine"),
        ("https://[::ffff:10.0.0.1]/x.pdf", "an address of this machine"),
    ],
)
def test_an_address_that_is_none_to_fetch_from_is_refused_unasked(
    address: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(FetchError, match=reason):
        fetch(address, tmp_path)


def test_a_certificate_is_checked_against_the_name_that_was_asked_for(tmp_path: Path) -> None:
    context, trusted = certified(tmp_path)
    folder = tmp_path / "got"
    folder.mkdir()
    with serving(context) as port:
        assert fetch(f"https://{HOST}:{port}/guidance", folder, network=near(trusted)).name
        for host, network in ((HOST, near()), ("other.example.org", near(trusted))):
            with pytest.raises(FetchError, match="nobody vouches"):
                fetch(f"https://{host}:{port}/guidance", folder, network=network)
    with pytest.raises(FetchError, match="nobody answers"):
        fetch(f"https://{HOST}:{port}/guidance", folder, network=near(trusted))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.1"),
        *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1"),
    ],
)
def test_no_address_of_this_machine_or_a_private_network_is_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def test_an_address_on_the_web_is_public() -> None:
    for one in ("8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"):
        assert is_public(ipaddress.ip_address(one))


@pytest.mark.parametrize(
    ("said", "path", "name"),
    [
        ('attachment; filename="a\\b\\..\\c d.docx"', "/x", "c-d"),
        ("attachment; filename=...", "/guide.pdf", "papers.example.org"),
        ("", "/a/%2e%2e/", "papers.example.org"),
        ("", "/", "papers.example.org"),
        ("inline", "/gu%C3%ADa%00%0A.pdf", "guía"),
        ('attachment; filename="' + "x" * 300 + '.pdf"', "/", "x" * 80),
    ],
)  # fmt: skip
def test_a_name_holds_nothing_that_leads_elsewhere(said: str, path: str, name: str) -> None:
    headers = {"content-disposition": said, "content-type": "application/pdf"}
    assert name_of(headers, path, HOST) == (name, ".pdf")


def test_a_path_is_no_address() -> None:
    assert is_address("https://www.gov.uk/x")
    for path in ("letters", "a:b.pdf", "/srv/x.pdf", "C:\\letters"):
        assert not is_address(path)
