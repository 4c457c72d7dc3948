"""Deviations, what the citizen says, what outsiders may know, and matters that somebody settles."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from domain import commands as c
from domain.matters import RULES
from tests.domain.commanding.scene import NOTES, Given, Scene, mostly, perhaps, plain

OUTSIDERS = st.sampled_from(["workplace", "doctor"])


def _deviation(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.ReportDeviation,
        occurred_at=scene.instants(-48, 1),
        fact=st.just("Mødte ikke."),
        no_show=st.booleans(),
    )


def _acknowledge(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.AcknowledgeDeviation, matter=scene.matter("deviation", "f99"), by=st.just("jonas"))


def _explain(scene: Scene) -> st.SearchStrategy[c.Command]:
    said = st.just("Bussen kom ikke.")
    return st.builds(c.AddExplanation, matter=scene.matter("deviation", "f99"), explanation=said)


def _conclude(scene: Scene) -> st.SearchStrategy[c.Command]:
    results = st.sampled_from(["explained", "in_hand"])
    return st.builds(c.RecordDeviationOutcome, matter=scene.matter("deviation", "f99"), result=results)


def _take_back(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.WithdrawDeviation, matter=scene.matter("deviation", "f99"), reason=st.just("En fejl."))


def _seen(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.MarkUpdateSeen, matter=scene.matter("update", "n99"))


def _complain(_scene: Scene) -> st.SearchStrategy[c.Command]:
    about = st.sampled_from(["mentor", "decision"])
    return st.builds(c.FileComplaint, about=about, complaint=st.just("Han kommer for sent."))


def _withdraw_consent(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.WithdrawConsent, withdrawn_on=scene.lately(5), note=NOTES)


def _agree_disclosure(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.AgreeDisclosure,
        recipient=OUTSIDERS,
        kinds=st.sampled_from([("attendance", "considerations"), ("sensitive",)]),
        from_on=scene.lately(20),
        until_on=perhaps(scene.around(30, 30)),
    )


def _ask(scene: Scene) -> st.SearchStrategy[c.Command]:
    about = st.sampled_from(get_args(c.PlanChange))
    return st.builds(c.AskForPlanChange, about=about, why=st.just("Vi mødes for sjældent."))


def _disclose(scene: Scene) -> st.SearchStrategy[c.Command]:
    """What is agreed, now and then something else."""
    agreed = [(one.recipient, one.kinds[:1]) for one in scene.course.consent.disclosures]
    return st.builds(
        lambda what, on, why: c.RecordDisclosure(
            recipient=what[0], kinds=what[1], told_on=on, note="Fortalt.", why=why
        ),
        mostly(agreed, ("school", ("goals",))),
        scene.lately(5),
        NOTES,
    )


def _announce(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.AnnounceStart, what=st.just("placement"), starts_on=scene.around(1, 20))


def _settle(scene: Scene) -> st.SearchStrategy[c.Command]:
    """An open matter as one of its kind's outcomes, rarely one that is not there."""
    known = [(one.id, code) for one in scene.course.open_matters() for code in RULES[one.kind].outcomes]
    return st.builds(
        lambda what, note: c.SettleMatter(matter=what[0], outcome=what[1], note=note),
        mostly(known, ("t99", "given")),
        NOTES,
    )


def _end_effort(scene: Scene) -> st.SearchStrategy[c.Command]:
    reason = st.just("Rollen understøtter ikke indsatsen.")
    return st.builds(c.EndEffort, matter=scene.matter("no_progress", "s99"), reason=reason)


def _missed(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.just(c.ReportMissedCheckIn(visit=1, mentor="amira", expected_at=scene.now))


MATTERS: dict[str, Given] = {
    "ReportDeviation": _deviation,
    "AcknowledgeDeviation": _acknowledge,
    "AddExplanation": _explain,
    "RecordDeviationOutcome": _conclude,
    "WithdrawDeviation": _take_back,
    "MarkUpdateSeen": _seen,
    "RequestOtherMentor": plain(c.RequestOtherMentor(wish="En, der bor tættere på.")),
    "AskForPlanChange": _ask,
    "FileComplaint": _complain,
    "WithdrawConsent": _withdraw_consent,
    "AgreeDisclosure": _agree_disclosure,
    "EndDisclosure": plain(c.EndDisclosure(disclosure="d1"), c.EndDisclosure(disclosure="d2")),
    "RecordDisclosure": _disclose,
    "ReviseConsiderations": plain(c.ReviseConsiderations(considerations="Korte dage.")),
    "AnnounceStart": _announce,
    "SettleMatter": _settle,
    "EndEffort": _end_effort,
    "ReportMissedCheckIn": _missed,
    "ReportIncident": plain(c.ReportIncident(incident=1)),
}
