"""A process that answers questions about ontology files with the OWL API and HermiT, in the copies owlready2 carries.

A Java machine, once started inside Python, stays until the end; so it stands in a process of its own, started once for
all tests. It reads one path a line from standard input and answers each with one line of JSON:
``{"violations": […], "consistent": …, "unsatisfiable": […]}``, or ``{"error": "…"}`` where the file is no ontology.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jpype
import owlready2

_JAR = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"


def main() -> None:
    jpype.startJVM("-Xmx1000M", classpath=[str(_JAR)])
    for line in sys.stdin:
        try:
            answer = _answer(line.rstrip("\n"))
        except jpype.JException as error:
            answer = {"error": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _answer(path: str) -> dict[str, Any]:
    manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    ontology = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(path))
    violations = _violations(ontology)
    return {"violations": violations} | ({} if violations else _verdict(ontology))


def _violations(ontology: Any) -> list[str]:
    report = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(ontology)
    return sorted({f"{violation.getClass().getSimpleName()}: {violation}" for violation in report.getViolations()})


def _verdict(ontology: Any) -> dict[str, Any]:
    """HermiT's verdict; it is asked for an ontology in the profile only, as it promises nothing for another."""
    configuration = jpype.JClass("org.semanticweb.HermiT.Configuration")()
    configuration.ignoreUnsupportedDatatypes = True  # xsd:date, geo:wktLiteral
    reasoner = jpype.JClass("org.semanticweb.HermiT.Reasoner")(configuration, ontology)
    if not reasoner.isConsistent():
        return {"consistent": False, "unsatisfiable": []}
    empty = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()
    return {"consistent": True, "unsatisfiable": sorted(str(cls.getIRI()) for cls in empty)}


if __name__ == "__main__":
    main()
