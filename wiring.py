"""The one file that names every concrete class: settings become the objects they describe."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.assistant import Assistant, Library
from bot.edition import Edition, Editions
from bot.judging.checking import LAYERS_NAME, OUTPUT_NAME, Checker
from bot.judging.judge import Judge, read_networks
from bot.judging.polarity import POLARITY_NAME, read_polarity
from bot.placing.belonging import belonging_of, foreign_of
from bot.quoting.writer import QuoteWriter
from bot.ranking.calibration import CALIBRATION_NAME, calibrate, read_scale, write_calibration
from bot.ranking.fitted import hash_in, read_fitted
from bot.ranking.retriever import Retriever
from bot.ranking.signals import SIGNALS, nearness_of
from bot.reading.understanding import Understanding
from bot.safety.places import contact_places
from bot.safety.steps import Safety
from bot.triage.failsafe import SafeTriage
from bot.triage.reader import LAYERS_NAME as READER_LAYERS
from bot.triage.reader import OUTPUT_NAME as READER_OUTPUT
from bot.triage.reader import Reader
from bot.triage.verdict import Triage
from ingest.beside.side import LEXICON_NAME
from pathways.finding import Finder
from store.generation.opened import Generation
from store.models.embedding import (
    Model,
    ModelError,
    OnnxEmbedder,
    TorchEmbedder,
    exported_name,
    model_folder,
)
from store.models.exporting import export_model
from store.publishing.live import check_model, current_folder, open_current

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.quoting.plain import PlainWords
    from bot.quoting.writer import Writer
    from bot.ranking.calibration import Scale
    from bot.reading.lexicon import Lexicon
    from people.records import Records
    from settings import Settings
    from store.models.embedding import Embedder

# What the packaged model's upper layers became by training on what was taught (docs/training.md).
TUNED_LAYERS = Path(__file__).parent / "store" / "data" / "encoder.safetensors"
BOT_DATA = Path(__file__).parent / "bot" / "data"
# The documents that come with Findings, and what lies beside them.
SHIPPED_KNOWLEDGE = Path(__file__).parent / "knowledge"
# The ranker's network, in bot/data.
RANKER_NAME = "ranker.npz"
# Passages of a ranking: what a batch shows of it, and what a page lists at most.
RANKED_PASSAGES = 10


def find_model(settings: Settings) -> Model:
    """Give the embedding model: the one that is named, or the packaged one with our tuned layers.

    Raises:
        ModelError: none is named and the packaged one is not installed.
    """
    tuning = settings.tuning or (None if settings.model else TUNED_LAYERS)
    return Model(settings.model or model_folder(), tuning)


def prepare_models(settings: Settings) -> bool:
    """Export what has not been exported of embedding model, checker and triage's reader.

    Gives whether any had to be.

    Raises:
        ModelError: the model is missing.
        WeightsError: the layers for it are of another.
    """
    fitted = read_fitted(BOT_DATA)
    is_new = False
    for layers, target in (
        (LAYERS_NAME, _checker_export(settings)),
        (READER_LAYERS, _reader_export(settings)),
    ):
        model = Model(model_folder(), BOT_DATA / layers)
        is_new = export_model(model, target, precision="int8") or is_new
        fitted.check_model(BOT_DATA / layers, hash_in(exported_name(target)))
    if settings.engine == "torch":
        return is_new
    model = find_model(settings)
    return export_model(model, settings.model_export, precision=settings.precision) or is_new


def make_checker(settings: Settings) -> Checker:
    """Load what reads questions and passages together.

    Raises:
        ModelError: it has not been exported.
        WeightsError: its output is missing, damaged, or of another model.
    """
    encoder = OnnxEmbedder(_checker_export(settings), threads=settings.threads)
    output = BOT_DATA / OUTPUT_NAME
    fitted = read_fitted(BOT_DATA)
    fitted.sound(output)
    fitted.check_model(output, hash_in(encoder.name))
    return Checker(encoder, output)


def make_reader(settings: Settings) -> Reader:
    """Load what reads messages that triage is in doubt of.

    Raises:
        FindingsError: it has not been exported, or is damaged.
    """
    encoder = OnnxEmbedder(_reader_export(settings), threads=settings.threads)
    # it tries itself on what it must know; no manifest stands between a message and its reader
    return Reader(encoder, BOT_DATA / READER_OUTPUT)


def _checker_export(settings: Settings) -> Path:
    return settings.model_export.with_name(f"{settings.model_export.name}-checker")


def _reader_export(settings: Settings) -> Path:
    return settings.model_export.with_name(f"{settings.model_export.name}-reader")


def make_embedder(settings: Settings) -> Embedder:
    """Load the embedding model.

    Raises:
        ModelError: it is missing, not exported, or exported with another precision.
    """
    if settings.engine == "torch":
        return TorchEmbedder(find_model(settings))
    embedder = OnnxEmbedder(settings.model_export, threads=settings.threads)
    model = find_model(settings)
    wanted = f"{model.folder.name}/onnx-{settings.precision}/"
    if not embedder.name.startswith(wanted) or embedder.spec != model.spec:
        msg = (
            f"model export in {settings.model_export} is {embedder.name}, settings ask for "
            f"{wanted.rstrip('/')}: run 'findings prepare'"
        )
        raise ModelError(msg)
    return embedder


def make_generation(settings: Settings, embedder: Embedder) -> Generation:
    """Open the live generation of the store.

    Raises:
        StoreError: there is none, or it was built with another model.
    """
    return open_current(settings.store, model=embedder.name)


def calibrate_model(settings: Settings) -> tuple[Scale, dict[str, float]] | None:
    """Write beside the store how its model's cosines become those that thresholds were fitted with.

    Gives it, with the thresholds that are cosines; None where the model is that of the thresholds.

    Raises:
        CalibrationError: too little is taught, or the file cannot be written.
        FindingsError: the store or the manifest of what was fitted is missing or damaged.
    """
    fitted = read_fitted(BOT_DATA)
    generation = Generation(current_folder(settings.store))
    model = hash_in(generation.manifest.model)
    if model == fitted.embedder:
        return None
    scale = calibrate(generation, fitted)
    path = settings.store / CALIBRATION_NAME
    write_calibration(path, scale, model=model, fitted=fitted.embedder)
    return scale, fitted.thresholds.cosines()


def make_editions(settings: Settings, *, for_one: bool = False) -> Editions:
    """Give what opens the live edition when first asked, and then keeps it.

    ``for_one`` is for a process that answers one question, for which no Chroma index is opened.
    """
    model = cache(partial(make_embedder, settings))
    opened = partial(_open_library, settings, model, for_one=for_one)

    def open_edition() -> Edition:
        live = Generation(current_folder(settings.store))
        return Edition(live, opened, connects=settings.chat_drafts)

    return Editions(lambda: current_folder(settings.store).name, open_edition)


def make_records(settings: Settings) -> Records:
    """Give the records of people and what they did; nothing is opened yet."""
    from people.records import Records  # noqa: PLC0415  only a server and its people need them

    return Records(settings.records, settings.records_address.get_secret_value())


def make_library(settings: Settings) -> Callable[[], Library]:
    """Give what opens the search of the live edition, for what needs nothing else of it.

    What it gives raises a FindingsError where the model or the store is missing or damaged.
    """
    return make_editions(settings).library


def make_safety(settings: Settings) -> Safety:
    """Give the safety steps, from the contacts of the live documents or else of those to ingest."""
    return Safety(
        partial(contact_places, settings.store, settings.knowledge), check_days=settings.check_days
    )


def make_assistant(settings: Settings, library: Callable[[], Library] | None = None) -> Assistant:
    """Give the assistant; it needs model and store only once it is asked a question.

    ``library`` is what ``make_library`` gave, where the caller uses it too. The safety steps are
    built first.
    """
    safety = make_safety(settings)
    triage = SafeTriage(
        partial(Triage, make_reader=partial(make_reader, settings), agencies=safety.agencies)
    )
    return Assistant(triage, library or make_library(settings), safety)


def _open_library(
    settings: Settings, model: Callable[[], Embedder], generation: Generation, lexicon: Lexicon,
    *, for_one: bool,
) -> Library:  # fmt: skip
    embedder = model()
    check_model(generation, settings.store, embedder.name)
    fitted = read_fitted(BOT_DATA)
    scale = read_scale(settings.store / CALIBRATION_NAME, hash_in(embedder.name), fitted.embedder)
    belonging = belonging_of(generation)
    understanding = Understanding(embedder, lexicon, generation.keywords)
    quoting = QuoteWriter(
        generation.pointers, generation.sources, generation.passages_of, margins=fitted.margins,
        foreign=foreign_of(generation, belonging),
        nearness=nearness_of(embedder, scale, understanding.vector),
    )  # fmt: skip
    ranker = fitted.network(BOT_DATA / RANKER_NAME, SIGNALS)
    return Library(
        Retriever(
            generation,
            ranker,
            fitted.thresholds,
            passages=RANKED_PASSAGES,
            scale=scale,
            exactly=for_one,
        ),
        understanding,
        Judge(
            read_networks(fitted, BOT_DATA),
            read_polarity(generation.side / LEXICON_NAME / POLARITY_NAME),
            cache(partial(make_checker, settings)),
            fitted.thresholds,
        ),
        quoting,
        make_writer(settings, quoting),
        routes=Finder(generation),
        plain=make_plain_writer(settings, generation, quoting, embedder),
        belonging=belonging,
    )


def make_writer(settings: Settings, quoting: QuoteWriter) -> Writer:
    """Give what composes answers: ``quoting``, or the chat model that the settings name for it.

    Raises:
        ChatModelError: see ``writing.chat``.
    """
    if not settings.chat_model or settings.chat_mode != "picks":
        return quoting
    from bot.quoting.choosing import ChoosingWriter  # noqa: PLC0415  brings langchain
    from writing.chat import open_chat_model  # noqa: PLC0415

    return ChoosingWriter(open_chat_model(settings), quoting)


def make_plain_writer(
    settings: Settings, generation: Generation, quoting: QuoteWriter, embedder: Embedder
) -> PlainWords | None:
    """Give what writes plain words beside quotes; None unless the settings name a model for it.

    Raises:
        ChatModelError: see ``writing.chat``.
    """
    if not settings.chat_model or settings.chat_mode == "picks":
        return None
    from writing.writer import open_writer  # noqa: PLC0415  brings langchain

    return open_writer(settings, generation, quoting.caution_of, embedder,
                       cache(partial(make_checker, settings)))  # fmt: skip
