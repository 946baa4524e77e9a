"""What every learned file was fitted with: one manifest, held against what is to be used."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.ranking.ranker import WeightsError, read_network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.ranking.ranker import Network

MANIFEST_NAME = "fitted.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Margins:
    """By how much less surely (log-odds) than the best sentence another may answer, to be used.

    Chosen on the development questions (docs/evaluation.md). What stands beside the best one
    carries the answer oftenest; the same document, or a finding beside what is expected, oftener
    than one more note that says the like. One margin of 1.8 for all let a third more through that
    carries nothing, and covered less.
    """

    beside: float
    of_the_document: float
    elsewhere: float
    # as a factor: a list may be longer
    wider_for_a_list: float
    # of what tells more than was quoted already, and of what is said of two things at once
    of_more: float
    compared: float
    # a list answers a question for one where its introduction is as near to it (a cosine), less
    # this share of the log-odds by which it is behind
    list_near: float
    list_behind: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers read off what model and networks give: whatever is fitted anew may need others.

    Cosines are those of the model that the networks were fitted with.
    """

    # A message this near to a taught question is that question in other words: it has an answer.
    same: float
    # Nearer than this to a question taught as unanswerable, a refusal names what is missing. At
    # 0.6, who asked for the area's grade was told that the chair of strategy meetings is not given.
    missing: float
    # What is told is read with a question only where it is this near to anything that the documents
    # or what was taught of them say; of several statements, those nearly as near as the nearest are
    # searched. A rota or a training day lies at 0.4 to 0.5, a case at 0.5 to 0.8.
    close: float
    same_subject: float
    nearly_as_close: float
    # Nearer than this to anything held, a question is of the documents' subjects.
    of_the_subject: float
    # A premise is called false only where this share of the nearest taught messages is mistaken: of
    # the 320 development questions whose premise was called false, all 13 that had a false one lie
    # above 0.25, and 7 of the 8 others at 0.20 and below.
    least_mistaken: float
    # As sure as this that a premise is false rather than true, as log-odds, the judge corrects
    # what states something. Of the 320 questions that is 8 of 17 false premises and none of 238
    # true ones; at -0.2 it would be 9 and 2.
    mistaken: float
    # Of sentences that people taught, the checker reads the best one where the log-odds that there
    # is an answer lie between these. Its own count by the weight that ``training.judge`` finds.
    doubtful: float
    check_weight: float
    # What an answer from what nobody taught gains, in log-odds: with none, of 109 questions
    # about three invented partnerships that have an answer one in four was declined.
    untaught_gain: float
    # Of what was taught, the log-odds that there is an answer become the share of such answers that
    # carry what was asked for, by a slope and a shift fitted to the 320 development questions; of
    # what nobody taught a network tells it (``training.sureness``).
    sure_slope: float
    sure_shift: float
    # Less surely than this, what nobody taught is given as what comes nearest, not as the answer:
    # of two outsiders' messages in everyday words 2 of 18 such answers carried what was asked for,
    # 55 of the 99 surer ones (docs/evaluation.md, "How sure").
    hardly_sure: float
    # As surely as this an ask is answered without what was told.
    sure: float
    # What an ask finds by itself is ranked so much lower, as a score, than what it finds with the
    # case that it is asked of: where it names what it is about, and where it only points to that.
    # Of 90 questions told below a case of something else the right passage is among the first ten
    # for 0.69, without what the ask finds by itself for 0.25.
    naming_ask: float
    pointing_ask: float
    # Surer than this of an answer, it is believed to speak of what is asked in words of its own;
    # less sure, a word that no document holds is what is asked about.
    sure_of_a_name: float
    unsure: float
    # A told case goes by the pathway that it is this near to, and nearer than to any other by so
    # much: of 20 cases as staff tell them 9 did, each by the right one.
    of_a_route: float
    surer_of_a_route: float
    # The ranker's scores become probabilities by this slope and shift, fitted to an earlier ranker:
    # their order and distances are used (bot/quoting/writer.py), not their absolute values.
    score_slope: float
    score_shift: float
    # What of the checker's log-odds, against their mean, is added to the scores of those best
    # sentences that it read, where nobody taught them.
    read_weight: float
    # What a sentence gains, as a score, where the message names the part of a letter that it stands
    # in: the items below "What needs to improve" say no word of that themselves.
    part_asked: float

    def cosines(self) -> dict[str, float]:
        """Give those that are cosines, by their names."""
        names = ("same", "missing", "same_subject", "close", "of_the_subject", "of_a_route")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Learned:
    """One learned file: its SHA-256, the model it was fitted with, and what its columns are.

    ``model`` is the hash of the model's weights (``store.models.embedding.Model``), empty where
    none was used; of layers, ``gives`` is the hash of the model that they make of it.
    """

    sha256: str
    model: str = ""
    gives: str = ""
    signals: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fitted:
    """The manifest of the learned files in ``folder`` and in ``store/data``.

    ``embedder`` is the hash of the embedding model that ranker and judges were fitted with;
    ``cosines`` are those of its that calibrating another goes by.
    """

    path: Path
    embedder: str
    files: Mapping[str, Learned]
    thresholds: Thresholds
    margins: Margins
    cosines: tuple[float, ...]

    def learned(self, path: Path) -> Learned:
        """Give what is said of a file, by its name.

        Raises:
            WeightsError: nothing is said of it.
        """
        if path.name not in self.files:
            msg = f"{self.path}: does not name {path.name}: reinstall Findings"
            raise WeightsError(msg)
        return self.files[path.name]

    def sound(self, path: Path) -> Learned:
        """Give what is said of a file that is the very one it is said of.

        Raises:
            WeightsError: it is missing or another.
        """
        learned = self.learned(path)
        try:
            found = hash_file(path)
        except OSError as error:
            msg = f"{path}: cannot be read ({type(error).__name__}): reinstall Findings"
            raise WeightsError(msg) from error
        if found != learned.sha256:
            msg = f"{path}: not the file that {self.path.name} names: reinstall Findings"
            raise WeightsError(msg)
        return learned

    def network(
        self, path: Path, measured: Sequence[str], outputs: Sequence[str] = ("score",)
    ) -> Network:
        """Give a network whose inputs are the signals ``measured``, in that order.

        Raises:
            WeightsError: it is missing or damaged, was fitted with another embedding model than the
                others, with a signal that is not measured, or gives something else.
        """
        learned = self.sound(path)
        if learned.model != self.embedder:
            msg = (
                f"{path}: fitted with the model {learned.model}, the others with {self.embedder}: "
                "reinstall Findings, or train it anew"
            )
            raise WeightsError(msg)
        unknown = [one for one in learned.signals if one not in measured]
        if unknown or learned.outputs != tuple(outputs):
            what = f"the signal '{unknown[0]}'" if unknown else f"outputs {learned.outputs}"
            msg = f"{path}: fitted with {what}, unknown here: reinstall Findings, or train it anew"
            raise WeightsError(msg)
        network = read_network(path)
        if network.linear.shape != (len(learned.signals), len(learned.outputs)):
            msg = f"{path}: not of the signals that {self.path.name} names: reinstall Findings"
            raise WeightsError(msg)
        return network.taking(learned.signals, measured)

    def check_model(self, path: Path, model: str) -> None:
        """Refuse a learned file that goes with another model than ``model``, a hash.

        Layers go with the model that they make.

        Raises:
            WeightsError: it does, or nothing is said of it.
        """
        learned = self.learned(path)
        if (learned.gives or learned.model) != model:
            msg = (
                f"{path}: not of the model {model}: run 'findings prepare', or reinstall Findings "
                "with the versions in constraints.txt"
            )
            raise WeightsError(msg)


