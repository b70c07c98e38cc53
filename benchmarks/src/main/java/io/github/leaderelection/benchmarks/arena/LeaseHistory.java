/*
 * Copyright 2026 the leaderelection authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.leaderelection.benchmarks.arena;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What the database has seen of this library's leases: a trigger notes each change of a
 * holder together with the row that it replaced, and the server knows when that was
 * committed.
 */
public final class LeaseHistory {

	private static final String CREATE = """
			CREATE TABLE lease_history (
				id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				election_name varchar(128) NOT NULL,
				old_holder varchar(255), new_holder varchar(255), new_token bigint NOT NULL,
				old_lease_end timestamptz NOT NULL, written_at timestamptz NOT NULL);
			CREATE FUNCTION note_lease() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
				INSERT INTO lease_history
					(election_name, old_holder, new_holder, new_token, old_lease_end, written_at)
				VALUES (NEW.election_name, NULLIF(OLD.holder_identity, ''), NULLIF(NEW.holder_identity, ''),
					NEW.fencing_token, OLD.renewed_at + OLD.lease_duration_ms * INTERVAL '1 millisecond', NEW.renewed_at);
				RETURN NULL;
			END $$;
			CREATE TRIGGER note_lease AFTER UPDATE ON leader_election FOR EACH ROW
				WHEN (NEW.holder_identity IS DISTINCT FROM OLD.holder_identity
					OR NEW.fencing_token <> OLD.fencing_token)
				EXECUTE FUNCTION note_lease()""";

	private static final String READ = """
			SELECT election_name, old_holder, new_holder, new_token, old_lease_end, written_at,
				pg_xact_commit_timestamp(xmin) AS committed_at
			FROM lease_history WHERE election_name LIKE ? ORDER BY id""";

	private final BenchmarkDatabase database;

	/**
	 * Begins to note.
	 * @param database where the leases are
	 */
	public LeaseHistory(BenchmarkDatabase database) {
		this.database = database;
		database.execute(CREATE);
	}

	/**
	 * Reads what was noted of a run.
	 * @param run the prefix of its elections' names
	 * @return the changes in order
	 */
	public List<LeaseChange> changes(String run) {
		List<LeaseChange> changes = new ArrayList<>();
		try (PreparedStatement statement = this.database.connection().prepareStatement(READ)) {
			statement.setString(1, run + "-%");
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					changes.add(new LeaseChange(row.getString("election_name"), row.getString("old_holder"),
							row.getString("new_holder"), row.getLong("new_token"), instant(row, "old_lease_end"),
							instant(row, "written_at"), instant(row, "committed_at")));
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return changes;
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
