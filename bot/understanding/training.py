"""Trains the reader from labelled examples: small networks and lines on frozen features."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, vstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import SGDClassifier
from sklearn.neural_network import MLPClassifier

from bot.understanding.encoder import Encoder
from bot.understanding.encoders import Encoders
from bot.understanding.examples import Example
from bot.understanding.heads import Floats, Head, Heads, Layer, Output
from bot.understanding.lessons import Lessons
from bot.understanding.mistyping import mistype
from bot.understanding.neighbours import Neighbours
from bot.understanding.ngrams import NGrams
from bot.understanding.parts import everyday_parts
from bot.understanding.reader import Reader
from bot.understanding.wording import Wording

STEP = 200  # texts between two words of progress
# How often a foreign row is learned from: they are few among the English ones (chosen on validation_es).
FOREIGN_TIMES = 4
# Of the English ones the encoder of all languages learns from one in two: all of them give as much, in twice the time.
ENGLISH_EVERY = 2
_KINDS = 3  # classifiers of each question: the exact encoder, the one of all languages, letters


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a classifier is fitted. The numbers were chosen on the validation cases."""

    passes: int
    rate: float
    decay: float
    batch: int
    hidden: int = 0  # units of a layer between the features and the labels
    scale: float = 1.0  # of the features: unit vectors are small numbers to begin from
    members: int = 1  # networks that begin elsewhere and vote as one: each is wrong about other things


# Which intent. In half the passes it would be right nearly as often, and less sure.
ASKS = Recipe(passes=64, rate=3e-3, decay=1e-5, batch=64)
ON_LETTERS = Recipe(passes=3, rate=8e-3, decay=1e-6, batch=160)
# 87 situations overlap: with units that several of them share, each is told apart better than by a line of its own.
TELLS = Recipe(passes=8, rate=2e-3, decay=1e-4, batch=256, hidden=512, scale=16.0, members=6)
_FEWEST_STEPS = 400  # of fitting, where there are few examples
# Situations by letters and words: a line for each, the mean of where it was at every step. Such a mean is far better than a small
# network after as many passes (average precision 0.76 for 0.71), and each line can be drawn on a core of its own.
_LINE_PASSES, _LINE_DECAY = 2, 1e-6
_SURE = 9.0  # log odds
_PARTS = 8  # at most, that the situations are shared out in


def train(
    lessons: Lessons, encoders: Encoders, *, unsure_below: float = 0.0, say: Callable[[str], None] = lambda _: None
) -> Reader:
    """Fit both questions. The same lessons give the same model. `say` hears what is being done."""
    if not lessons.intents:
        raise ValueError("There is nothing to learn from: data/nlu has no examples.")
    asked = [text for text, _ in lessons.intents]
    told = [*lessons.examples, *_without_situation(lessons)]
    wording = Wording.learn([*asked, *(example.text for example in told)], lessons.short_forms, lessons.pictures, lessons.foreign)
    told += everyday_parts([example for example in told if example.text not in lessons.foreign], lessons.everyday)
    texts = [*asked, *(example.text for example in told)]
    read = np.array([text not in lessons.foreign for text in texts])  # by the exact encoder
    near = encode([text for text, mine in zip(texts, read, strict=True) if mine], encoders.near, "in English", say)
    heard = ~read | _chosen(texts, [*((intent,) for _, intent in lessons.intents), *(example.situations for example in told)])
    wide = encode([text for text, theirs in zip(texts, heard, strict=True) if theirs], encoders.wide, "of all languages", say)
    say("Reading letters")
    ngrams = NGrams.fit(texts)
    chance = Random(0)  # noqa: S311 - the same slips each time
    ways = (texts, [wording.plain(text) for text in texts], [mistype(text, chance) for text in texts])
    letters = _each_on_a_core([delayed(ngrams.transform)(way) for way in ways])
    intents = tuple(sorted({intent for _, intent in lessons.intents}))
    situations = tuple(sorted({situation for example in lessons.examples for situation in example.situations}))
    wanted = table([(intent,) for _, intent in lessons.intents], intents)
    labels = table([example.situations for example in told], situations)
    kinds = table([_kinds(example, lessons) for example in told], ("urgent", "milder", "everyday"))
    asked_read, told_read = np.split(read, [len(asked)])
    asked_near, told_near = np.split(near, [int(asked_read.sum())])
    asked_heard, told_heard = np.split(heard, [len(asked)])
    asked_wide, told_wide = np.split(wide, [int(asked_heard.sum())])
    asked_letters, told_letters = [way[: len(asked)] for way in letters], [way[len(asked) :] for way in letters]
    say("Learning intents and situations")
    asks, tells = _fit_all(
        [
            _Question(_Read(asked_near, asked_read), _Read(asked_wide, asked_heard), asked_letters, wanted, "one_of", ASKS),
            _Question(_Read(told_near, told_read), _Read(told_wide, told_heard), told_letters, labels, "each", TELLS, kinds),
        ]
    )
    mine = [example for example, is_read in zip(told, told_read, strict=True) if is_read]
    return Reader(
        intents=intents,
        situation_of=dict(lessons.situation_of),
        situations=situations,
        urgent=lessons.urgent,
        everyday=lessons.everyday,
        cuts=dict(lessons.cuts),
        wording=wording,
        ngrams=ngrams,
        asks=asks,
        tells=tells,
        neighbours=Neighbours.of([example.text for example in mine], told_near, [example.situations for example in mine]),
        foreign=None if read.all() else _fit_lines(vstack(letters).tocsr(), _column(np.tile(~read, len(letters)))),
        encoders=encoders,
        unsure_below=unsure_below,
    )


