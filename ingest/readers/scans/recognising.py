"""Pages that are pictures: their words read by machine, where the extra for that is installed.

RapidOCR (Apache-2.0) runs PaddleOCR's models, which its wheel carries, on ONNX Runtime. The models
are named by their files, as a missing one would be fetched otherwise.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from ingest.readers.layout import clean
from ingest.readers.limits import allow_scans
from ingest.readers.pdf.drawn.tags import NO_TAG
from ingest.readers.pdf.drawn.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2

EXTRA = "findings[ocr]"
# More pages than these are the work of hours.
MOST_SCANS = 200
# Dots an inch that a page is drawn at, and the most of its longer side; of more, blanks are missed.
_DOTS = 150
_MOST_DOTS = 2000
_POINTS = 72
# Of 255; less is a page of one colour.
_LEAST_CONTRAST = 40
# A line that the machine is less sure of is no words, but a stain, a stamp or a drawing.
_LEAST_SURE = 0.6
# Of a line's box the letters' size, and how far their feet stand above its lower edge.
_SIZE_SHARE = 0.75
_FEET_SHARE = 0.25
# Boxes as high as this share of most, up or down, are of the same letters.
_ALIKE = 0.18
_TEXT_FILES = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
}


def can_recognise() -> bool:
    """Say whether the extra is installed."""
    return find_spec("rapidocr") is not None


def recognise(document: pypdfium2.PdfDocument, index: int) -> tuple[list[Word], int]:
    """Give the words of the picture on a page, in their lines' order, and the lines not read.

    It takes up to the work and memory of one page of ``allow_scans``.
    """
    page = document[index]
    try:
        wide, high = page.get_size()
        scale = min(_DOTS / _POINTS, _MOST_DOTS / max(wide, high))
        picture = page.render(scale=scale).to_numpy()
    finally:
        page.close()
    if int(picture.max()) - int(picture.min()) < _LEAST_CONTRAST:
        return [], 0
    found = _engine()(picture)
    if found.boxes is None:
        return [], 0
    boxes = [[(float(x) / scale, high - float(y) / scale) for x, y in one] for one in found.boxes]
    sure = [score >= _LEAST_SURE for score in found.scores]
    lines = [
        (clean(text), box)
        for text, box, is_sure in zip(found.txts, boxes, sure, strict=True)
        if is_sure and clean(text).strip()
    ]
    return list(_words(lines, (wide / 2, high / 2))), len(sure) - sum(sure)


def allow_all(count: int) -> int:
    """Grant what the scans among a file's pages need; give how many of them will be read."""
    most = min(count, MOST_SCANS) if can_recognise() else 0
    if most:
        allow_scans(most)
    return most


@cache
def _engine() -> Any:  # noqa: ANN401  the library's class, which is there with the extra only
    import cv2  # noqa: PLC0415
    import rapidocr  # noqa: PLC0415

    cv2.setNumThreads(1)
    models = Path(rapidocr.__file__).parent / "models"
    one_thread = dict.fromkeys(
        (f"EngineConfig.onnxruntime.{one}_op_num_threads" for one in ("intra", "inter")), 1
    )
    files = {name: str(models / file) for name, file in _TEXT_FILES.items()}
    return rapidocr.RapidOCR(
        params={
            # the model that looks for lines upside down turns sound ones
            **one_thread, **files, "Global.use_cls": False, "Global.log_level": "critical",
            "Global.text_score": 0.0, "Global.max_side_len": _MOST_DOTS, "Rec.rec_batch_num": 1,
        }
    )  # fmt: skip


_Box = list[tuple[float, float]]


def _words(lines: Sequence[tuple[str, _Box]], middle: tuple[float, float]) -> Iterator[Word]:
    """Give the words of lines as they would stand if the paper had lain straight."""
    if not lines:
        return
    turn = median(math.atan2(box[1][1] - box[0][1], box[1][0] - box[0][0]) for _, box in lines)
    placed = [(text, [_turned(point, middle, -turn) for point in box]) for text, box in lines]
    heights = [(box[0][1] - box[3][1] + box[1][1] - box[2][1]) / 2 for _, box in placed]
    usual = median(heights)
    order = sorted(range(len(placed)), key=lambda at: (-placed[at][1][3][1], placed[at][1][0][0]))
    for at in order:
        text, box = placed[at]
        high = usual if abs(heights[at] - usual) <= _ALIKE * usual else heights[at]
        left, right = (box[0][0] + box[3][0]) / 2, (box[1][0] + box[2][0]) / 2
        base = (box[2][1] + box[3][1]) / 2 + _FEET_SHARE * heights[at]
        step, start = (right - left) / max(1, len(text)), 0
        for word in text.split():
            start = text.index(word, start)
            first, last = left + step * start, left + step * (start + len(word))
            size = round(_SIZE_SHARE * high, 1)
            yield Word(
                word, first, last, base, size, is_bold=False, is_raised=False, glued=False,
                tag=NO_TAG,
            )  # fmt: skip
            start += len(word)


def _turned(
    point: tuple[float, float], middle: tuple[float, float], turn: float
) -> tuple[float, float]:
    x, y = point[0] - middle[0], point[1] - middle[1]
    return (
        middle[0] + x * math.cos(turn) - y * math.sin(turn),
        middle[1] + x * math.sin(turn) + y * math.cos(turn),
    )
