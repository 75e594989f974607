"""The API keeps to its own description: schemathesis asks whatever the description allows, and much that it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from selon.views.web.app import create_app
from selon.views.web.settings import Settings

# A description cannot say that a period must not end before it begins, nor that a release must exist: such questions are answered 400.
UNSAID = [positive_data_acceptance]
ROUTES = 17  # of the API, decisions and review included


def operations(where: Path) -> list[Any]:
    """Every route of the API over a ledger, as fast as it can be asked."""
    app = create_app(Settings(ledger=str(where), requests_per_second=1e9, burst=10**9))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"Host": "127.0.0.1"})
    return [o.ok() for o in schema.get_all_operations()]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_route_keeps_to_its_description(where: Path, mode: GenerationMode) -> None:
    found = operations(where)
    assert len(found) >= ROUTES
    for operation in found:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], derandomize=True, database=None)
        def asked(case: Any) -> None:
            case.call_and_validate(headers={"Host": "127.0.0.1"}, excluded_checks=UNSAID)

        try:
            asked()
        except Unsatisfiable:  # a route without any parameter cannot be asked wrongly
            assert not operation.query
            assert not operation.body
