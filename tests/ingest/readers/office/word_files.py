"""Word files made for tests: many features at random, and which of their words a reader sees."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from ingest.readers.office.word.reader import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.readers.layout import Contents

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "x": "urn:example:of-another-program",
    }.items()
)
CHANGE = 'w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z"'
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def field_of(code: str, result: str) -> str:
    """Give a complex field: its code, and what it shows."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
             for kind in ("begin", "separate", "end")}  # fmt: skip
    return (
        f"{marks['begin']}<w:r><w:instrText>{code}</w:instrText></w:r>"
        f"{marks['separate']}{result}{marks['end']}"
    )


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or '<w:p/>'}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def control(inner: str) -> str:
    """Give a content control."""
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def text_box(inner: str) -> str:
    """Give a text box as Word writes it: once for itself, once for programs of before 2010."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def word_file(body: str, **parts: str) -> bytes:
    """Give a Word file with this body after python-docx's styles, and further parts by name."""
    document = docx.Document()
    element = document.element.body
    for one in parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"):
        element.insert(len(element) - 1, one)
    for name, inner in parts.items():
        blob = f"<w:{name} {NAMESPACES}>{inner}</w:{name}>".encode()
        if name == "numbering":
            document.part.numbering_part._element = parse_xml(blob)  # noqa: SLF001
            continue
        part = Part(PackURI(f"/word/{name}.xml"), CONTENT_TYPE.format(name), blob,
                    document.part.package)  # fmt: skip
        document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, name.upper()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@dataclass
