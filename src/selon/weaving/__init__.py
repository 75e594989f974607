"""Readings in, incidents out: copies and origins, candidates, likeness, clusters, figures, disputes.

The way through, each a pure function: `origins.fingerprint`, `origins.is_copy`, `origins.origins_of` (which articles are one text);
`reports.reports_of`, `reports.tallies_of` (a reading's events and tallies with what is compared); `weave.weave(new, past)` (edges and
clusters), `region.regroup` (after a decision or a removal), `weave.memberships`; `incidents.incident_of`; `disputes.disputes_of`,
`tallies.tally_disputes`. The past is whatever implements `past.Past`; `memory.Memory` does in memory, `memory.weave_all` strings all
together.
"""