def read_fitted(folder: Path) -> Fitted:
    """Read the manifest in ``folder``.

    Raises:
        WeightsError: it is missing, damaged or of another format.
    """
    path = folder / MANIFEST_NAME
    try:
        raw: dict[str, Any] = json.loads(path.read_bytes())
        if raw["format"] != FORMAT:
            msg = f"{path}: of format {raw['format']}, not {FORMAT}: reinstall Findings"
            raise WeightsError(msg)
        files = {
            str(name): Learned(**{key: _plain(value) for key, value in facts.items()})
            for name, facts in raw["files"].items()
        }
        thresholds = Thresholds(**{one: float(value) for one, value in raw["thresholds"].items()})
        margins = Margins(**{one: float(value) for one, value in raw["margins"].items()})
        cosines = tuple(map(float, raw["cosines"]))
        return Fitted(path, str(raw["embedder"]), files, thresholds, margins, cosines)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        msg = f"{path}: damaged ({type(error).__name__}): reinstall Findings"
        raise WeightsError(msg) from error


def _plain(value: Any) -> Any:  # noqa: ANN401  as JSON gives it
    return tuple(value) if isinstance(value, list) else value


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file, in hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_in(name: str) -> str:
    """Give the hash of the weights in an embedder's name."""
    return name.rsplit("/", 1)[-1]