def _without_situation(lessons: Lessons) -> list[Example]:
    """Answers such as "yes" or "im 15", which tell no situation by themselves: the model learns to find none in them."""
    known = {example.text.casefold() for example in lessons.examples}
    return [
        Example(text, ())
        for text, intent in lessons.intents
        if intent not in lessons.situation_of and text.casefold() not in known
    ]


def _chosen(texts: Sequence[str], labels: Sequence[Sequence[str]]) -> npt.NDArray[np.bool_]:
    """Which the encoder of all languages learns from: the first text of each label, and one in `ENGLISH_EVERY`.

    A text is chosen by what it says: a new one takes no other out, which would have to be encoded.
    """
    first = {label: n for n, carried in reversed(list(enumerate(labels))) for label in carried}
    chosen = np.array([crc32(text.encode("utf-8", "surrogatepass")) % ENGLISH_EVERY == 0 for text in texts])
    chosen[list(first.values())] = True
    return chosen


def _kinds(example: Example, lessons: Lessons) -> tuple[str, ...]:
    """What the situations of a text amount to."""
    kind = {**dict.fromkeys(lessons.urgent, "urgent"), **dict.fromkeys(lessons.everyday, "everyday")}
    return tuple({kind.get(situation, "milder") for situation in example.situations})


def encode(texts: Sequence[str], encoder: Encoder, which: str, say: Callable[[str], None]) -> Floats:
    """The texts' vectors (n, d); what stands there twice is read once. `say` hears how far it is with `which` examples."""
    different = sorted(dict.fromkeys(texts), key=len)  # like lengths together: little is lost on padding
    blocks = [different[start : start + STEP] for start in range(0, max(1, len(different)), STEP)]
    rows: list[Floats] = []
    # The encoders leave Python while they compute: a thread a core is faster than several cores on one small batch.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for block in pool.map(encoder.encode, blocks):
            rows.append(block)
            say(f"Encoding examples {which}: {min(len(rows) * STEP, len(different))} of {len(different)}")
    place = {text: n for n, text in enumerate(different)}
    return np.vstack(rows)[[place[text] for text in texts]]


def table(labels: Sequence[Sequence[str]], names: Sequence[str]) -> Floats:
    """1 where a text carries a label, else 0; shape (n, names)."""
    column = {name: n for n, name in enumerate(names)}
    found = np.zeros((len(labels), len(names)), dtype=np.float32)
    for row, carried in enumerate(labels):
        for name in carried:
            found[row, column[name]] = 1.0
    return found


def _column(which: npt.NDArray[np.bool_]) -> Floats:
    return which[:, np.newaxis].astype(np.float32)


@dataclass(frozen=True)
class _Read:
    """What one encoder has read: `vectors` (texts read, d), and which of the n texts these are."""

    vectors: Floats
    which: npt.NDArray[np.bool_]  # (n,)

    def at(self, rows: npt.NDArray[np.intp]) -> Floats:
        """The vectors of these of the n texts, all of which were read."""
        place = np.cumsum(self.which) - 1
        return np.asarray(self.vectors[place[rows]])


@dataclass(frozen=True)
class _Question:
    """What is to be told apart, by vectors and by `letters` as typed, in plain words and mistyped; `labels` (n, names)."""

    near: _Read
    wide: _Read
    letters: Sequence[csr_matrix]
    labels: Floats
    output: Output
    on_vectors: Recipe
    # Labels (n, k) that the networks on vectors learn too, and nobody asks them for: whether *any* of T0 and T1 is said, any of
    # T2 and T3, anything everyday. What several situations have in common is found sooner.
    beside: Floats | None = None


@dataclass(frozen=True)
class _Job:
    """One classifier in the making: what can be fitted side by side, and how that becomes one."""

    calls: Sequence[Any]
    join: Callable[[Sequence[Head]], Head]


