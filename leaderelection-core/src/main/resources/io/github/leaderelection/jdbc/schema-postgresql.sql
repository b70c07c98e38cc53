-- The leases, one row an election. Rows are never deleted: they carry the fencing tokens.
-- No index on a column that a renewal changes, and room left in each page, so that renewals stay HOT updates.
-- So much room because PostgreSQL tidies a page up when it is fuller than that: each fence walks along what is untidy.
CREATE TABLE IF NOT EXISTS leader_election (
	election_name     VARCHAR(128)             NOT NULL PRIMARY KEY,
	holder_identity   VARCHAR(255),
	fencing_token     BIGINT                   NOT NULL,
	version           BIGINT                   NOT NULL,
	lease_duration_ms BIGINT                   NOT NULL,
	acquired_at       TIMESTAMP WITH TIME ZONE NOT NULL,
	renewed_at        TIMESTAMP WITH TIME ZONE NOT NULL
) WITH (fillfactor = 20);
