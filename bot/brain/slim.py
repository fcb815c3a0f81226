"""Makes Rasa 3.6.21 importable without TensorFlow and channel SDKs. Import it before anything from `rasa`.

Rasa imports its TensorFlow components, its plotting, its cloud stores and every messaging SDK at start, also where none is
used. This module puts small stand-ins in their place and offers Rasa the list of its components that need none of them.
What only its command line and its training use is imported when it is used (bot/brain/late.py, bot/decisions/0030).
Measured for the same bot: 2.7 GB and 1,130 MB of memory with TensorFlow, 0.8 GB and 250 MB without (bot/decisions/0001).
"""

from __future__ import annotations

import os
import sys
import types
import warnings
from typing import Any

import packaging.version
import sqlalchemy  # noqa: F401  it sets warning filters of its own at import: before ours

from bot.brain.late import imported_late

# Before the first import of Rasa: it would report errors and usage to outside services.
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("SANIC_REGISTER", "false")

HIDDEN = ("tensorflow", "tensorflow_hub", "tensorflow_text", "keras", "jax", "rasa_plus")

CHANNELS = {
    "botframework": "BotFrameworkInput",
    "facebook": "FacebookInput",
    "hangouts": "HangoutsInput",
    "mattermost": "MattermostInput",
    "rocketchat": "RocketChatInput",
    "slack": "SlackInput",
    "socketio": "SocketIOInput",
    "telegram": "TelegramInput",
    "twilio": "TwilioInput",
    "twilio_voice": "TwilioVoiceInput",
    "webexteams": "WebexTeamsInput",
}

# Servers, terminals, schedulers and training: what Rasa imports for its command line, and no answer needs.
LATE = (
    "apscheduler",
    "apscheduler.schedulers",
    "apscheduler.schedulers.asyncio",
    "aiormq",
    "portalocker",
    "prompt_toolkit",
    "prompt_toolkit.styles",
    "questionary",
    "requests",
    "sanic",
    "sanic.exceptions",
    "sanic.request",
    "sanic.response",
    "sklearn",
    "sklearn.model_selection",
)

# Components that need TensorFlow but are named in Rasa's validators.
TENSORFLOW_COMPONENTS = {
    "rasa.core.policies.ted_policy": "TEDPolicy",
    "rasa.core.policies.unexpected_intent_policy": "UnexpecTEDIntentPolicy",
    "rasa.nlu.classifiers.diet_classifier": "DIETClassifier",
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": "ConveRTFeaturizer",
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": "LanguageModelFeaturizer",
    "rasa.nlu.selectors.response_selector": "ResponseSelector",
}


class _Absent:
    """Stands for a class that is not part of this installation."""

    def __init__(self, *_: Any, **__: Any) -> None:
        raise RuntimeError(f"{type(self).__name__} needs a package that Unhook leaves out on purpose (bot/decisions/0001).")


def _absent(name: str, base: type = _Absent) -> type:
    return type(name, (base,), {})


def _stand_in(name: str, **attributes: Any) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__dict__.update(attributes)
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent in sys.modules:
        setattr(sys.modules[parent], child, module)
    return module


def _hide_what_rasa_must_not_find() -> None:
    for name in HIDDEN:
        sys.modules[name] = None  # type: ignore[assignment]  # the import system's own way to say "not there"


def _replace_training_parts() -> None:
    _stand_in("rasa.utils.tensorflow.callback", RasaTrainingLogger=_Absent, RasaModelCheckpoint=_Absent)
    _stand_in("rasa.utils.tensorflow.data_generator", RasaBatchDataGenerator=_Absent, RasaDataGenerator=_Absent)
    for module, name in TENSORFLOW_COMPONENTS.items():
        _stand_in(module, **{name: _absent(name)})

    def no_plot(*_: Any, **__: Any) -> None:
        """Rasa's test reports would draw with matplotlib, which is left out; their numbers are written all the same."""

    plots = ("plot_confusion_matrix", "plot_curve", "plot_histogram", "plot_paired_histogram")
    _stand_in("rasa.utils.plotting", **dict.fromkeys(plots, no_plot))


