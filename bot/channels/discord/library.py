"""Holds the line to Discord's gateway by discord.py, which knows how to greet, to keep it alive and to take it up again.

Nothing else of the library is used: it hands over each payload as it came, and keeps no message.
"""

from __future__ import annotations

import discord

from bot.channels.channel import RefusedKeyError
from bot.channels.discord.gateway import Hear


async def connect(token: str, hear: Hear) -> None:
    """Hold the line. Raises RefusedKeyError, and what the library raises."""
    intents = discord.Intents.none()
    intents.dm_messages = True  # direct messages only: of servers we are told nothing
    client = discord.Client(intents=intents, enable_debug_events=True, max_messages=None)

    async def on_socket_raw_receive(payload: str) -> None:
        hear(payload)

    client.on_socket_raw_receive = on_socket_raw_receive
    try:
        async with client:
            await client.start(token)
    except discord.LoginFailure:
        raise RefusedKeyError from None