class Made:
    """A file made at random; every word is new, so that it is known which are where."""

    seed: int
    body: list[str] = field(default_factory=list)  # words seen on the page, in order
    boxes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311  no secret
        self._count = 0
        self._footnotes: list[str] = []
        self._endnotes: list[str] = []
        self._stream = self.body

    def file(self) -> bytes:
        """Give the file, of 5 to 15 parts; the first holds every kind."""
        parts: list[Callable[[], str]] = [
            *[self.plain] * 4, self.heading, self.items, self.rows, self.merged, self.nested,
            self.frame, self.box, self.control, self.lines, self.bold, self.carried, self.contents,
        ]  # fmt: skip
        chosen = [self.random.choice(parts) for _ in range(self.random.randint(5, 15))]
        self.random.shuffle(parts)
        body = "".join(part() for part in (chosen if self.seed else parts))
        return word_file(
            body + paragraph(self.inline()),
            footnotes='<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r>'
            f"</w:p></w:footnote>{''.join(self._footnotes)}",
            endnotes="".join(self._endnotes),
            comments=f'<w:comment w:id="0">{paragraph(run(self.gone()))}</w:comment>',
        )

    def seen(self) -> str:
        self._count += 1
        self._stream.append(f"seen{self._count}")
        return self._stream[-1]

    def gone(self) -> str:
        self._count += 1
        self.unseen.append(f"gone{self._count}")
        return self.unseen[-1]

    def words(self) -> str:
        return " ".join(self.seen() for _ in range(self.random.randint(1, 12)))

    def inline(self) -> str:
        """Give one to five stretches of a paragraph, each of a kind of its own."""
        kinds: list[Callable[[], str]] = [
            lambda: run(self.words()),
            lambda: f"<w:ins {CHANGE}>{run(self.words())}</w:ins>",
            lambda: f"<w:del {CHANGE}><w:r><w:delText>{self.gone()}</w:delText></w:r></w:del>",
            lambda: f"<w:moveFrom {CHANGE}>{run(self.gone())}</w:moveFrom>",
            lambda: f"<w:moveTo {CHANGE}>{run(self.words())}</w:moveTo>",
            lambda: f"<w:ins {CHANGE}><w:del {CHANGE}>{run(self.gone())}</w:del></w:ins>",
            lambda: control(run(self.words())),
            lambda: control(control(f"<w:ins {CHANGE}>{run(self.words())}</w:ins>")),
            lambda: f'<w:fldSimple w:instr="DATE {self.gone()}">{run(self.words())}</w:fldSimple>',
            lambda: field_of(f"REF {self.gone()}", run(self.words())),
            lambda: field_of(f"IF {self.gone()}", field_of(self.gone(), run(self.words()))),
            lambda: f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run(self.words())}',
            lambda: f'<w:hyperlink w:anchor="x">{run(self.words())}</w:hyperlink>',
            lambda: f'<w:smartTag w:element="place">{run(self.words())}</w:smartTag>',
            lambda: f"<x:unknown>{run(self.words())}</x:unknown>",
            lambda: run(self.gone(), "<w:vanish/>"),
            lambda: run(self.words(), '<w:vanish w:val="0"/>'),
            lambda: run(
                self.words(), f"<w:rPrChange {CHANGE}><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
            ),
            lambda: f"<w:r><w:t>{self.seen()}</w:t><w:tab/><w:t>{self.seen()}</w:t><w:br/></w:r>",
            lambda: f"<m:oMath><m:r><m:t>{self.seen()}</m:t></m:r></m:oMath>",
            lambda: '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            self.note,
        ]
        count = self.random.randint(1, 5)
        return run(" ").join(self.random.choice(kinds)() for _ in range(count)) + run(self.seen())

    def note(self) -> str:
        """Give a mark glued to a word, and put its note into its part."""
        if self._stream is self.notes:
            return run(self.words())
        kind = self.random.choice(["footnote", "endnote"])
        notes = self._footnotes if kind == "footnote" else self._endnotes
        word, outer, self._stream = self.seen(), self._stream, self.notes
        inner = paragraph(f"<w:r><w:{kind}Ref/></w:r>{run(' ')}{self.inline()}")
        self._stream = outer
        number = len(notes) + 1
        notes.append(f'<w:{kind} w:id="{number}">{inner}</w:{kind}>')
        return f'{run(word)}<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def plain(self) -> str:
        return paragraph(self.inline())

    def heading(self) -> str:
        return paragraph(run(self.words()), style(f"Heading{self.random.randint(1, 4)}"))

    def items(self) -> str:
        name = self.random.choice(["ListBullet", "ListNumber", "ListBullet2"])
        count = self.random.randint(1, 4)
        return "".join(paragraph(self.inline(), style(name)) for _ in range(count))

    def rows(self) -> str:
        rows = [row(cell(self.plain()), cell(self.plain() + self.plain())) for _ in range(3)]
        dropped = row(
            cell(paragraph(run(self.gone()))), cell("<w:p/>"), properties=f"<w:del {CHANGE}/>"
        )
        return table(*rows, dropped, control(row(cell(self.plain()), control(cell(self.plain())))))

    def merged(self) -> str:
        return table(
            row(cell(self.plain(), '<w:gridSpan w:val="2"/>'), cell(self.plain())),
            row(cell(self.plain(), '<w:vMerge w:val="restart"/>'), cell(self.plain()),
                cell(self.plain())),
            row(cell("<w:p/>", "<w:vMerge/>"), cell(self.plain()), cell(self.plain())),
        )  # fmt: skip

    def nested(self) -> str:
        return table(row(cell(self.plain()), cell(self.rows() + "<w:p/>")), row(cell(self.plain())))

    def frame(self) -> str:
        return table(row(cell(self.heading() + self.plain() + self.items())))

    def box(self) -> str:
        if self._stream is not self.body:
            return self.plain()
        before = run(self.words())
        self._stream = self.boxes
        inner = "".join(paragraph(run(self.words())) for _ in range(self.random.randint(1, 3)))
        self._stream = self.body
        box = paragraph(before + text_box(inner) + run(f" {self.words()}"))
        is_in_table = self.random.random() < 0.5
        return table(row(cell(box), cell(self.plain()))) if is_in_table else box

    def control(self) -> str:
        return control(self.plain() + control(self.rows()) + self.items())

    def lines(self) -> str:
        lines = [f"{self.random.choice(['• ', '', ''])}{self.words()}" for _ in range(3)]
        return paragraph("<w:r><w:br/></w:r>".join(map(run, lines)))

    def bold(self) -> str:
        return paragraph(run(self.seen(), "<w:b/>")) + self.plain()

    def carried(self) -> str:
        """Give two paragraphs that are one: the end of the first was deleted."""
        first = paragraph(run(self.words() + " "), f"<w:rPr><w:del {CHANGE}/></w:rPr>")
        return first + self.plain()

    def contents(self) -> str:
        """Give a table of contents, one field over several paragraphs."""
        begin, end = field_of(f"TOC {self.gone()}", "\0").split("\0")
        first = paragraph(begin + run(self.words()), style("TOC1"))
        second = paragraph(run(self.words()), style("TOC2"))
        return control(first + second + paragraph(run(self.words()) + end, style("TOC1")))


PLAIN = paragraph(run("Ring the hub first, and write down what the child said to you."))


def contents_of(folder: Path, data: bytes) -> Contents:
    path = folder / "file.docx"
    path.write_bytes(data)
    return read_docx(path)


def changed(data: bytes, name: str, change: object) -> bytes:
    """Give a zip file with one of its members changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            member = old.read(info)
            if info.filename == name and callable(change):
                member = change(member.decode()).encode()
            new.writestr(info.filename, member)
    return out.getvalue()