def _replace_channels() -> None:
    for module, name in CHANNELS.items():
        _stand_in(
            f"rasa.core.channels.{module}", **{name: type(name, (), {"name": classmethod(lambda _cls, value=module: value)})}
        )


def _replace_cloud_stores() -> None:
    _stand_in("boto3")
    _stand_in("boto3.dynamodb")
    _stand_in("boto3.dynamodb.conditions", Key=_Absent)
    _stand_in("botocore")
    _stand_in(
        "botocore.exceptions", BotoCoreError=_absent("BotoCoreError", Exception), ClientError=_absent("ClientError", Exception)
    )
    _stand_in("pymongo", MongoClient=_Absent)
    _stand_in("pymongo.errors", OperationFailure=_absent("OperationFailure", Exception))
    _stand_in("pymongo.collection", Collection=_Absent)
    _stand_in("pymongo.database", Database=_Absent)


def _replace_object_mapper() -> str:
    """Rasa's SQL store declares its table when it is imported, which takes SQLAlchemy's object mapper: 6 MB. Ours needs none."""

    def declarative_base() -> type:
        return type("Base", (), {"metadata": None})

    return _stand_in("sqlalchemy.ext.declarative", declarative_base=declarative_base, DeclarativeMeta=type).__name__


def _components_without_tensorflow() -> list[type]:
    from rasa.core.policies.memoization import AugmentedMemoizationPolicy, MemoizationPolicy
    from rasa.core.policies.rule_policy import RulePolicy
    from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
    from rasa.nlu.classifiers.keyword_intent_classifier import KeywordIntentClassifier
    from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
    from rasa.nlu.classifiers.sklearn_intent_classifier import SklearnIntentClassifier
    from rasa.nlu.extractors.crf_entity_extractor import CRFEntityExtractor
    from rasa.nlu.extractors.entity_synonyms import EntitySynonymMapper
    from rasa.nlu.extractors.regex_entity_extractor import RegexEntityExtractor
    from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
    from rasa.nlu.featurizers.sparse_featurizer.lexical_syntactic_featurizer import LexicalSyntacticFeaturizer
    from rasa.nlu.featurizers.sparse_featurizer.regex_featurizer import RegexFeaturizer
    from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer

    return [
        AugmentedMemoizationPolicy, MemoizationPolicy, RulePolicy, FallbackClassifier, KeywordIntentClassifier,
        LogisticRegressionClassifier, SklearnIntentClassifier, CRFEntityExtractor, EntitySynonymMapper, RegexEntityExtractor,
        CountVectorsFeaturizer, LexicalSyntacticFeaturizer, RegexFeaturizer, WhitespaceTokenizer,
    ]  # fmt: skip


class _DefaultComponents(types.ModuleType):
    """Rasa reads this list once, late: building it late avoids a circle of imports."""

    def __getattr__(self, name: str) -> Any:
        if name == "DEFAULT_COMPONENTS":
            return _components_without_tensorflow()
        raise AttributeError(name)


def _install() -> None:
    if not hasattr(packaging.version, "LegacyVersion"):  # Rasa still imports the name; packaging 22 dropped it
        packaging.version.LegacyVersion = _absent("LegacyVersion")  # type: ignore[attr-defined]
    _hide_what_rasa_must_not_find()
    import rasa.utils  # the package must exist before its modules are replaced

    _replace_training_parts()
    _replace_channels()
    _replace_cloud_stores()
    sys.modules["rasa.engine.recipes.default_components"] = _DefaultComponents("rasa.engine.recipes.default_components")
    mapper = None if "sqlalchemy.orm" in sys.modules else _replace_object_mapper()
    with imported_late(LATE):
        import rasa.core.agent  # the bulk of Rasa, while its old dependencies' warnings are off
        import rasa_sdk.executor  # noqa: F401
    if mapper:
        del sys.modules[mapper]
        rasa.core.tracker_store.SQLTrackerStore = _absent("SQLTrackerStore")


with warnings.catch_warnings(record=True):
    # Rasa's old dependencies warn at import about their own future (pkg_resources, declarative_base); nothing here can act on it.
    # Recorded and dropped: some of them reset the filters, so that ignoring does not hold.
    warnings.simplefilter("ignore")
    _install()
