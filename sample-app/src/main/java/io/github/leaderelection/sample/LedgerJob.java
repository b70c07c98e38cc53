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

package io.github.leaderelection.sample;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.transaction.LeaderTransactional;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The job that must not run twice: scheduled everywhere, run by the leader, and unable to
 * commit a row once another leads.
 */
@Component
class LedgerJob {

	private final Ledger ledger;

	private final LeaderElector elector;

	LedgerJob(Ledger ledger, LeaderElector elector) {
		this.ledger = ledger;
		this.elector = elector;
	}

	@Scheduled(fixedRateString = "${sample.ledger-period:1s}")
	@ConditionalOnLeader
	@LeaderTransactional
	void append() {
		this.elector.leadership().ifPresent((term) -> this.ledger.append(term.identity(), term.fencingToken()));
	}

}
