"""``build``: from source files to the live release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from minisign import SecretKey

from kg.errors import ReleaseError
from kg.graph import assign_slugs
from kg.identifiers import Iris, agreement_slug
from kg.model.agreement import Report
from kg.model.text import Severity
from kg.publication.changes import CHANGES, record_changes
from kg.publication.composing import compose_release
from kg.publication.contents import ReleaseIdentity
from kg.publication.dates import release_time
from kg.publication.inputs import Input, collect_inputs, input_files, release_id, skipped_files
from kg.publication.manifest import GoneAgreement, LeftOut, Manifest, SetAside, Warned, published_settings
from kg.publication.progress import Progress, Stage, unreported
from kg.publication.pruning import Pruned, prune_releases
from kg.publication.reading_inputs import Reading, read_inputs
from kg.publication.release import (
    check_output,
    finish_release,
    gone_agreements,
    locked,
    make_current,
    previous_release,
    recorded_release,
    release_directory,
    remove_leftovers,
    seal_release,
    start_release,
    verify_release,
)
from kg.publication.selection import select_agreements
from kg.publication.signing import read_signing_key, sign_release
from kg.publication.withdrawn import WithdrawnTable, read_withdrawn
from kg.registries.municipalities import load_municipalities
from kg.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about the build as a whole, not about what an agreement says, that its caller should know."""

    severity: Severity
    message: str
    message_ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOutcome:
    """What came of a build.

    ``directory`` and ``manifest`` are None where nothing was published: because of ``strict``, or because nothing could
    be. ``reused`` says that the release was there already, whole. ``notices`` do not count for ``strict``.
    """

    release_id: str
    directory: Path | None
    manifest: Manifest | None
    reused: bool
    set_aside: tuple[SetAside, ...]
    warnings: tuple[Warned, ...]
    notices: tuple[Notice, ...]

    @property
    def exit_code(self) -> int:
        """0 where everything was published, 1 where something was set aside or nothing was published."""
        return 1 if self.directory is None or self.set_aside else 0


