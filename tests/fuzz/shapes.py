"""What a platform's webhooks look like, as a description that schemathesis reads: made of the recorded payloads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# What people write and what clocks say may be anything of its kind; all else is as recorded, so that it is read to its depth.
# Where a case shall not fit the description, schemathesis puts anything anywhere, or takes away what is there.
FREE = frozenset({"text", "body", "Body", "content", "caption", "title", "timestamp", "date", "edit_date", "watermark"})


def description(payloads: Mapping[str, Any]) -> dict[str, Any]:
    """An OpenAPI document with one operation for each of them."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "webhook", "version": "1"},
        "paths": {f"/{name}": {"post": _operation(told)} for name, told in payloads.items()},
    }


def shape(told: Any, name: str = "") -> dict[str, Any]:
    """The schema of a value."""
    if isinstance(told, dict):
        inner = {key: shape(value, key) for key, value in told.items()}
        return {"type": "object", "properties": inner, "required": list(told), "additionalProperties": False}
    if isinstance(told, list):
        return {"type": "array", "items": {"anyOf": [shape(one) for one in told]} if told else {}, "maxItems": 3, "minItems": 1}
    if name in FREE and isinstance(told, str | int):
        return {"type": "string" if isinstance(told, str) else "integer"}
    return {"const": told}


def _operation(told: Any) -> dict[str, Any]:
    body = {"content": {"application/json": {"schema": shape(told)}}, "required": True}
    return {"requestBody": body, "responses": {"200": {"description": "received"}}}
