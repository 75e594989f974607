"""The ledgers of the ledger's tests."""

from tests.ledger.conftest import cluster, frozen, ledger, readings, where

__all__ = ["cluster", "frozen", "ledger", "readings", "where"]
