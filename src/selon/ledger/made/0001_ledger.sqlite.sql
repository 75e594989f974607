CREATE TABLE migration (
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    selon TEXT NOT NULL,
    CONSTRAINT pk_migration PRIMARY KEY (name)
);

CREATE TABLE moment (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    selon TEXT NOT NULL,
    CONSTRAINT pk_moment PRIMARY KEY (id),
    CONSTRAINT ck_moment_kind CHECK (kind IN ('ingest', 'weave', 'decide', 'release', 'reread'))
);

CREATE INDEX ix_moment_at ON moment (at);

CREATE TABLE name (
    seq INTEGER NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT pk_name PRIMARY KEY (seq),
    CONSTRAINT uq_name_folded UNIQUE (folded)
);

CREATE TABLE article (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    digest TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    lang TEXT,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_article PRIMARY KEY (seq),
    CONSTRAINT ck_article_days CHECK (first >= 0 AND last >= first),
    CONSTRAINT ck_article_held CHECK (since <= until),
    CONSTRAINT uq_article_id_version UNIQUE (id, version),
    CONSTRAINT uq_article_id_digest UNIQUE (id, digest),
    CONSTRAINT ck_article_version CHECK (version >= 1),
    CONSTRAINT fk_article_since FOREIGN KEY(since) REFERENCES moment (id)
);

CREATE INDEX ix_article_until_first ON article (until, first);

CREATE INDEX ix_article_url ON article (url);

CREATE TABLE decision (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT,
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    reason TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    superseded TEXT,
    CONSTRAINT pk_decision PRIMARY KEY (seq),
    CONSTRAINT ck_decision_held CHECK (since <= until),
    CONSTRAINT ck_decision_kind CHECK (kind IN ('merge', 'split', 'correct', 'grade', 'note', 'undo')),
    CONSTRAINT ck_decision_signed CHECK (length(author) > 0 AND length(reason) > 0),
    CONSTRAINT uq_decision_id UNIQUE (id),
    CONSTRAINT fk_decision_since FOREIGN KEY(since) REFERENCES moment (id),
    CONSTRAINT fk_decision_superseded FOREIGN KEY(superseded) REFERENCES decision (id)
);

CREATE TABLE dispute (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    about TEXT NOT NULL,
    degree TEXT NOT NULL,
    incident TEXT,
    tally TEXT,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_dispute PRIMARY KEY (seq),
    CONSTRAINT ck_dispute_held CHECK (since <= until),
    CONSTRAINT ck_dispute_days CHECK (first >= 0 AND last >= first),
    CONSTRAINT ck_dispute_about CHECK (about IN ('figure', 'occurrence', 'actor', 'place', 'time', 'tally')),
    CONSTRAINT ck_dispute_degree CHECK (degree IN ('contradicts', 'in_tension')),
    CONSTRAINT fk_dispute_since FOREIGN KEY(since) REFERENCES moment (id)
);

CREATE INDEX ix_dispute_id_until ON dispute (id, until);

CREATE INDEX ix_dispute_incident_until ON dispute (incident, until);

CREATE INDEX ix_dispute_tally_until ON dispute (tally, until);

CREATE INDEX ix_dispute_until_first ON dispute (until, first);

CREATE TABLE incident (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    type TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    long INTEGER NOT NULL,
    country TEXT,
    lat FLOAT,
    lon FLOAT,
    x FLOAT,
    y FLOAT,
    z FLOAT,
    cell BIGINT NOT NULL,
    worst BIGINT NOT NULL,
    disputes INTEGER NOT NULL,
    grade TEXT,
    roots INTEGER NOT NULL,
    radius FLOAT,
    told INTEGER NOT NULL,
    hedged INTEGER NOT NULL,
    statuses INTEGER NOT NULL,
    kinds INTEGER NOT NULL,
    revised INTEGER NOT NULL,
    CONSTRAINT pk_incident PRIMARY KEY (seq),
    CONSTRAINT ck_incident_held CHECK (since <= until),
    CONSTRAINT ck_incident_days CHECK (first >= 0 AND last >= first),
    CONSTRAINT ck_incident_type CHECK (type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'EVACUATE', 'INTERCEPT', 'ACCIDENT', 'DISASTER')),
    CONSTRAINT ck_incident_grade CHECK (grade IN ('confirmed', 'likely', 'weak', 'contested', 'discounted') OR grade IS NULL),
    CONSTRAINT ck_incident_position CHECK (lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180 OR lat IS NULL),
    CONSTRAINT fk_incident_since FOREIGN KEY(since) REFERENCES moment (id)
);

