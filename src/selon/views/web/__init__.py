"""The page and its API: reads the ledger, decides through it. `app.py` shows what there is."""
