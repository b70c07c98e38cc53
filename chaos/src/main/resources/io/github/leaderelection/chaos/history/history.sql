-- What leaders write.
CREATE TABLE ledger (
	row_key       TEXT    NOT NULL PRIMARY KEY,
	fenced        BOOLEAN NOT NULL,
	fencing_token BIGINT  NOT NULL,
	identity      TEXT    NOT NULL
);

-- What was committed, numbered in the order of the commits.
--
-- A number drawn when a row is inserted says nothing about that order: a transaction that draws 7 may commit after one
-- that draws 8, and it is just the late commit that a fence must prevent. Nor do the server's commit timestamps say it
-- for certain: they are read from a wall clock, before the commit. So the number is drawn by deferred triggers, which
-- PostgreSQL runs within COMMIT itself, after the last statement of the client (the fence among them), and under a lock
-- that is held until the transaction has ended and others see it. Who draws 8 has waited for the commit of 7.
-- The lock is the last that a transaction takes, so nobody can deadlock on it, and a client that is frozen in the middle
-- of its transaction does not hold it.
CREATE TABLE history (
	number        BIGINT      NOT NULL PRIMARY KEY,
	event         TEXT        NOT NULL,
	fencing_token BIGINT      NOT NULL,
	identity      TEXT        NOT NULL,
	row_key       TEXT,
	at            TIMESTAMPTZ NOT NULL,
	lease_end     TIMESTAMPTZ
);

CREATE SEQUENCE commit_number;

CREATE FUNCTION next_commit_number() RETURNS BIGINT LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(1);
	RETURN nextval('commit_number');
END $$;

CREATE FUNCTION record_row() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO history VALUES (next_commit_number(), CASE WHEN NEW.fenced THEN 'FENCED' ELSE 'UNFENCED' END,
		NEW.fencing_token, NEW.identity, NEW.row_key, clock_timestamp(), NULL);
	RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER record_row AFTER INSERT ON ledger
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_row();

-- Where a term begins, lease_end is when the lease before it was to end; empty where that had been released.
CREATE FUNCTION record_term() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO history VALUES (next_commit_number(), CASE WHEN NEW.holder_identity IS NULL THEN 'RELEASED' ELSE 'ACQUIRED' END,
		NEW.fencing_token, coalesce(NEW.holder_identity, OLD.holder_identity, ''), NULL, clock_timestamp(),
		CASE WHEN OLD.holder_identity IS NOT NULL
			THEN OLD.renewed_at + OLD.lease_duration_ms * INTERVAL '1 millisecond' END);
	RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER record_first_term AFTER INSERT ON leader_election
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_term();

CREATE CONSTRAINT TRIGGER record_term AFTER UPDATE ON leader_election
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (NEW.fencing_token IS DISTINCT FROM OLD.fencing_token OR NEW.holder_identity IS DISTINCT FROM OLD.holder_identity)
	EXECUTE FUNCTION record_term();
