from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pathways.drawing import draw, draw_linked
from tests.pathways.routes import route

if TYPE_CHECKING:
    from pathways.route import Pathway

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script><a href='javascript:x'>\"&amp;"


def parse(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)  # noqa: S314  our own drawing


def texts(element: ET.Element) -> str:
    return " ".join(" ".join(one.text or "" for one in element.iter(f"{SVG}text")).split())


def test_the_file_is_one_image_with_a_title_and_a_description(
    pathways: tuple[Pathway, ...], titles: dict[str, str]
) -> None:
    for pathway in pathways:
        picture = parse(draw(pathway, titles))
        assert picture.get("role") == "img"
        title, description = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
        assert title is not None
        assert title.text == pathway.title
        assert title.get("id") == picture.get("aria-labelledby")
        assert description is not None
        assert description.get("id") == picture.get("aria-describedby")
        assert not picture.findall(f".//{SVG}a")


def test_on_a_page_each_step_is_a_link_with_its_whole_text(
    pathways: tuple[Pathway, ...], titles: dict[str, str]
) -> None:
    for pathway in pathways:
        picture = parse(draw_linked(pathway, titles, lambda one: f"#step-{one}"))
        assert picture.get("role") == "group"
        links = picture.findall(f"{SVG}a")
        assert [one.get("href") for one in links] == [f"#step-{one.id}" for one in pathway.steps]
        for number, (link, step) in enumerate(zip(links, pathway.steps, strict=True), start=1):
            said = f"{number}. {step.label} Who: {step.who} By when: {step.by_when}"
            assert texts(link).startswith(said)


def test_markup_in_a_step_is_shown_as_text() -> None:
    picture = parse(draw(route({"a": []}, label=HOSTILE), {}))
    assert not picture.findall(f".//{SVG}script")
    assert not picture.findall(f".//{SVG}a")
    assert "<script>alert(1)</script>" in texts(picture)


def test_nothing_is_fetched(pathways: tuple[Pathway, ...], titles: dict[str, str]) -> None:
    for pathway in pathways:
        drawn = draw(pathway, titles).replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "http" not in drawn
        assert "url(" not in drawn
