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

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.log.ProcessLog;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.NotLeaderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Writes a row, fenced or not, and notes how that ended. */
@Component
class Writing {

	private static final Logger logger = LoggerFactory.getLogger(Writing.class);

	private final FencedLedger fenced;

	private final Ledger ledger;

	private final LeaderElector elector;

	private final ProcessLog log;

	Writing(FencedLedger fenced, Ledger ledger, LeaderElector elector, ProcessLog log) {
		this.fenced = fenced;
		this.ledger = ledger;
		this.elector = elector;
		this.log = log;
	}

	void fenced(String row, FencedLedger.Hold hold) {
		fenced(row, hold, this.fenced::write);
	}

	void fencedAtSnapshot(String row, FencedLedger.Hold hold) {
		fenced(row, hold, this.fenced::writeAtSnapshot);
	}

	private void fenced(String row, FencedLedger.Hold hold, BiConsumer<String, FencedLedger.Hold> transaction) {
		AtomicLong token = new AtomicLong();
		try {
			transaction.accept(row, (term) -> {
				token.set(term.fencingToken());
				hold.during(term);
			});
			this.log.append(LogEvent.FENCED_COMMITTED, token.get(), row);
		}
		catch (LeadershipLostException ex) {
			this.log.append(LogEvent.FENCED_LOST, token.get(), row);
		}
		catch (NotLeaderException ex) {
			this.log.append(LogEvent.FENCED_REFUSED, token.get(), row);
		}
		catch (RuntimeException ex) {
			logger.debug("A fenced transaction has failed: {}", row, ex);
			this.log.append(LogEvent.FENCED_FAILED, token.get(), row);
		}
	}

	/**
	 * Asks whether it leads, waits, writes: the mistake that the fence is there for.
	 */
	void unfenced(String row, FencedLedger.Hold hold) {
		Leadership term = this.elector.leadership().orElse(null);
		if (term == null) {
			return;
		}
		hold.during(term);
		try {
			this.ledger.insert(row, false, term);
			this.log.append(LogEvent.UNFENCED_COMMITTED, term.fencingToken(), row);
		}
		catch (RuntimeException ex) {
			logger.debug("A row has failed: {}", row, ex);
			this.log.append(LogEvent.UNFENCED_FAILED, term.fencingToken(), row);
		}
	}

}
