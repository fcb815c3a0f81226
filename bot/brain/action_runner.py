"""Runs the custom actions of actions/ inside this process, in place of Rasa's HTTP action server."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

# Rasa compiles this constant schema anew for every call: 11 of the 13 ms that a call takes.
_RESULT = Draft202012Validator(RemoteAction.action_response_format_spec())


def is_plain_slot(event: Any) -> bool:
    """Whether this is a slot as the schema wants one: what our actions give; the schema would try 23 kinds of events."""
    return (
        type(event) is dict
        and event.get("event") == "slot"
        and type(event.get("name")) is str
        and "value" in event
        and type(event.get("timestamp")) in {int, float, type(None)}
        and type(event.get("metadata")) in {dict, type(None)}
    )


def check_result(result: Any) -> None:
    """Hold an action's result to Rasa's schema: slots by `is_plain_slot`, all else by the schema. Raises ValidationError."""
    if type(result) is dict and type(events := result.get("events", [])) is list:
        result = {**result, "events": [event for event in events if not is_plain_slot(event)]}
        if not result["events"] and result.get("responses", []) == []:
            return
    _RESULT.validate(result)


def _validate(_: RemoteAction, result: Any) -> bool:
    check_result(result)
    return True


RemoteAction._validate_action_result = _validate  # noqa: SLF001


class InProcessActions(EndpointConfig):
    """Looks like an endpoint to Rasa; calls rasa_sdk's executor. Remembers failures, which Rasa would only log."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._failure: Exception | None = None

    async def request(self, method: str = "post", json: dict[str, Any] | None = None, **_: Any) -> Any:
        call: Any = json or {}
        try:
            return await self._executor.run(call)
        except Exception as failure:
            self._failure = failure
            raise

    def take_failure(self) -> Exception | None:
        """The exception of the turn, if an action raised one: the turn then counts as failed."""
        failure, self._failure = self._failure, None
        return failure
