"""The page of an area says of each pair whether its agreement is over, since when and why."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from kg.identifiers import Iris
from kg.web.description import Description
from kg.web.language import Language
from kg.web.links import Links
from kg.web.views.bodies import PairAgreement, view_area
from kg.web.views.statements import View

IRIS = Iris("https://example.jp/")
AREA, AGREEMENT = IRIS.area("012041"), IRIS.agreement("a")
HEAD = f"""
@prefix renkei: <https://w3id.org/renkei/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{AREA}> renkei:pair <{AREA}/pair/1> .
<{AREA}/pair/1> renkei:pairMember <{IRIS.municipality("014591")}> ; renkei:pairAgreement <{AGREEMENT}> .
<{AGREEMENT}> renkei:forcePeriod <{AGREEMENT}/p/1>, <{AGREEMENT}/p/2> .
<{AGREEMENT}/p/1> renkei:periodEnd "2020-04-01"^^xsd:date .
"""
LAST = {
    "abolished": 'renkei:inForce false ; renkei:periodStart "2020-04-01"^^xsd:date ; renkei:forceReason "abolished"',
    "in force": 'renkei:inForce true ; renkei:periodStart "2020-04-01"^^xsd:date ; renkei:forceReason "no-end-in-data"',
    "unknown": 'renkei:periodStart "2020-04-01"^^xsd:date ; renkei:forceReason "end-date-unknown"',
    "not yet": 'renkei:inForce false ; renkei:periodEnd "2030-04-01"^^xsd:date ; renkei:forceReason "before-effect"',
}


@pytest.mark.parametrize("last", LAST)
def test_an_agreement_that_is_over_says_so(last: str) -> None:
    text = f"{HEAD}<{AGREEMENT}/p/2> {LAST[last]} ."
    description = Description(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))
    view = View(description=description, links=Links(iris=IRIS, root="../../"), language=Language.JA)
    ((found,),) = (pair.agreements for pair in view_area(view, AREA).pairs)
    assert isinstance(found, PairAgreement)
    assert (found.over.text if found.over else "", found.reason) == {"abolished": ("2020-04-01", "廃止された")}.get(
        last, ("", "")
    )
