-- The leases, one row an election. Rows are never deleted: they carry the fencing tokens.
-- The collation tells names apart to the byte, trailing blanks included. The times are UTC.
CREATE TABLE IF NOT EXISTS leader_election (
	election_name     VARCHAR(128) NOT NULL PRIMARY KEY,
	holder_identity   VARCHAR(255),
	fencing_token     BIGINT       NOT NULL,
	version           BIGINT       NOT NULL,
	lease_duration_ms BIGINT       NOT NULL,
	acquired_at       DATETIME(6)  NOT NULL,
	renewed_at        DATETIME(6)  NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
