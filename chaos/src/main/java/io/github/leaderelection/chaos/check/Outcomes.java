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

package io.github.leaderelection.chaos.check;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.leaderelection.chaos.history.HistoryEvent;
import io.github.leaderelection.chaos.log.LogEntry;

/** Whether the ledger is what processes were told that it is. */
final class Outcomes {

	private final Map<String, HistoryEvent> rows;

	private final Violations violations;

	private Outcomes(Evidence evidence, Violations violations) {
		this.violations = violations;
		this.rows = evidence.history()
			.stream()
			.filter((event) -> event.row() != null)
			.collect(Collectors.toMap((event) -> Objects.requireNonNull(event.row()), Function.identity()));
	}

	static void check(Evidence evidence, Violations violations) {
		Outcomes outcomes = new Outcomes(evidence, violations);
		evidence.processes().forEach((process) -> process.log().forEach((entry) -> outcomes.check(process, entry)));
	}

	private void check(ProcessEvidence process, LogEntry entry) {
		switch (entry.event()) {
			case FENCED_COMMITTED, UNFENCED_COMMITTED -> committed(process, entry);
			case FENCED_LOST, FENCED_REFUSED -> refused(process, entry);
			default -> {
			}
		}
	}

	private void committed(ProcessEvidence process, LogEntry entry) {
		HistoryEvent row = this.rows.get(entry.detail());
		if (row == null || row.token() != entry.token()) {
			this.violations.add(Rule.OUTCOMES, "%s was told that %s of term %d was committed, and the ledger has %s"
				.formatted(process.name(), entry.detail(), entry.token(), row));
		}
	}

	private void refused(ProcessEvidence process, LogEntry entry) {
		HistoryEvent row = this.rows.get(entry.detail());
		if (row != null) {
			this.violations.add(Rule.OUTCOMES, "%s was told that %s was refused, and it was commit %d"
				.formatted(process.name(), entry.detail(), row.number()));
		}
	}

}
