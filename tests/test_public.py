"""The public names of the package: a change here is a change of the contract."""

import selon


def test_public_names() -> None:
    assert selon.__all__ == ["Article", "Ledger", "Query", "Reader", "Reading", "SelonError", "read"]
    assert all(getattr(selon, name) is not None for name in selon.__all__)
