"""Runs as a process of its own: talks through the real pipeline while every connection it tries to make is written down."""

import json
import sys
from pathlib import Path

WATCHED = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}
events: list[str] = []
# Before the first import of ours: what is tried at import time counts too.
sys.addaudithook(lambda event, args: events.append(f"{event} {args[1:]}") if event in WATCHED else None)


def main(home: str, models: str) -> None:
    import bot.brain.slim  # noqa: F401
    from bot.commands.talk import Line, open_talk
    from bot.logs import quiet_libraries
    from bot.settings import Settings

    quiet_libraries()
    talk = open_talk(Settings(_env_file=None, models=Path(models)), Path(home))
    turns = [talk.play(Line(say=text)) for text in ("hi", "he will leak my pics", "i want to end my life", "/restart")]
    talk.close()
    print(json.dumps({"answered": [len(turn.replies) for turn in turns], "connections": list(events), **of_rasa()}))


def of_rasa() -> dict[str, object]:
    """What Rasa and its companions may have switched on."""
    import importlib.util
    import socket

    import rasa.telemetry
    import sentry_sdk

    heavy = (
        "tensorflow",
        "torch",
        "keras",
        "jax",
        "transformers",
        "boto3.session",
        "pymongo.mongo_client",
        "slack_sdk",
        "matplotlib",
    )
    found = {
        "telemetry": rasa.telemetry.is_telemetry_enabled(),
        "sentry": sentry_sdk.Hub.current.client is not None,
        "rasa_plus": importlib.util.find_spec("rasa_plus") is not None,
        "tensorflow_is_hidden": "tensorflow" in sys.modules and sys.modules["tensorflow"] is None,
        "loaded": [name for name in heavy if sys.modules.get(name) is not None],
    }
    # The watch itself works: it is not silence that is measured.
    with socket.socket() as probe:
        probe.connect_ex(("127.0.0.1", 9))
    return {**found, "watch_works": len(events)}


if __name__ == "__main__":
    main(*sys.argv[1:])
