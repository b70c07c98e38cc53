CREATE TABEL leader_election (
	election_name VARCHAR(128) NOT NULL PRIMARY KEY
);
