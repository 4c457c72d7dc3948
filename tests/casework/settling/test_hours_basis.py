"""A settled month on its way out: the same papers each time, and a changed copy is noticed."""

from __future__ import annotations

import io
import tracemalloc
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import pytest
from msgspec import json

from adapters.documents import RenderedDocument
from casework.office import Office
from casework.settling.hours import record
from casework.settling.hours_basis import Basis, lines_of, packed, paper, settled
from casework.settling.hours_seal import SEAL_FILE, Checked, check
from deployments.sample_home import CONTROLLER
from domain.errors import InvalidInput
from tests.adapters.documents.reading_back import text
from tests.casework.settling.test_hours import FEBRUARY, correct
from tests.factories import KIRSTEN, at, beginning
from tests.house import House

Files = dict[str, bytes]


@pytest.fixture
def settled_office(house: House) -> Iterator[tuple[Office, str]]:
    """March is settled: an hour and a half of Amira's, billable and without refund."""
    ref = house.course(*beginning()[1:], starts=FEBRUARY)
    with house.office(at("2026-04-01 09:00")) as office:
        record(office, CONTROLLER, "2026-03", KIRSTEN)
        yield office, ref


def unpacked(content: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed_again(files: Files) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return content.getvalue()


@pytest.mark.requirement("S3.refund_basis", "local.reconciliation")
def test_the_paper_tells_the_hours_as_they_were_settled(settled_office: tuple[Office, str]) -> None:
    office, ref = settled_office
    before = packed(office, settled(office, 1), Basis.INVOICE)
    correct(office, ref)
    assert packed(office, settled(office, 1), Basis.INVOICE) == before, "the log went on, the paper did not"
    document: RenderedDocument = paper(office, settled(office, 1), Basis.INVOICE)
    words = text(document)
    assert "Grundlag for faktura" in words
    assert "Marts 2026" in words
    assert ref in words
    assert "Amira" in words
    assert office.reconciliations.newest(5)[0].sha256[:20] in words.replace(" ", "")
    refund = text(paper(office, settled(office, 1), Basis.REFUND))
    assert "Kategorien giver ikke refusion den dag" in refund
    assert "Refunderes ikke" in refund


@pytest.mark.requirement("S3.refund_basis")
def test_a_copy_as_it_was_sent_holds(settled_office: tuple[Office, str]) -> None:
    office, _ = settled_office
    for basis in Basis:
        name, content = packed(office, settled(office, 1), basis)
        assert name == f"timer-{CONTROLLER}-2026-03-{basis.value}-nr-1.zip"
        checked = check(office, content)
        assert checked.findings == ()
        assert checked.seal is not None
        assert (checked.seal.number, checked.seal.basis) == (1, basis.value)
        assert check(office, packed_again(unpacked(content))).findings == (), "packed anew it is the same"


@pytest.mark.requirement("S3.refund_basis")
def test_every_change_of_a_copy_is_named(settled_office: tuple[Office, str]) -> None:
    """outside: auditors found hours billed that were not given."""
    office, _ = settled_office
    _, content = packed(office, settled(office, 1), Basis.INVOICE)
    files = unpacked(content)
    sheet = next(name for name in files if name.endswith(".csv"))

    def looked_at(**changed: bytes | None) -> Checked:
        altered = files | {sheet if name == "sheet" else name: part for name, part in changed.items()}
        return check(office, packed_again({name: part for name, part in altered.items() if part is not None}))

    more_hours = files[sheet].replace(b"1,5", b"2,5")
    assert looked_at(sheet=more_hours).findings == (f"{sheet} er ændret, efter at seglet blev sat.",)
    assert looked_at(sheet=None).findings == (f"{sheet} mangler.",)
    assert looked_at(andet=b"x").findings == ("Der er lagt en fil til, som seglet ikke kender.",)
    forged = json.decode(files[SEAL_FILE]) | {"month": "2026-02"}
    unknown = json.decode(files[SEAL_FILE]) | {"number": 2}
    assert looked_at(**{SEAL_FILE: json.encode(forged)}).findings == (
        "Seglet er ikke vores, eller det er ændret.",
    )
    assert looked_at(**{SEAL_FILE: json.encode(unknown)}).findings == (
        "Seglet er ikke vores, eller det er ændret.",
        "Opgørelse nr. 2 findes ikke hos os med det fingeraftryk.",
    )
    for without in (b"", b"{}", b"\xff"):
        assert looked_at(**{SEAL_FILE: without}).findings == (f"{SEAL_FILE} mangler eller kan ikke læses.",)


def test_what_is_no_zip_of_ours_is_not_unpacked(settled_office: tuple[Office, str]) -> None:
    office, _ = settled_office
    _, content = packed(office, settled(office, 1), Basis.INVOICE)
    many = packed_again({str(number): b"" for number in range(6)})
    large = packed_again({"a": b"0" * 20_000_001})
    for wrong in (
        b"",
        b"PK\x03\x04",
        content[:-40],
        content[:400] + b"\0" * 200 + content[600:],
        many,
        large,
    ):
        with pytest.raises(InvalidInput, match="er ikke en mappe med timer fra os"):
            check(office, wrong)
    with pytest.raises(InvalidInput, match=r"opgørelse nr\. 7 findes ikke"):
        settled(office, 7)


def test_two_files_of_one_name_are_never_a_copy_of_ours(settled_office: tuple[Office, str]) -> None:
    """One of them would be looked at, and the other be opened by whoever pays."""
    office, _ = settled_office
    _, content = packed(office, settled(office, 1), Basis.INVOICE)
    sheet = next(name for name in unpacked(content) if name.endswith(".csv"))
    for name in (sheet, sheet.upper()):
        both = io.BytesIO()
        with zipfile.ZipFile(both, "w") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            for one, part in ((name, b"2,5"), *unpacked(content).items()):
                archive.writestr(one, part)
        with pytest.raises(InvalidInput, match="er ikke en mappe med timer fra os"):
            check(office, both.getvalue())


def test_a_zip_that_swells_is_not_unpacked(settled_office: tuple[Office, str]) -> None:
    """It says that it holds ten bytes, and holds thirty million; or is packed so that it comes out whole."""
    office, _ = settled_office
    swelling, whole = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(swelling, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 30_000_000)
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"0" * 1_000)
    said = swelling.getvalue().replace((30_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    tracemalloc.start()
    try:
        with pytest.raises(InvalidInput, match="er ikke en mappe med timer fra os"):
            check(office, said)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
    with pytest.raises(InvalidInput, match="er ikke en mappe med timer fra os"):
        check(office, whole.getvalue())


def test_a_seal_with_an_impossible_number_cannot_be_read(settled_office: tuple[Office, str]) -> None:
    office, _ = settled_office
    files = unpacked(packed(office, settled(office, 1), Basis.INVOICE)[1])
    for number in (0, -1, 2**31, 10**30):
        seal = json.encode(json.decode(files[SEAL_FILE]) | {"number": 1}).replace(
            b'"number":1', f'"number":{number}'.encode()
        )
        checked = check(office, packed_again(files | {SEAL_FILE: seal}))
        assert checked.findings == (f"{SEAL_FILE} mangler eller kan ikke læses.",)


def test_a_line_says_why_its_hours_are_not_refunded(settled_office: tuple[Office, str]) -> None:
    office, ref = settled_office
    (line,) = lines_of(settled(office, 1))
    assert (line.ref, line.logged) == (ref, Decimal("1.50"))
    assert line.not_refundable == {"no_refund": Decimal("1.50")}
