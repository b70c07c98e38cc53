CREATE TABLE IF NOT EXISTS ledger (
	id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	instance      VARCHAR(255)                                       NOT NULL,
	fencing_token BIGINT                                             NOT NULL,
	written_at    TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);
