"""The page that describes the API: drawn here, so that nothing is loaded from anywhere else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPLATES = Path(__file__).parent / "templates"


def describe(description: dict[str, Any]) -> str:
    """Give the page of an OpenAPI description."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("description.html").render(
        info=description["info"],
        operations=list(_operations(description)),
        schemas=sorted(_schemas(description)),
    )


def _operations(description: dict[str, Any]) -> Iterator[dict[str, Any]]:
    base = next((one["url"] for one in description.get("servers", ())), "")
    for path, methods in description["paths"].items():
        for method, one in methods.items():
            body = one.get("requestBody", {}).get("content", {}).get("application/json", {})
            given = one["responses"].get("200", {}).get("content", {}).get("application/json", {})
            yield {
                "method": method.upper(), "path": base + path, "summary": one.get("summary", ""),
                "text": one.get("description", ""), "body": _name(body), "given": _name(given),
            }  # fmt: skip


def _schemas(description: dict[str, Any]) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    for name, one in description["components"]["schemas"].items():
        fields = [
            (field, _kind(held), held.get("description", ""))
            for field, held in one.get("properties", {}).items()
        ]
        yield name, one.get("description", ""), fields


def _name(content: dict[str, Any]) -> str:
    return str(content.get("schema", {}).get("$ref", "")).rsplit("/", 1)[-1]


def _kind(schema: dict[str, Any]) -> str:
    """Give a type in few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if "enum" in schema:
        return " | ".join(json.dumps(one, ensure_ascii=False) for one in schema["enum"])
    return str(schema.get("format") or schema.get("type", "anything"))