def _fit_all(questions: Sequence[_Question]) -> list[Heads]:
    """The classifiers of every question, on all cores."""
    jobs = [job for question in questions for job in _jobs(question)]
    calls = [call for job in jobs for call in job.calls]
    # The last ones take longest: begun first, they leave no core waiting at the end.
    fitted = iter(_each_on_a_core(calls[::-1])[::-1])
    heads = [job.join([next(fitted) for _ in job.calls]) for job in jobs]
    return [Heads(*heads[start : start + _KINDS]) for start in range(0, len(heads), _KINDS)]


def _each_on_a_core(calls: Sequence[Any]) -> list[Any]:
    return list(Parallel(n_jobs=min(len(calls), os.cpu_count() or 1))(calls))


def _jobs(question: _Question) -> list[_Job]:
    output = question.output
    more = [np.flatnonzero(~question.near.which)] * (FOREIGN_TIMES - 1)
    rows = np.concatenate([np.arange(len(question.labels)), *more])
    labels = question.labels[rows]
    letters, told = vstack([way[rows] for way in question.letters]).tocsr(), np.vstack([labels] * len(question.letters))
    by_letters = (
        _Job(
            [delayed(_fit_lines)(letters, part) for part in np.array_split(told, min(_PARTS, told.shape[1]), axis=1)], Head.beside
        )
        if output == "each"
        else _networks(letters, told, ON_LETTERS, output)
    )
    return [
        _on_vectors(question, question.near, np.flatnonzero(question.near.which)),
        _on_vectors(question, question.wide, np.concatenate([np.flatnonzero(question.wide.which), *more])),
        by_letters,
    ]


def _on_vectors(question: _Question, by: _Read, rows: npt.NDArray[np.intp]) -> _Job:
    beside = None if question.beside is None else question.beside[rows]
    return _networks(by.at(rows), question.labels[rows], question.on_vectors, question.output, beside)


def _networks(features: Any, labels: Floats, recipe: Recipe, output: Output, beside: Floats | None = None) -> _Job:
    taught = labels if beside is None else np.hstack([labels, beside])
    calls = [delayed(_fit)(features, taught, recipe, output, member) for member in range(recipe.members)]
    return _Job(calls, lambda heads: Head.mean(heads).first(labels.shape[1]))


def fit_near(vectors: Floats, labels: Floats) -> Head:
    """What tells situations by the exact encoder: `vectors` (n, d), `labels` (n, situations)."""
    return Head.mean([_fit(vectors, labels, TELLS, "each", member) for member in range(TELLS.members)])


def _fit_lines(features: csr_matrix, labels: Floats) -> Head:
    """Each label for itself: `features` (n, d), `labels` (n, labels)."""
    lines = [_line(features, label) for label in labels.T]
    weights = np.stack([weights for weights, _ in lines], axis=1)
    return Head(weights.astype(np.float32), np.array([bias for _, bias in lines], dtype=np.float32), "each")


def _line(features: csr_matrix, label: Floats) -> tuple[Floats, float]:
    """Weights (d,) and bias."""
    if label.min() == label.max():  # carried by all or by none: there is nothing to tell apart
        return np.zeros(features.shape[1], dtype=np.float32), _SURE if label.any() else -_SURE
    line = SGDClassifier(loss="log_loss", alpha=_LINE_DECAY, max_iter=_LINE_PASSES, tol=None, average=True, random_state=0)
    line.fit(features, label)
    return line.coef_[0], float(line.intercept_[0])


def _fit(features: Any, labels: Floats, recipe: Recipe, output: Output, seed: int = 0) -> Head:
    batch = min(recipe.batch, len(labels))
    network = MLPClassifier(
        # Without a hidden layer: scikit-learn's way to fit many yes-or-no questions at once, on sparse features too.
        hidden_layer_sizes=(recipe.hidden,) if recipe.hidden else (),
        max_iter=max(recipe.passes, _FEWEST_STEPS * batch // len(labels) if recipe.hidden else 0),
        learning_rate_init=recipe.rate,
        alpha=recipe.decay,
        batch_size=batch,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the passes are a choice, not a limit that was hit
        network.fit(features * np.float32(recipe.scale), labels.argmax(axis=1) if output == "one_of" else labels.squeeze())
    layers = [(w.astype(np.float32), b.astype(np.float32)) for w, b in zip(network.coefs_, network.intercepts_, strict=True)]
    if not recipe.hidden:
        return Head(*layers[0], output)
    (below, lift), (weights, bias) = layers
    return Head(weights, bias, output, Layer(below * np.float32(recipe.scale), lift))
