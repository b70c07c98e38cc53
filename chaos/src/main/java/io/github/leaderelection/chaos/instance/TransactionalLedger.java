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
import io.github.leaderelection.transaction.LeaderTransactional;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;

/** The fence as an application uses it. */
@Component
@ConditionalOnProperty(name = "chaos.instance.fence", havingValue = "true")
class TransactionalLedger implements FencedLedger {

	private final Ledger ledger;

	private final LeaderElector elector;

	TransactionalLedger(Ledger ledger, LeaderElector elector) {
		this.ledger = ledger;
		this.elector = elector;
	}

	@Override
	@LeaderTransactional
	public void write(String row, Hold hold) {
		FencedLedger.append(this.ledger, this.elector, row, hold);
	}

	@Override
	@LeaderTransactional(isolation = Isolation.REPEATABLE_READ)
	public void writeAtSnapshot(String row, Hold hold) {
		FencedLedger.append(this.ledger, this.elector, row, hold);
	}

}
