"""The child process that reads a file, where a crash, a loop or a bomb harms nobody.

Run as ``python -m ingest.readers.child FILE``; prints what was read as one JSON object.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ingest.readers.layout import UnreadableError
from ingest.readers.pdf import read_pdf
from ingest.readers.word import read_docx


def main() -> None:
    """Print the contents of the file named on the command line as JSON, or its fault."""
    path = Path(sys.argv[1])
    try:
        contents = read_pdf(path) if path.suffix.lower() == ".pdf" else read_docx(path)
        result: dict[str, object] = {
            "blocks": [
                [b.shape, b.text, b.level, b.marker, b.page, b.breaks] for b in contents.blocks
            ],
            "warnings": contents.warnings,
            "pages": contents.pages,
        }
    except UnreadableError as error:
        result = {"error": str(error)}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
