CREATE TABLE part (
    source TEXT NOT NULL,
    mark TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    CONSTRAINT pk_part PRIMARY KEY (source, mark, first)
);
