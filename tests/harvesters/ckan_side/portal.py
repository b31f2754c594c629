"""A CKAN portal that harvests, without web, Solr, Redis and PostgreSQL. Runs in the environment of CKAN, not in ours.

Real: the harvesters ``dcat_rdf`` (ckanext-dcat, profile euro_dcat_ap_3) and ``ckan`` (ckanext-harvest) with their
stages gather, fetch and import; their models and CKAN's, by SQLAlchemy; CKAN's validators of names, titles and tags;
its register of licences. Replaced: the database is SQLite in memory (so PostgreSQL's ``SET CONSTRAINTS`` is left out),
and the actions that save packages keep them in a dictionary and in the tables that the harvesters look in.

Reads ``{"harvester": "dcat_rdf" | "ckan", "jobs": [{"url": …, "hours": 0}]}``, where ``hours`` is how much
later than now the portal's clock stands, and writes, for each job, the packages
that the portal has after it and all errors.
"""

import datetime
import json
import sys

import sqlalchemy as sa
from ckan import model
from ckan.lib import plugins as lib_plugins
from ckan.lib.navl.dictization_functions import Invalid
from ckan.logic import NotFound, ValidationError, validators
from ckan.model import meta
from ckan.plugins import toolkit
from ckanext.dcat.harvesters import DCATRDFHarvester
from ckanext.harvest.harvesters import ckanharvester
from ckanext.harvest.model import (
    HarvestGatherError,
    HarvestJob,
    HarvestObject,
    HarvestObjectError,
    HarvestObjectExtra,
    HarvestSource,
)
from ckantoolkit import config
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles

OWNER = "portal-organization"
PACKAGES = {}


@compiles(JSONB, "sqlite")
def _jsonb_is_json(_type, _compiler, **_options):
    return "JSON"


def _open_database():
    engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool, connect_args={"check_same_thread": False})

    @sa.event.listens_for(engine, "before_cursor_execute", retval=True)
    def _leave_out(_connection, _cursor, statement, parameters, _context, _many):
        return ("SELECT 1" if statement.startswith("SET CONSTRAINTS") else statement), parameters

    meta.Session.configure(bind=engine)
    harvest = (HarvestSource, HarvestJob, HarvestObject, HarvestObjectExtra, HarvestGatherError, HarvestObjectError)
    tables = [model.Package.__table__, model.PackageExtra.__table__, *(one.__table__ for one in harvest)]
    meta.metadata.create_all(engine, tables=tables)


def _validated(package):
    """What CKAN's own validators make of it."""
    errors = {}
    for key, check in (("name", validators.name_validator), ("title", validators.unicode_safe)):
        _check(errors, key, check, package.get(key), {})
    for tag in package.get("tags", []):
        _check(errors, "tags", validators.tag_length_validator, tag["name"], {})
        _check(errors, "tags", validators.tag_name_validator, tag["name"], {})
    taken = {one["name"] for one in PACKAGES.values() if one["id"] != package["id"] and one["state"] == "active"}
    if package.get("name") in taken:
        errors.setdefault("name", []).append("That URL is already in use.")
    if errors:
        raise ValidationError(errors)
    return package


def _check(errors, key, check, value, context):
    try:
        check(value, context) if check is not validators.unicode_safe else check(value)
    except Invalid as error:
        errors.setdefault(key, []).append(error.error)


def _save(package):
    row = model.Session.query(model.Package).get(package["id"])
    if row is None:
        row = model.Package(id=package["id"])
        model.Session.add(row)
    row.name, row.title, row.state = package["name"], package.get("title"), "active"
    model.Session.query(model.PackageExtra).filter_by(package_id=package["id"]).delete()
    for extra in package.get("extras", []):
        if extra["key"] == "guid":
            model.Session.add(model.PackageExtra(package_id=package["id"], key="guid", value=extra["value"]))
    model.Session.commit()
    PACKAGES[package["id"]] = {**package, "state": "active"}
    return PACKAGES[package["id"]]


def package_create(_context, package):
    return _save(_validated(package))


def package_show(_context, asked):
    if asked["id"] == "source":
        return {"id": "source", "owner_org": OWNER}
    found = PACKAGES.get(asked["id"])
    if found is None or found["state"] != "active":
        raise NotFound
    return json.loads(json.dumps(found))


def package_delete(_context, asked):
    if asked["id"] not in PACKAGES:
        raise NotFound
    PACKAGES[asked["id"]]["state"] = "deleted"
    model.Session.query(model.Package).get(asked["id"]).state = "deleted"
    model.Session.commit()


ACTIONS = {
    "package_create": package_create,
    "package_update": package_create,
    "package_show": package_show,
    "package_delete": package_delete,
}


def _replace_actions():
    toolkit.get_action = ACTIONS.__getitem__
    ckanharvester.get_action = ACTIONS.__getitem__
    lib_plugins.register_package_plugins()
    validators.unicode_safe = toolkit.get_validator("unicode_safe")


def _run(harvester, source, asked):
    source.url = asked["url"]
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    started = now + datetime.timedelta(hours=asked.get("hours", 0))
    job = HarvestJob(source=source, status="Running", gather_started=started)
    job.save()
    gathered = harvester.gather_stage(job) or []
    for identifier in gathered:
        one = model.Session.query(HarvestObject).get(identifier)
        one.harvest_source_id = source.id
        one.save()
        if harvester.fetch_stage(one):
            outcome = harvester.import_stage(one)
            one.report_status = "not modified" if outcome == "unchanged" else "done"
            one.save()
    job.status = "Finished"
    job.save()
    query = model.Session.query
    objects = query(HarvestObject).filter_by(harvest_job_id=job.id).all()
    return {
        "gathered": len(gathered),
        "packages": [one for one in PACKAGES.values() if one["state"] == "active"],
        "deleted": sorted(one["name"] for one in PACKAGES.values() if one["state"] == "deleted"),
        "gather_errors": [one.message for one in query(HarvestGatherError).filter_by(harvest_job_id=job.id)],
        "object_errors": [error.message for one in objects for error in one.errors],
    }


def main():
    asked = json.load(sys.stdin)
    config["ckan.locale_default"] = "ja"
    config["ckan.site_url"] = "http://portal.example.jp"
    config["ckanext.harvest.user_name"] = "harvest"
    _open_database()
    _replace_actions()
    harvester = {"dcat_rdf": DCATRDFHarvester, "ckan": ckanharvester.CKANHarvester}[asked["harvester"]]()
    model.Session.add(model.Package(id="source", name="source", title="source", owner_org=OWNER, url=""))
    source = HarvestSource(id="source", url="http://source.example.jp/", type=asked["harvester"])
    source.save()
    results = [_run(harvester, source, job) for job in asked["jobs"]]
    json.dump(results, sys.stdout)


main()
