"""What was left without an answer when a counsellor went is answered by the bot."""

from __future__ import annotations

from bot.conversation.message import Sender
from bot.services.records import Conversation
from bot.services.say import is_watched
from bot.services.transaction import Transaction
from bot.services.work import LAST_TURN


def let_the_bot_answer(tx: Transaction, conversation: Conversation) -> None:
    """The last thing they wrote to somebody who did not answer is not left hanging, unless an answer might be seen.

    `conversation`: as it is after the move. Ring "work" after the transaction.
    """
    said = [one for one in tx.messages(conversation.id, last=LAST_TURN) if one.said.sender is not Sender.SYSTEM]
    if said and said[-1].said.sender is Sender.YOUNG_PERSON and not is_watched(tx, conversation):
        tx.owe_again(conversation.id, said[-1].seq)
