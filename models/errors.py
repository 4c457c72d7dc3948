"""What can be wrong with the storage. Every error names table, course and number, never data."""

from __future__ import annotations

from collections.abc import Mapping

from domain.errors import Conflict, MentorError, Unavailable


class MasterKeyMissing(Unavailable):
    """A key is wrapped by a master key that the master key file does not hold."""

    code = "master-key-missing"

    def __init__(self, master_id: str, path: str) -> None:
        super().__init__(
            f"Hovednøglen {master_id} mangler i {path}. Læg den nøglefil tilbage, som hører til disse data "
            "(fra sikkerhedskopien af hovednøglen), og prøv igen. Intet er ændret."
        )
        self.master_id = master_id


class WrongMasterKey(Unavailable):
    """The master key file holds another key under that id than the one that wrapped the data."""

    code = "wrong-master-key"

    def __init__(self, master_id: str, path: str) -> None:
        super().__init__(
            f"Hovednøglen {master_id} i {path} er ikke den, der låste disse data. Find den rigtige nøglefil "
            "(MENTOR_MASTER_KEY_FILE) og prøv igen. Intet er ændret."
        )
        self.master_id = master_id


class MasterKeyFileUnusable(Unavailable):
    """The master key file is absent, unreadable, open to others or malformed."""

    code = "master-key-file"

    def __init__(self, path: str, wrong: str) -> None:
        super().__init__(f"Hovednøglefilen {path} kan ikke bruges: {wrong}.")


class KeyMissing(MentorError):
    """A data key is not in the key store at all (it was lost, or the stores do not belong together)."""

    code = "data-key-missing"

    def __init__(self, key_id: str) -> None:
        super().__init__(
            f"Datanøglen {key_id} findes ikke i nøglelageret. Nøglelager og sagsdatabase hører sammen: "
            "gendan dem fra samme tidspunkt."
        )
        self.key_id = key_id


class KeyDestroyed(MentorError):
    """The data key was destroyed on purpose: what it sealed is erased."""

    code = "data-key-destroyed"

    def __init__(self, key_id: str) -> None:
        super().__init__(f"Datanøglen {key_id} er slettet, så indholdet er slettet og kan ikke læses igen.")
        self.key_id = key_id


class Tampered(MentorError):
    """Something stored is not what was stored: changed, swapped with another row, or cut."""

    code = "tampered"

    def __init__(self, table: str, where: str, what: str) -> None:
        super().__init__(
            f"Tabellen {table}, {where}: {what}. Kør »mentor audit verify« og gendan fra en sikkerhedskopi; "
            "ret ikke i tabellen."
        )
        self.table = table
        self.where = where
        self.what = what


class DatabaseDamaged(MentorError):
    """The database file is cut short or not a database."""

    code = "database-damaged"

    def __init__(self, name: str, wrong: str) -> None:
        super().__init__(f"Databasen {name} er beskadiget: {wrong}. Gendan den fra en sikkerhedskopi.")
        self.name = name


class DatabaseMissing(Unavailable):
    """There is no database where there should be one; it is never created silently."""

    code = "database-missing"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Databasen {name} findes ikke. Er den flyttet, så ret indstillingen; er det en ny opsætning, "
            "så kør: mentor init"
        )


class SchemaOutdated(Unavailable):
    """The tables are of another release than the program."""

    code = "schema-outdated"

    def __init__(self, name: str, found: str, wanted: str) -> None:
        super().__init__(
            f"Databasen {name} har skema {found or 'intet'}, programmet bruger {wanted}. "
            "Tag en sikkerhedskopi og kør: mentor init"
        )


class DatabaseUnavailable(Unavailable):
    """The database does not answer, is locked for too long, or its disk is full."""

    code = "database-unavailable"

    def __init__(self, name: str, wrong: str) -> None:
        super().__init__(f"Databasen {name} kan ikke bruges lige nu ({wrong}). Intet er ændret; prøv igen.")


class Duplicate(MentorError):
    """A row with the same unique key is there already. Callers turn it into their own answer."""

    code = "duplicate"

    def __init__(self, name: str) -> None:
        super().__init__(f"Databasen {name}: rækken findes allerede.")


class RowRefused(MentorError):
    """The database's own rules refused a row (a reference to nothing, an empty required column)."""

    code = "row-refused"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Databasen {name} afviste en række, fordi den ikke passer til de andre. Intet er ændret. "
            "Kør »mentor audit verify«, og meld det som en fejl i programmet."
        )


class Overtaken(Conflict):
    """The course has moved on since the caller read it."""

    code = "overtaken"

    def __init__(self, ref: str, seq: int) -> None:
        super().__init__(
            f"Forløbet {ref} er ændret af en anden (det står nu ved hændelse {seq} eller senere). "
            "Intet er skrevet; læs forløbet igen, og prøv igen."
        )
        self.ref = ref


class StuckCourses(MentorError):
    """Time could not pass for these courses; it has passed for all the others."""

    code = "stuck-courses"

    def __init__(self, stuck: Mapping[str, MentorError]) -> None:
        named = "; ".join(f"{ref}: {error.message}" for ref, error in stuck.items())
        super().__init__(f"Tiden kunne ikke gå for {len(stuck)} forløb. {named}")
        self.stuck = dict(stuck)


class StuckTimer(MentorError):
    """A timer is due but the rules do nothing with it: it would stay due for ever."""

    code = "stuck-timer"

    def __init__(self, ref: str) -> None:
        super().__init__(
            f"En frist på {ref} er nået, men intet sker ved den. Se den med »mentor course explain {ref}«, "
            "og meld det som en fejl i programmet."
        )
