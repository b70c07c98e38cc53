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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerLogTests {

	private static final String LOG = """
			@LOG:  database system is ready to accept connections
			a_1@LOG:  execute <unnamed>: BEGIN
			a_1@LOG:  execute S_1: UPDATE lease
				SET x = 1
				LOG:  statement: looks like one, and continues another
			a_1@DETAIL:  Parameters: $1 = '1'
			a_1@LOG:  statement: COMMIT
			a_2@LOG:  execute <unnamed>: INSERT INTO lease VALUES ($1)
			a_2@ERROR:  duplicate key value violates unique constraint "lease_pkey"
			a_2@STATEMENT:  INSERT INTO lease VALUES ($1)
			b_3@FATAL:  terminating connection due to administrator command
			b_3@LOG:  could not receive data from client: Connection reset by peer
			""";

	private final ServerLog log = ServerLog.parse(LOG);

	@Test
	void countsStatementsOfEachClient() {
		assertThat(this.log.of("a_1")).isEqualTo(new StatementCounts(3, 0));
		assertThat(this.log.of("a_2")).isEqualTo(new StatementCounts(1, 1));
		assertThat(this.log.of("b_3")).isEqualTo(new StatementCounts(0, 1));
	}

	@Test
	void aClientThatIsNotThereHasDoneNothing() {
		assertThat(this.log.of("c_4")).isEqualTo(StatementCounts.NONE);
	}

	@Test
	void addsClientsUp() {
		assertThat(this.log.ofAll("a_")).isEqualTo(new StatementCounts(4, 1));
	}

}
