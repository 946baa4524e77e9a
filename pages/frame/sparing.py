"""Gradio without two libraries that it brings for parts which no page of ours has.

pandas is for tables and charts of Gradio's own, and ``mcp`` for offering a page's functions to
assistant programs, which ``findings mcp`` does in a process of its own. The two took 56 MB of every
server, and most of a second of each start.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Imported only once something of it is asked for.
_LATER = "pandas"
# Gradio offers its functions where this is installed: it is told that it is not.
_NEVER = "mcp"


@contextmanager
def spared() -> Iterator[None]:
    """Import Gradio within this; what was imported before it, and comes after it, is as ever."""
    later = _Later(_LATER)
    stand_ins: dict[str, ModuleType | None] = {_LATER: later, _NEVER: None}
    put = {name: one for name, one in stand_ins.items() if name not in sys.modules}
    # None says of a library that it cannot be imported (sys.modules in Python's reference)
    sys.modules.update(put)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, one in put.items():
            if sys.modules.get(name, later) is one:
                del sys.modules[name]


class _Later(ModuleType):
    """Stands for a library, which is imported when something of it is first asked for."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the library holds
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)
