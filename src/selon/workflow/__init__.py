"""What strings the rooms together: ingest, reweave, many cores, many machines."""
