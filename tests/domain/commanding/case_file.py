"""What is done to the file: access, marks, legal hold, return and erasure."""

from __future__ import annotations

from hypothesis import strategies as st

from domain import commands as c
from tests.domain.commanding.scene import Given, Scene, plain

BOTH = ("file_access", "data_access")


def _access(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.RecordAccessRequest,
        received_on=scene.lately(9),
        kinds=st.sampled_from([BOTH, BOTH[:1], BOTH[1:]]),
        channel=st.just("mail"),
    )


def _draft(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.RecordAccessDraft,
        matter=scene.matter("file_access", "i99"),
        delivered_on=scene.lately(3),
        document_sha256=st.just("a" * 64),
    )


def _returned(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.RecordFileReturn,
        returned_on=scene.lately(10),
        how=st.just("handover"),
        document_sha256=st.just("b" * 64),
    )


def _approve(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.ApproveErasure,
        decider=st.just("D-0001"),
        decider_role=st.just("caseworker"),
        unit=st.just("Arkivet"),
        decided_on=st.just(scene.today),
        early=st.booleans(),
    )


CASE_FILE: dict[str, Given] = {
    "RecordAccessRequest": _access,
    "RecordAccessDraft": _draft,
    "MarkThirdParty": plain(
        c.MarkThirdParty(marks=(c.NewMark(what="words", why="safety", words="naboen"),)),
        c.MarkThirdParty(marks=(c.NewMark(what="event", why="third_party", event=99),)),
        c.MarkThirdParty(put_back=("u1",)),
        c.MarkThirdParty(),
    ),
    "HoldErasure": plain(c.HoldErasure(reason="court")),
    "LiftHold": plain(c.LiftHold()),
    "RecordFileReturn": _returned,
    "ApproveErasure": _approve,
    "RecordErasure": plain(c.RecordErasure(keys=1, mails=0, letters=0, index_entries=1)),
}
