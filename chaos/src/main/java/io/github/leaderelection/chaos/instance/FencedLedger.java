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

package io.github.leaderelection.chaos.instance;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;

/** Writes rows in transactions that cannot commit once their leader has been replaced. */
interface FencedLedger {

	/**
	 * Inserts a row, waits, commits.
	 * @param row the row
	 * @param hold told of the term between the insert and the commit
	 */
	void write(String row, Hold hold);

	/**
	 * The same in a transaction that sees one snapshot of the database throughout: it is
	 * not to take an old row of the election for the newest.
	 * @param row the row
	 * @param hold told of the term between the insert and the commit
	 */
	void writeAtSnapshot(String row, Hold hold);

	/** What happens while a transaction is open. */
	interface Hold {

		void during(Leadership term);

	}

	/**
	 * What is done in the transaction. The row names the term of this moment: where
	 * another one of this process has begun since the transaction did, the fence refuses
	 * the commit.
	 */
	static void append(Ledger ledger, LeaderElector elector, String row, Hold hold) {
		Leadership term = elector.leadership().orElseThrow(() -> new IllegalStateException("The term is over"));
		ledger.insert(row, true, term);
		hold.during(term);
	}

}
