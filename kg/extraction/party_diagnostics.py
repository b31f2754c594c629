"""What is missing or doubtful about the parties of an agreement, its kind and who delegates to whom."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.aliases import aliases_in
from kg.extraction.bodies import is_organ, is_redacted
from kg.extraction.instruments import kind_by_title
from kg.extraction.places import places
from kg.extraction.reporting import info, place_of, warning
from kg.model.agreement import Agreement, Body, Party
from kg.model.text import Diagnostic
from kg.registries.municipalities import MunicipalityRegistry

_FEWEST = 2


def party_diagnostics(agreement: Agreement, registry: MunicipalityRegistry) -> Iterator[Diagnostic]:
    """One for each thing a person should look at."""
    yield from _missing(agreement)
    yield from _letters_of_nobody(agreement)
    for party in agreement.parties:
        for body in party.bodies:
            if body.code is None:
                yield _unresolved(party, body, registry)
    yield from _core_city(agreement)
    yield from _kind(agreement)
    yield from _delegation(agreement)


def _missing(agreement: Agreement) -> Iterator[Diagnostic]:
    if not agreement.parties:
        yield warning(
            "parties-not-found",
            place_of(agreement.title),
            "no party found; expected 「X市（以下「甲」という。）」 or names in the title",
            "当事者が見つかりません。「X市（以下「甲」という。）」の形か題名中の団体名が必要です",
        )
    elif len({body.name for party in agreement.parties for body in party.bodies}) < _FEWEST:
        name = agreement.parties[0].bodies[0].name
        yield warning(
            "party-missing",
            place_of(agreement.parties[0].words),
            f"{name}: the only party found; an agreement has two at least",
            f"当事者が{name}しか見つかりません。相手方の団体名の書き方を確かめてください",
        )


def _letters_of_nobody(agreement: Agreement) -> Iterator[Diagnostic]:
    """Letters given to something that is no public body: a company, or a name that is not understood."""
    known = {party.designation for party in agreement.parties}
    for place in places(agreement.instrument_tree):
        text = place.words.text
        for alias in aliases_in(text):
            if alias.is_letter and alias.name not in known:
                known.add(alias.name)
                before = text[max(0, alias.at - 12) : alias.at]
                yield warning(
                    "designation-without-body",
                    place_of(place.part(max(0, alias.at - 12), alias.end)),
                    f"{alias.name} is given to {before!r}, which does not end with the name of a public body",
                    f"「{alias.name}」の前の「{before}」を地方公共団体の名称として読めません",
                )


def _unresolved(party: Party, body: Body, registry: MunicipalityRegistry) -> Diagnostic:
    place = place_of(party.words)
    homonyms = registry.named(body.name)
    if homonyms:
        prefectures = "・".join(found.prefecture for found in homonyms)
        return warning(
            "homonym-unresolved",
            place,
            f"{body.name}: found in {prefectures}; expected a prefecture, address or partner that decides",
            f"{body.name}: {prefectures} にあり、都道府県・住所・相手方のいずれからも決められません",
        )
    if is_organ(body.name):
        return info(
            "body-is-organ",
            place,
            f"{body.name}: an organ of a local government, which has no code of its own",
            f"{body.name}: 地方公共団体の機関で、固有のコードがありません",
        )
    if is_redacted(body.name):
        return warning(
            "body-name-redacted",
            place,
            f"{body.name}: the name is blotted out in the source; no code is given",
            f"{body.name}: 団体名が伏せ字です。コードを付けません",
        )
    return warning(
        "body-not-registered",
        place,
        f"{body.name}: not in the registry of municipalities; no code is given",
        f"{body.name}: 市区町村の登録簿にないため、コードを付けません",
    )


def _core_city(agreement: Agreement) -> Iterator[Diagnostic]:
    stated = {party.capacity_rule for party in agreement.parties}
    if agreement.instrument in {"renkei-kyoyaku", "teiju-jiritsuken"} and stated == {"no-core-city-stated"}:
        yield info(
            "core-city-not-stated",
            place_of(agreement.title),
            "the text does not say which party is the core city",
            "どの当事者が中心市か本文から分かりません",
        )


def _kind(agreement: Agreement) -> Iterator[Diagnostic]:
    """The title names another kind than the provision the instrument is concluded under."""
    titled = kind_by_title(agreement.title.text)
    if titled is not None and agreement.instrument not in {titled, "other"}:
        basis = next((citation.words for citation in agreement.citations if citation.legal_basis), agreement.title)
        yield warning(
            "kind-differs-from-title",
            place_of(basis),
            f"read as {agreement.instrument} by {basis.text}; the title reads like {titled}",
            f"題名は別の種類（{titled}）のようですが、根拠の「{basis.text}」により {agreement.instrument} としました",
        )


def _delegation(agreement: Agreement) -> Iterator[Diagnostic]:
    if agreement.instrument == "jimu-itaku" and len(agreement.parties) >= _FEWEST and not agreement.delegations:
        yield info(
            "delegation-not-stated",
            place_of(agreement.title),
            "no sentence was found that says who delegates to whom",
            "だれがだれに委託するかを述べた文が見つかりません",
        )
