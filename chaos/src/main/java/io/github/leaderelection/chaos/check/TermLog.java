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

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.leaderelection.chaos.fleet.ProcessEnd;
import io.github.leaderelection.chaos.history.HistoryEvent;
import io.github.leaderelection.chaos.log.LogEntry;
import io.github.leaderelection.chaos.log.LogEvent;
import org.jspecify.annotations.Nullable;

/** What listeners were told: grants and revocations. */
final class TermLog {

	private final Violations violations;

	private final Map<Long, HistoryEvent> acquired;

	private final Map<Long, HistoryEvent> released;

	private final Map<Long, String> granted = new HashMap<>();

	private TermLog(Evidence evidence, Violations violations) {
		this.violations = violations;
		this.acquired = byToken(evidence, HistoryEvent.Kind.ACQUIRED);
		this.released = byToken(evidence, HistoryEvent.Kind.RELEASED);
	}

	private static Map<Long, HistoryEvent> byToken(Evidence evidence, HistoryEvent.Kind kind) {
		return evidence.history()
			.stream()
			.filter((event) -> event.kind() == kind)
			.collect(Collectors.toMap(HistoryEvent::token, (event) -> event, (first, second) -> first));
	}

	static void check(Evidence evidence, Violations violations) {
		TermLog log = new TermLog(evidence, violations);
		evidence.processes().forEach(log::pairs);
		evidence.processes().forEach(log::releases);
	}

	private void pairs(ProcessEvidence process) {
		LogEntry open = null;
		for (LogEntry entry : process.log()) {
			if (entry.event() == LogEvent.GRANTED) {
				if (open != null) {
					this.violations.add(Rule.PAIRS, "%s: term %d was granted while term %d was not revoked"
						.formatted(process.name(), entry.token(), open.token()));
				}
				granted(process, entry);
				open = entry;
			}
			else if (entry.event() == LogEvent.REVOKED) {
				if (open == null || open.token() != entry.token()) {
					this.violations.add(Rule.PAIRS, "%s: term %d was revoked, and the term that stood was %s"
						.formatted(process.name(), entry.token(), (open != null) ? open.token() : "none"));
				}
				open = null;
			}
		}
		end(process, open);
	}

	private void granted(ProcessEvidence process, LogEntry entry) {
		String other = this.granted.put(entry.token(), process.name());
		if (other != null) {
			this.violations.add(Rule.TOKENS,
					"Term %d was granted to %s and to %s".formatted(entry.token(), other, process.name()));
		}
		HistoryEvent term = this.acquired.get(entry.token());
		if (term == null || !term.identity().equals(entry.detail())) {
			this.violations.add(Rule.TOKENS, "Term %d was granted to %s, and the database has it for %s"
				.formatted(entry.token(), entry.detail(), (term != null) ? term.identity() : "nobody"));
		}
	}

	/** Who was killed may owe a revocation, and nobody else. */
	private void end(ProcessEvidence process, @Nullable LogEntry open) {
		if (open != null && process.end() == ProcessEnd.STOPPED) {
			this.violations.add(Rule.PAIRS,
					"%s: term %d was not revoked before the process stopped".formatted(process.name(), open.token()));
		}
	}

	private void releases(ProcessEvidence process) {
		List<LogEntry> grants = process.noted(LogEvent.GRANTED).toList();
		Map<Long, Instant> revoked = process.noted(LogEvent.REVOKED)
			.collect(Collectors.toMap(LogEntry::token, LogEntry::at, (first, second) -> first));
		for (LogEntry grant : grants) {
			HistoryEvent release = this.released.get(grant.token());
			if (release != null) {
				Instant told = revoked.get(grant.token());
				if (told == null || told.isAfter(release.at())) {
					this.violations.add(Rule.REVOKED_FIRST, "%s: term %d was released at %s and revoked at %s"
						.formatted(process.name(), grant.token(), release.at(), told));
				}
			}
		}
	}

}
