CREATE TABLE IF NOT EXISTS ledger (
	id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	instance      VARCHAR(255)                                       NOT NULL,
	fencing_token BIGINT                                             NOT NULL,
	written_at    TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);

-- What the page shows beyond the library's own table: who is there, and the terms there were.
CREATE TABLE IF NOT EXISTS sample_instance (
	identity      VARCHAR(255)                                       NOT NULL,
	election_name VARCHAR(128)                                       NOT NULL,
	base_url      VARCHAR(255)                                       NOT NULL,
	state         VARCHAR(16)                                        NOT NULL,
	seen_at       TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
	PRIMARY KEY (identity, election_name)
);
CREATE TABLE IF NOT EXISTS sample_term (
	election_name VARCHAR(128)                                       NOT NULL,
	fencing_token BIGINT                                             NOT NULL,
	instance      VARCHAR(255)                                       NOT NULL,
	began_at      TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
	led_until     TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
	reason        VARCHAR(32),
	PRIMARY KEY (election_name, fencing_token)
);
