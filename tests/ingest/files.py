"""Files made for tests: documents small and whole, and every hostile kind that is named."""

from __future__ import annotations

import atexit
import io
import zipfile

import docx
from pypdf import PdfReader, PdfWriter

from ingest.readers.worker import Worker

# reads the files of every test; its process starts with the first one
WORKER = Worker()
atexit.register(WORKER.close)


def pdf(*pages: str) -> bytes:
    """Give a PDF with one page a text; an empty text gives a page with nothing on it."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for text in pages:
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n")) if text else ""
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {lines}ET".encode("latin-1")
        number = len(bodies) + 1
        kids.append(f"{number} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
            ">> >>".encode()
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, rows))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(bodies) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def encrypted_pdf() -> bytes:
    """Give a PDF that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("A secret page."))))
    writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word() -> bytes:
    """Give a Word file with a heading, a paragraph, a list and a table."""
    document = docx.Document()
    document.add_heading("Strategy meetings", 1)
    document.add_paragraph("Children's social care chairs the meeting.")
    document.add_paragraph("police", style="List Bullet")
    document.add_paragraph("health", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Step", "Limit", "Decision on a referral", "One working day"),
        strict=True,
    ):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_bomb() -> bytes:
    """Give a small Word file that unpacks to more than 100 MB."""
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.bin", bytes(101 * 2**20))
    return out.getvalue()


# Every hostile file: its name, its bytes, and words of the reason that must be given.
HOSTILE = {
    "empty": ("empty.txt", b"", "is empty"),
    "only white space": ("blank.txt", b" \n\t\n \n", "is empty"),
    "20 MB of one line": ("line.txt", b"safe " * (4 * 2**20), "paragraph of"),
    "over the size limit": ("huge.txt", b"safe\n" * (6 * 2**20), "larger than 25 MB"),
    "binary renamed .txt": ("renamed.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    "program renamed .md": ("program.md", b"\x7fELF\x02\x01\x01\x00\x00", "binary"),
    "invalid UTF-8": ("broken.txt", b"A caf\xc3 \xff\xfe\x81 for children.\n", "UTF-8"),
    "front matter never closed": ("open.md", b"---\ntitle: x\n\nText.\n", "never closes"),
    "front matter no YAML": ("yaml.md", b"---\ntitle: [x\n---\nText.\n", "not valid YAML"),
    "front matter that refers to itself": (
        "bomb.md",
        b"---\na: &a [x, x]\ntitle: [*a, *a]\n---\nText.\n",
        "write each value out",
    ),
    "front matter with a day that is none": (
        "day.md",
        b"---\ndate: 2024-13-45\n---\nText.\n",
        "not valid YAML",
    ),
    "Markdown nested without end": ("deep.md", b"> " * 3000 + b"x\n", "nested"),
    "a tag of many attributes": (
        "tag.html",
        b"<p " + b" ".join(b"a%d=1" % number for number in range(9_000)) + b">x",
        "attributes",
    ),
    "PDF renamed .txt": ("pdf.txt", b"%PDF-1.4\nText.", "is a PDF inside"),
    "encrypted PDF": ("locked.pdf", encrypted_pdf(), "encrypted"),
    "PDF without text": ("scan.pdf", pdf("", ""), "no text"),
    "damaged PDF": ("damaged.pdf", b"%PDF-1.4\nnothing more", "PDF"),
    "text renamed .pdf": ("text.pdf", b"Plain words.", "PDF"),
    "text renamed .docx": ("text.docx", b"Plain words.", "not a Word file"),
    "Word bomb": ("bomb.docx", word_bomb(), "100 MB"),
    "HTML with script alone": ("script.html", b"<script>alert(1)</script>", "no text"),
    "headings alone": ("headings.md", b"# One\n\n## Two\n", "no text"),
}
