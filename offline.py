"""Nothing is sent and nothing is fetched: the switches of every library, in one place.

The libraries read these variables when they are imported or first used, so they are set before
that: by the ``findings`` command, and by the first import of any package of ours that leads to
such a library, so also in every child process and for a program that uses ``bot`` as its library.
``docs/privacy.md`` lists what each library would do otherwise.
"""

from __future__ import annotations

import os

# Of each library of the dependency tree that could send or fetch something by itself. A value
# that is already in the environment does not win.
SWITCHES: dict[str, dict[str, str]] = {
    "chromadb": {"ANONYMIZED_TELEMETRY": "False", "CHROMA_OTEL_COLLECTION_ENDPOINT": ""},
    "fastapi": {"FASTAPI_OTEL_AUTO_CONFIGURE": "false"},
    "gradio": {"GRADIO_ANALYTICS_ENABLED": "False", "GRADIO_RUN_HISTORY": "False"},
    "gradio_client": {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_DISABLE_TELEMETRY": "1"},
    "hf-xet": {"HF_XET_TELEMETRY_ENABLED": "false"},
    "huggingface_hub": {
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        "HF_HUB_OFFLINE": "1",
    },
    "langsmith": {
        # its own name wins over LangChain's, so each that it reads is set
        "LANGCHAIN_TRACING": "false",
        "LANGCHAIN_TRACING_V2": "false",
        "LANGSMITH_TRACING": "false",
        "LANGSMITH_TRACING_V2": "false",
    },
    "onnxruntime": {"ORT_DISABLE_TELEMETRY": "1"},
    "opentelemetry-sdk": {"OTEL_SDK_DISABLED": "true"},
    "transformers": {"HF_HUB_DISABLE_TELEMETRY": "1", "TRANSFORMERS_OFFLINE": "1"},
    # what the tree does not hold today and a plug-in may bring: the common request
    "others": {"DO_NOT_TRACK": "1"},
}


def stay_offline() -> None:
    """Switch off telemetry and downloads for this process and its children.

    Call it before other imports; calling it again does no harm.
    """
    for variables in SWITCHES.values():
        os.environ.update(variables)