CREATE INDEX ix_incident_cell ON incident (until, cell, first, type);

CREATE INDEX ix_incident_country ON incident (until, country, first, type);

CREATE INDEX ix_incident_day ON incident (until, first, id, type, country, cell, last, long);

CREATE INDEX ix_incident_id_until ON incident (id, until);

CREATE INDEX ix_incident_long ON incident (until, long, first);

CREATE INDEX ix_incident_past ON incident (first, since, until);

CREATE INDEX ix_incident_type ON incident (until, type, first, cell);

CREATE INDEX ix_incident_worst ON incident (until, worst, first);

CREATE TABLE redirect (
    old TEXT NOT NULL,
    new TEXT,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    CONSTRAINT pk_redirect PRIMARY KEY (old, since),
    CONSTRAINT ck_redirect_held CHECK (since <= until),
    CONSTRAINT fk_redirect_since FOREIGN KEY(since) REFERENCES moment (id)
);

CREATE INDEX ix_redirect_new ON redirect (new);

CREATE TABLE release (
    name TEXT NOT NULL,
    moment INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_release PRIMARY KEY (name),
    CONSTRAINT fk_release_moment FOREIGN KEY(moment) REFERENCES moment (id)
);

CREATE TABLE band (
    "key" BIGINT NOT NULL,
    article INTEGER NOT NULL,
    CONSTRAINT pk_band PRIMARY KEY ("key", article),
    CONSTRAINT fk_band_article FOREIGN KEY(article) REFERENCES article (seq)
)
 WITHOUT ROWID;

CREATE TABLE decision_about (
    decision INTEGER NOT NULL,
    number INTEGER NOT NULL,
    about TEXT NOT NULL,
    CONSTRAINT pk_decision_about PRIMARY KEY (decision, number),
    CONSTRAINT fk_decision_about_decision FOREIGN KEY(decision) REFERENCES decision (seq)
);

CREATE INDEX ix_decision_about_about ON decision_about (about);

CREATE TABLE incident_body (
    seq INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_incident_body PRIMARY KEY (seq),
    CONSTRAINT fk_incident_body_seq FOREIGN KEY(seq) REFERENCES incident (seq)
);

CREATE TABLE origin (
    article INTEGER NOT NULL,
    id TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    CONSTRAINT pk_origin PRIMARY KEY (article, since),
    CONSTRAINT ck_origin_held CHECK (since <= until),
    CONSTRAINT fk_origin_article FOREIGN KEY(article) REFERENCES article (seq),
    CONSTRAINT fk_origin_since FOREIGN KEY(since) REFERENCES moment (id)
);

CREATE INDEX ix_origin_id_until ON origin (id, until);

CREATE TABLE party (
    name INTEGER NOT NULL,
    first INTEGER NOT NULL,
    incident INTEGER NOT NULL,
    CONSTRAINT pk_party PRIMARY KEY (name, first, incident),
    CONSTRAINT fk_party_name FOREIGN KEY(name) REFERENCES name (seq),
    CONSTRAINT fk_party_incident FOREIGN KEY(incident) REFERENCES incident (seq)
)
 WITHOUT ROWID;

CREATE TABLE reading (
    seq INTEGER NOT NULL,
    article INTEGER NOT NULL,
    selon TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_reading PRIMARY KEY (seq),
    CONSTRAINT ck_reading_held CHECK (since <= until),
    CONSTRAINT fk_reading_article FOREIGN KEY(article) REFERENCES article (seq),
    CONSTRAINT fk_reading_since FOREIGN KEY(since) REFERENCES moment (id)
);

CREATE INDEX ix_reading_article_until ON reading (article, until);

CREATE TABLE settled (
    decision INTEGER NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    together INTEGER NOT NULL,
    CONSTRAINT pk_settled PRIMARY KEY (decision, a, b),
    CONSTRAINT ck_settled_order CHECK (a < b),
    CONSTRAINT fk_settled_decision FOREIGN KEY(decision) REFERENCES decision (seq)
);

CREATE INDEX ix_settled_a ON settled (a);

CREATE INDEX ix_settled_b ON settled (b);

CREATE TABLE sketch (
    article INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_sketch PRIMARY KEY (article),
    CONSTRAINT fk_sketch_article FOREIGN KEY(article) REFERENCES article (seq)
);

