"""What the fixture of the conversation tests gives."""

from collections.abc import Callable

from bot.commands.talk import Talk

TalkFactory = Callable[[str], Talk]  # the language of the conversation
