CREATE TABLE access (
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    made TEXT NOT NULL,
    revoked TEXT,
    CONSTRAINT pk_access PRIMARY KEY (seq),
    CONSTRAINT ck_access_name CHECK (length(name) > 0),
    CONSTRAINT uq_access_hash UNIQUE (hash)
);

CREATE TABLE audit (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (seq)
);

CREATE INDEX ix_audit_at ON audit (at);

CREATE TABLE coding (
    seq INTEGER NOT NULL,
    article TEXT NOT NULL,
    event TEXT NOT NULL,
    coder TEXT NOT NULL,
    settles INTEGER NOT NULL,
    values TEXT NOT NULL,
    made TEXT NOT NULL,
    superseded INTEGER,
    CONSTRAINT pk_coding PRIMARY KEY (seq),
    CONSTRAINT uq_coding_article_event_coder_settles_superseded UNIQUE (article, event, coder, settles, superseded),
    CONSTRAINT ck_coding_settles CHECK (settles IN (0, 1))
);

CREATE INDEX ix_coding_article_event ON coding (article, event);

CREATE TABLE speech (
    reading INTEGER NOT NULL,
    claim TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    stance TEXT NOT NULL,
    CONSTRAINT pk_speech PRIMARY KEY (reading, claim),
    CONSTRAINT ck_speech_kind CHECK (kind IN ('head_of_state', 'government', 'official', 'spokesperson', 'unnamed_official', 'military', 'armed_group', 'organisation', 'medium', 'witness', 'medical', 'expert', 'document', 'social_media', 'public', 'other'))
);

CREATE INDEX ix_speech_source ON speech (source);