CREATE TABLE report (
    seq INTEGER NOT NULL,
    ref TEXT NOT NULL,
    line TEXT NOT NULL,
    arrival BIGINT NOT NULL,
    article INTEGER NOT NULL,
    reading INTEGER NOT NULL,
    woven INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_report PRIMARY KEY (seq),
    CONSTRAINT ck_report_held CHECK (since <= until),
    CONSTRAINT ck_report_woven CHECK (woven IN (0, 1)),
    CONSTRAINT fk_report_article FOREIGN KEY(article) REFERENCES article (seq),
    CONSTRAINT fk_report_reading FOREIGN KEY(reading) REFERENCES reading (seq),
    CONSTRAINT fk_report_since FOREIGN KEY(since) REFERENCES moment (id)
);

CREATE INDEX ix_report_article ON report (article);

CREATE INDEX ix_report_line_until ON report (line, until);

CREATE INDEX ix_report_ref_until ON report (ref, until);

CREATE INDEX ix_report_woven_until ON report (woven, until);

CREATE TABLE tally (
    seq INTEGER NOT NULL,
    ref TEXT NOT NULL,
    article INTEGER NOT NULL,
    reading INTEGER NOT NULL,
    what TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    due INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_tally PRIMARY KEY (seq),
    CONSTRAINT ck_tally_days CHECK (first >= 0 AND last >= first),
    CONSTRAINT ck_tally_held CHECK (since <= until),
    CONSTRAINT ck_tally_what CHECK (what IN ('killed', 'injured', 'missing', 'captured', 'abducted', 'displaced', 'evacuated', 'arrested', 'sick', 'attacks', 'strikes', 'drones', 'missiles', 'rockets', 'aircraft', 'vehicles', 'troops', 'people', 'other')),
    CONSTRAINT ck_tally_due CHECK (due IN (0, 1)),
    CONSTRAINT fk_tally_article FOREIGN KEY(article) REFERENCES article (seq),
    CONSTRAINT fk_tally_reading FOREIGN KEY(reading) REFERENCES reading (seq),
    CONSTRAINT fk_tally_since FOREIGN KEY(since) REFERENCES moment (id)
);

CREATE INDEX ix_tally_article ON tally (article);

CREATE INDEX ix_tally_ref_until ON tally (ref, until);

CREATE INDEX ix_tally_until_due ON tally (until, due);

CREATE INDEX ix_tally_until_first ON tally (until, first);

CREATE TABLE block (
    "key" BIGINT NOT NULL,
    report INTEGER NOT NULL,
    CONSTRAINT pk_block PRIMARY KEY ("key", report),
    CONSTRAINT fk_block_report FOREIGN KEY(report) REFERENCES report (seq)
)
 WITHOUT ROWID;

CREATE TABLE edge (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    likeness FLOAT NOT NULL,
    why BLOB NOT NULL,
    CONSTRAINT pk_edge PRIMARY KEY (a, b),
    CONSTRAINT ck_edge_two CHECK (a <> b),
    CONSTRAINT fk_edge_a FOREIGN KEY(a) REFERENCES report (seq),
    CONSTRAINT fk_edge_b FOREIGN KEY(b) REFERENCES report (seq)
)
 WITHOUT ROWID;

CREATE INDEX ix_edge_b ON edge (b);

CREATE TABLE member (
    report INTEGER NOT NULL,
    incident TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    CONSTRAINT pk_member PRIMARY KEY (report, since),
    CONSTRAINT ck_member_held CHECK (since <= until),
    CONSTRAINT fk_member_report FOREIGN KEY(report) REFERENCES report (seq),
    CONSTRAINT fk_member_since FOREIGN KEY(since) REFERENCES moment (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_member_incident_until ON member (incident, until);

CREATE TABLE tally_party (
    name INTEGER NOT NULL,
    tally INTEGER NOT NULL,
    CONSTRAINT pk_tally_party PRIMARY KEY (name, tally),
    CONSTRAINT fk_tally_party_name FOREIGN KEY(name) REFERENCES name (seq),
    CONSTRAINT fk_tally_party_tally FOREIGN KEY(tally) REFERENCES tally (seq)
);

CREATE TABLE tally_place (
    tally INTEGER NOT NULL,
    number INTEGER NOT NULL,
    country TEXT,
    x FLOAT,
    y FLOAT,
    z FLOAT,
    CONSTRAINT pk_tally_place PRIMARY KEY (tally, number),
    CONSTRAINT fk_tally_place_tally FOREIGN KEY(tally) REFERENCES tally (seq)
);

CREATE INDEX ix_tally_place_country ON tally_place (country);
