"""What leaves a ledger as tables and maps: docs/exports.md has every column."""
