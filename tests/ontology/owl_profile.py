"""The OWL 2 DL profile check of the OWL API, in the copy that owlready2 carries with HermiT.

Run as a script with the path of an ontology file it prints the violations as JSON. It stands in a process of its own
because a Java machine, once started inside Python, stays until the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jpype
import owlready2

_OWL_API = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"


def profile_violations(path: Path) -> list[str]:
    """What keeps an ontology file out of OWL 2 DL, one sentence each, sorted; empty where nothing does.

    Raises subprocess.CalledProcessError where the file cannot be read as an ontology.
    """
    run = subprocess.run([sys.executable, __file__, str(path)], capture_output=True, check=True, text=True)
    violations: list[str] = json.loads(run.stdout)
    return violations


def _check(path: str) -> list[str]:
    jpype.startJVM("-Xmx512M", classpath=[str(_OWL_API)])
    manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    ontology = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(path))
    report = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(ontology)
    return sorted({f"{violation.getClass().getSimpleName()}: {violation}" for violation in report.getViolations()})


if __name__ == "__main__":
    json.dump(_check(sys.argv[1]), sys.stdout, ensure_ascii=True)