def build_release(
    paths: Sequence[Path],
    *,
    out: Path,
    settings: Settings,
    jobs: int = 1,
    strict: bool = False,
    progress: Progress = unreported,
    source_date_epoch: int | None = None,
    sign_key: Path | None = None,
    keep: int | None = None,
    withdrawn: Path | None = None,
) -> BuildOutcome:
    """Read, map, validate and publish everything under ``paths``, and make it the live release of ``out``.

    What cannot be read or does not conform is set aside with its reason and the rest is published; with ``strict``
    nothing is published where anything is set aside or warned of. ``source_date_epoch`` is the value of
    ``SOURCE_DATE_EPOCH``, in seconds. The same inputs and settings give the same files; where that release is there
    already it is checked against its manifest and used again, or replaced where it is damaged. ``sign_key`` is a file
    with the key that signs the release, ``keep`` how many releases stay, this one among them; None keeps all.
    ``withdrawn`` is a table of what is no longer published (:mod:`kg.publication.withdrawn`).

    Raises InputError where a path is missing or holds no source file, ``out`` cannot take a release, or the key cannot
    sign; SettingError for a setting that no catalog can state, and ReleaseError where another build is writing to
    ``out`` or a dump cannot be read back.
    """
    key = read_signing_key(sign_key, password=settings.sign_key_password) if sign_key else None
    check_output(out)
    table = read_withdrawn(withdrawn, iris=Iris(settings.base_iri))
    inputs = collect_inputs(paths)
    order = _Order(
        paths=tuple(paths),
        id=release_id(
            inputs,
            settings=published_settings(settings),
            source_date_epoch=source_date_epoch,
            withdrawn=table.file,
        ),
        inputs=inputs,
        out=out,
        settings=settings,
        jobs=jobs,
        strict=strict,
        progress=progress,
        source_date_epoch=source_date_epoch,
        key=key,
        withdrawn=table,
    )
    with locked(out):
        remove_leftovers(out)
        existing = _intact_release(order)
        outcome = _build(order) if existing is None else _use_again(order, existing)
        if keep is None or outcome.directory is None:
            return outcome
        pruned = prune_releases(out, keep=keep)
    return replace(outcome, notices=(*outcome.notices, *_pruned_notices(pruned)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be built, how and where to; ``id`` is the id of the release that it gives."""

    paths: tuple[Path, ...]
    id: str
    inputs: tuple[Input, ...]
    out: Path
    settings: Settings
    jobs: int
    strict: bool
    progress: Progress
    source_date_epoch: int | None
    key: SecretKey | None
    withdrawn: WithdrawnTable

    def bars(self, set_aside: Sequence[SetAside], warnings: Sequence[Warned]) -> bool:
        """Whether this keeps everything from being published."""
        return self.strict and bool(set_aside or warnings)


def _intact_release(order: _Order) -> Manifest | None:
    """The manifest of that release where it is on disk and undamaged."""
    try:
        return verify_release(release_directory(order.out, order.id))
    except ReleaseError:
        return None


def _use_again(order: _Order, existing: Manifest) -> BuildOutcome:
    """The release that is there already, made the live one."""
    if order.bars(existing.set_aside, existing.warnings):
        return _unpublished(order, existing.set_aside, existing.warnings)
    order.progress(Stage.PUBLISHING, 0, 1)
    directory, before = release_directory(order.out, order.id), recorded_release(order.out, order.id)
    if (before is not None and before != directory.resolve()) or not (directory / CHANGES).is_file():
        record_changes(directory, before=before)
        seal_release(directory, existing)
    if order.key is not None:
        sign_release(directory, existing, order.key)
    make_current(order.out, order.id)
    order.progress(Stage.PUBLISHING, 1, 1)
    return _published(order, directory, existing, reused=True)


def _build(order: _Order) -> BuildOutcome:
    """A new release. Call with the lock held."""
    registry = load_municipalities()
    readings = read_inputs(order.inputs, jobs=order.jobs, progress=order.progress)
    created = release_time(_reports(readings), source_date_epoch=order.source_date_epoch)
    release = ReleaseIdentity(id=order.id, created=created, settings=order.settings)
    selection = select_agreements(
        readings,
        iris=release.iris,
        registry=registry,
        jobs=order.jobs,
        progress=order.progress,
        withdrawn=order.withdrawn.by_slug(),
    )
    if not selection.published or order.bars(selection.set_aside, selection.warnings):
        return _unpublished(order, selection.set_aside, selection.warnings)
    building = start_release(order.out, order.id)
    manifest = compose_release(
        building,
        release,
        selection=selection,
        inputs=(*input_files(order.inputs), *([order.withdrawn.file] if order.withdrawn.file else [])),
        withdrawn=order.withdrawn,
        registry=registry,
        previous=previous_release(order.out, order.id),
        gone=gone_agreements(
            order.out,
            {entry.slug for entry in selection.published},
            withdrawn=order.withdrawn.rows,
            iris=release.iris,
        ),
        progress=order.progress,
    )
    record_changes(building, before=recorded_release(order.out, order.id))
    seal_release(building, manifest)
    if order.key is not None:
        sign_release(building, manifest, order.key)
    order.progress(Stage.PUBLISHING, 0, 1)
    directory = finish_release(building, order.out, order.id)
    order.progress(Stage.PUBLISHING, 1, 1)
    outcome = _published(order, directory, manifest, reused=False)
    strange = [_strange_notice(entry) for entry in _never_seen(manifest.gone, _reports(readings))]
    return replace(outcome, notices=(*outcome.notices, *strange))


def _never_seen(gone: Sequence[GoneAgreement], reports: Sequence[Report]) -> list[GoneAgreement]:
    """Those that are withdrawn, and that no source and no earlier release has."""
    unknown = [entry for entry in gone if not entry.release]
    agreements = [agreement for report in reports for agreement in report.agreements] if unknown else []
    read = {*map(agreement_slug, agreements), *assign_slugs(agreements)}
    return [entry for entry in unknown if entry.slug not in read]


def _reports(readings: Sequence[Reading]) -> list[Report]:
    return [reading.result for reading in readings if isinstance(reading.result, Report)]


def _published(order: _Order, directory: Path, manifest: Manifest, *, reused: bool) -> BuildOutcome:
    return BuildOutcome(
        release_id=manifest.id,
        directory=directory,
        manifest=manifest,
        reused=reused,
        set_aside=manifest.set_aside,
        warnings=manifest.warnings,
        notices=(
            *_notices(order),
            *map(_left_out_notice, manifest.left_out),
            *_replacement_notices(order.withdrawn, manifest),
        ),
    )


def _unpublished(order: _Order, set_aside: tuple[SetAside, ...], warnings: tuple[Warned, ...]) -> BuildOutcome:
    return BuildOutcome(
        release_id=order.id,
        directory=None,
        manifest=None,
        reused=False,
        set_aside=set_aside,
        warnings=warnings,
        notices=_notices(order),
    )


def _notices(order: _Order) -> tuple[Notice, ...]:
    local = (_local_notice(order.settings.base_iri),) if order.settings.is_local else ()
    return (*local, *map(_skipped_notice, skipped_files(order.paths)))


def _local_notice(base_iri: str) -> Notice:
    return Notice(
        severity=Severity.WARNING,
        message=f"base_iri is {base_iri}: its IRIs resolve on this machine only; set the public one before publishing",
        message_ja=f"base_iri が {base_iri} です。この機械でしか参照できません。公開前に公開用のIRIを設定してください",
    )


def _skipped_notice(file: Path) -> Notice:
    return Notice(
        severity=Severity.INFO,
        message=f"{file}: not read; of a folder, files that end in .txt are read",
        message_ja=f"{file}: 読んでいません。フォルダからは .txt のファイルを読みます",
    )


def _strange_notice(entry: GoneAgreement) -> Notice:
    """An agreement that was to be withdrawn and that nobody knows: where it is misspelt, it is published still."""
    return Notice(
        severity=Severity.WARNING,
        message=f"withdrawn agreement {entry.slug}: neither a source nor an earlier release has it; check its name",
        message_ja=f"撤回された協定等 {entry.slug} は、原文にも以前の公開版にもありません。名前を確かめてください",
    )


def _replacement_notices(table: WithdrawnTable, manifest: Manifest) -> Iterator[Notice]:
    """Rows of the table that lead readers to an agreement that is not published."""
    published = {entry.slug for entry in manifest.agreements}
    gone = {entry.slug for entry in manifest.gone}
    for row in table.rows:
        if table.file is None or not row.replaced_by or row.replaced_by in published:
            continue
        found, found_ja = (
            ("is no longer published either", "も公開を終了しています")
            if row.replaced_by in gone
            else ("is no agreement of this release", "はこの公開版にありません")
        )
        yield Notice(
            severity=Severity.WARNING,
            message=f"{table.file.path}:{row.line}: replaced_by: found {row.replaced_by}, which {found}; "
            "expected an agreement that is published",
            message_ja=f"{table.file.path}:{row.line}: replaced_by: {row.replaced_by} {found_ja}。"
            "公開している協定等のスラッグまたはIRIが必要です",
        )


def _pruned_notices(pruned: Pruned) -> list[Notice]:
    removed = [
        Notice(severity=Severity.INFO, message=f"release {each} removed", message_ja=f"公開版 {each} を削除しました")
        for each in pruned.removed
    ]
    return removed + [
        Notice(
            severity=Severity.INFO,
            message=f"release {each} is in use and stays; the next build with --keep removes it",
            message_ja=f"公開版 {each} は使用中のため残します。次回の --keep 付きの build で削除します",
        )
        for each in pruned.in_use
    ]


def _left_out_notice(entry: LeftOut) -> Notice:
    return Notice(
        severity=Severity.INFO,
        message=f"{entry.path}: {entry.statements} statements with characters that XML cannot carry are left out; "
        "every other syntax has them",
        message_ja=f"{entry.path}: XML で表せない文字を含む {entry.statements} 件の文を除いています。"
        "ほかの構文にはすべてあります",
    )
