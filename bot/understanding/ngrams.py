"""Letters in a row, and words, with inverse document frequency: the half of the vote that survives typos and knows phrases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack

LENGTHS = (2, 4)  # of letters in a row
MOST_WORDS = 3  # in a row
MIN_EXAMPLES = 3  # an n-gram seen fewer times teaches the model one phrase by heart
MAX_LETTERS, MAX_WORDS = 23_000, 50_000  # the most frequent ones
# A text of fewer keeps its smaller numbers: made as long as the others, "no" would say as much as all that they say.
FEW_LETTERS, FEW_WORDS = 9, 4  # in a row, as rare as most
BLOCK = 4096  # texts at once: on its way a matrix takes many times its own room
_WORD = re.compile(r"\w+")
_MARK = "\n"  # before words: no letters in a row begin with it

Places = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float32]


class _Weighed(NamedTuple):
    """The numbers of a sparse matrix that are not zero, row by row."""

    rows: Places
    columns: Places
    weights: Weights


@dataclass
class NGrams:
    """A fitted vocabulary and its weights."""

    vocabulary: list[str]
    idf: Weights

    def __post_init__(self) -> None:
        self._column = {gram: column for column, gram in enumerate(self.vocabulary)}
        words = np.array([gram.startswith(_MARK) for gram in self.vocabulary], dtype=np.bool_)
        self._spelled: dict[str, list[int]] = {}
        self._few_letters, self._few_words = self._length(FEW_LETTERS, ~words), self._length(FEW_WORDS, words)

    @classmethod
    def fit(cls, texts: Sequence[str]) -> NGrams:
        """Learn the vocabulary of a list of texts."""
        letters, rarity_of_letters = _most_frequent(texts, _letters, MAX_LETTERS)
        words, rarity_of_words = _most_frequent(texts, _words, MAX_WORDS)
        return cls(letters + words, np.concatenate([rarity_of_letters, rarity_of_words]))

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Shape (len(texts), len(vocabulary)). Letters and words give as much to a row, which is one long; of few words, less."""
        if len(texts) <= BLOCK:
            return self._transform(texts)
        blocks = [self._transform(texts[start : start + BLOCK]) for start in range(0, len(texts), BLOCK)]
        return csr_matrix(vstack(blocks, dtype=np.float32))

    def _transform(self, texts: Sequence[str]) -> csr_matrix:
        lowered = [text.lower() for text in texts]
        letters = self._weighed(self._letters_in(lowered), self._few_letters)
        words = self._weighed([self._words_in(text) for text in lowered], self._few_words)
        of_letters, of_words = (np.bincount(half.rows, minlength=len(texts)) for half in (letters, words))
        share = np.where((of_letters > 0) & (of_words > 0), np.float32(0.5**0.5), np.float32(1))
        rows = np.concatenate([letters.rows, words.rows])
        columns = np.concatenate([letters.columns, words.columns])
        weights = np.concatenate([letters.weights, words.weights]) * share[rows]
        order = np.argsort(rows, kind="stable")  # the letters of the vocabulary stand before its words: sorted within a row too
        ends = np.concatenate([[0], np.cumsum(of_letters + of_words)])
        return csr_matrix((weights[order], columns[order], ends), shape=(len(texts), len(self.vocabulary)))

    def _letters_in(self, texts: Sequence[str]) -> list[list[int]]:
        words = [text.split() for text in texts]
        spelled = {word: self._spell(word) for word in set(chain.from_iterable(words))}  # each view of a message has them again
        return [list(chain.from_iterable(map(spelled.__getitem__, one))) for one in words]

    def _spell(self, word: str) -> list[int]:
        """The letters in a row of a word. Those of the vocabulary's words are kept; of what else somebody writes, nothing is."""
        if (known := self._spelled.get(word)) is not None:
            return known
        columns = [column for column in map(self._column.get, _letters_of(word)) if column is not None]
        if _MARK + word in self._column:
            self._spelled[word] = columns
        return columns

    def _words_in(self, text: str) -> list[int]:
        """Words, and two and three in a row: none is in the vocabulary whose beginning is not."""
        words, columns = _WORD.findall(text), []
        for start in range(len(words)):
            for gram in accumulate(words[start : start + MOST_WORDS], "{} {}".format):
                column = self._column.get(_MARK + gram)
                if column is None:
                    break
                columns.append(column)
        return columns

    def _length(self, count: int, some: npt.NDArray[np.bool_]) -> float:
        """Of a row with so many of them, each as rare as `some` are on average."""
        return float(count**0.5 * self.idf[some].mean()) if some.any() else 0.0

    def _weighed(self, found: Sequence[Sequence[int]], few: float) -> _Weighed:
        """Each column found in a text once, with weights of length one for each text, or less where they are `few`.

        Repeats count by their logarithm: "pleeease" is not five pleas.
        """
        width = max(1, len(self.vocabulary))
        of_text = np.repeat(np.arange(len(found)), [len(columns) for columns in found])
        places, counts = np.unique(of_text * width + np.fromiter(chain.from_iterable(found), np.int64), return_counts=True)
        rows, columns = np.divmod(places, width)
        weights = (1 + np.log(counts)) * self.idf[columns]
        lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=len(found)))
        return _Weighed(rows, columns, (weights / np.maximum(lengths, max(few, 1e-9))[rows]).astype(np.float32))


def _most_frequent(texts: Sequence[str], grams: Callable[[str], Iterator[str]], count: int) -> tuple[list[str], Weights]:
    """The n-grams found in the most texts, and how rare each is."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(set(grams(text)))
    often = sorted((-texts_with_it, gram) for gram, texts_with_it in found.items() if texts_with_it >= MIN_EXAMPLES)
    chosen = sorted(gram for _, gram in often[:count])
    idf = np.log((1 + len(texts)) / (1 + np.array([found[gram] for gram in chosen]))) + 1
    return chosen, idf.astype(np.float32)


def _letters(text: str) -> Iterator[str]:
    for word in text.lower().split():
        yield from _letters_of(word)


def _letters_of(word: str) -> Iterator[str]:
    """Every two to four letters in a row, with a space before and behind the word; of a shorter word all it has, once."""
    padded = f" {word} "
    for length in range(LENGTHS[0], min(LENGTHS[1], len(padded)) + 1):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def _words(text: str) -> Iterator[str]:
    """Every word, every two and every three in a row."""
    words = _WORD.findall(text.lower())
    for length in range(1, MOST_WORDS + 1):
        for start in range(len(words) - length + 1):
            yield _MARK + " ".join(words[start : start + length])
