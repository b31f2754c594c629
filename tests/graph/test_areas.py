"""Areas with pairs and declarations, and the bodies of parties at signing and today."""

from __future__ import annotations

from kg.vocabulary import DCTERMS, RENKEI
from tests.graph.published import IRIS, shipped
from tests.graph.reading_quads import Statements

SAPPORO = "011002-012106-20190329"
ASAHIKAWA = "012041-014591-20220112"


def test_pairs_say_whether_their_agreement_is_in_the_data() -> None:
    areas = Statements(shipped().shared["areas"])
    area = IRIS.area("011002")
    iwamizawa, otaru = f"{area}/pair/012106", f"{area}/pair/012033"
    assert len(areas.objects(area, RENKEI["pair"])) == 11
    assert areas.objects(iwamizawa, RENKEI["pairAgreement"]) == [IRIS.agreement(SAPPORO)]
    assert areas.value(iwamizawa, RENKEI["rule"]) == "party-to-agreement"
    assert areas.value(otaru, RENKEI["pairStatus"]) == "not-in-this-data"
    assert areas.value(otaru, RENKEI["rule"]) == "area-table"
    assert areas.objects(otaru, RENKEI["pairAgreement"]) == []
    assert areas.objects(otaru, DCTERMS["source"])


def test_declarations_are_dated_events_with_a_source() -> None:
    areas = Statements(shipped().shared["areas"])
    events = areas.objects(IRIS.area("012041"), RENKEI["event"])
    assert [areas.value(event, RENKEI["eventDate"]) for event in events] == ["2009-12-28", "2021-10-21"]
    assert all(areas.objects(event, DCTERMS["source"]) for event in events)


def test_body_at_signing_and_today() -> None:
    graph = Statements(shipped().of(SAPPORO).quads)
    party = IRIS.part(SAPPORO, "party/2")
    (identity,) = graph.objects(party, RENKEI["identity"])
    city = IRIS.municipality("012106")
    assert graph.value(identity, RENKEI["historyStatus"]) == "recorded"
    assert graph.value(identity, RENKEI["bodyAtSigning"]) == graph.value(identity, RENKEI["bodyToday"]) == city
    registry = Statements(shipped().shared["registry"])
    changes = graph.objects(identity, RENKEI["knownFrom"])
    assert len(changes) == 2
    assert all(registry.value(change, RENKEI["eventDate"]) == "2006-03-27" for change in changes)


def test_a_list_without_a_change_of_the_body_is_a_source() -> None:
    graph = Statements(shipped().of(ASAHIKAWA).quads)
    core, town = (graph.objects(IRIS.part(ASAHIKAWA, f"party/{number}"), RENKEI["identity"])[0] for number in (1, 2))
    assert graph.value(core, RENKEI["historyStatus"]) == "recorded"
    assert graph.value(town, RENKEI["historyStatus"]) == "no-change-in-source"
    assert graph.value(town, RENKEI["recordsFrom"]) == "1970-04-20"
    assert graph.value(town, RENKEI["recordsUntil"]) == "2024-01-01"
    assert graph.objects(town, RENKEI["bodyAtSigning"]) == graph.objects(town, RENKEI["namedBody"])
    assert graph.value(town, RENKEI["bodyToday"]) == IRIS.municipality("014591")
