CREATE TABLE leader_election (
	election_name     VARCHAR(128)                NOT NULL PRIMARY KEY,
	holder_identity   VARCHAR(255),
	fencing_token     BIGINT                      NOT NULL,
	version           BIGINT                      NOT NULL,
	lease_duration_ms BIGINT                      NOT NULL,
	acquired_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
	renewed_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE TABLE leader_election (election_name VARCHAR(128));
