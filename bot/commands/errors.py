"""The errors a person can cure: their message is the whole answer."""

from pydantic import ValidationError

from bot.bus.errors import BadBusUrlError
from bot.channels.capabilities import BadChannelFileError
from bot.channels.channel import BadChannelSettingError
from bot.commands.backup import BackupFileError
from bot.commands.channels import ChannelOffError, UnknownActError
from bot.commands.new_language import NewLanguageError
from bot.commands.poster import PosterError
from bot.conversation.skills import SkillFileError
from bot.duty.errors import BadDutySettingError
from bot.edge.tls import TlsError
from bot.guidance.faults import GuidanceDataError
from bot.guidance.service_hours import OpeningHoursError
from bot.guidance.start_text import StartTextError
from bot.safety.riskfile import RiskFileError
from bot.secret_folder import SecretFolderError
from bot.services.errors import ServiceError
from bot.settings import NoMasterKeyError
from bot.sso.errors import BadSsoSettingError
from bot.store.audit import NoAuditHeadError
from bot.store.backup_keys import BackupKeyError
from bot.store.copy import CopyError
from bot.store.deletions import DeletionListError
from bot.store.engine import DatabaseUrlError
from bot.store.keys import BadMasterKeyError, WrongKeyError
from bot.store.migrations import MigrationError
from bot.store.restore import RestoreError
from bot.store.sealed_file import SealedFileError
from bot.understanding.archive import NoModelError
from bot.understanding.examples import ExampleFileError
from bot.understanding.weights import WeightsError
from bot.web.theme import AccentError

CURABLE = (
    AccentError,
    BadBusUrlError,
    BadChannelFileError,
    BadChannelSettingError,
    BadDutySettingError,
    ChannelOffError,
    BackupFileError,
    BackupKeyError,
    CopyError,
    DeletionListError,
    RestoreError,
    SealedFileError,
    SecretFolderError,
    TlsError,
    DatabaseUrlError,
    MigrationError,
    UnknownActError,
    PosterError,
    NewLanguageError,
    NoMasterKeyError,
    NoModelError,
    NoAuditHeadError,
    BadSsoSettingError,
    GuidanceDataError,
    OpeningHoursError,
    RiskFileError,
    ServiceError,
    SkillFileError,
    StartTextError,
    BadMasterKeyError,
    WrongKeyError,
    WeightsError,
    ExampleFileError,
    ValidationError,
)
