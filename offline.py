"""Nothing is sent and nothing is fetched: the switches of the libraries, in one place."""

from __future__ import annotations

import os

_SWITCHES = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "TRANSFORMERS_OFFLINE": "1",
}


def stay_offline() -> None:
    """Switch off telemetry and downloads for this process; call it before other imports.

    The libraries read these variables when they are imported.
    """
    os.environ.update(_SWITCHES)
