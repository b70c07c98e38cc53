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

package io.github.leaderelection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.leaderelection.Mutant.change;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The simulation notices when a rule is broken: each mutant breaks one, and must violate
 * a guarantee within the seeds that the test build runs.
 */
class MutantTests {

	/** What caught which mutant, for the documentation. */
	private static final Path REPORT = Path.of("target", "mutants.txt");

	@TempDir
	Path folder;

	@RegisterExtension
	static final QuietElections quiet = new QuietElections();

	static Stream<Mutant> mutants() {
		return Stream.of(
				Mutant.of("a renewal is trusted from its reply", change("election/Leading",
						"Renewal renewed = this.renewal.applied(this.candidacy.rules());",
						"Rules r = this.candidacy.rules(); Renewal renewed = new Renewal(moment.now() + r.deadline(), "
								+ "Moment.NONE, attempt, moment.now() + r.retry());")),
				Mutant.of("an acquisition is trusted from its reply",
						change("election/Acquiring", "this.claim.begin(this.candidacy, this.sent, moment)",
								"this.claim.begin(this.candidacy, moment.now(), moment)")),
				Mutant.of("the lease is released before the work has stopped",
						change("election/Draining",
								"return Decision.of(new Draining(candidacy.ended(token), token, reason, then, "
										+ "renewal, keepUntil, false));",
								"return Releasing.begin(candidacy.ended(token), token, then, moment, reason);")),
				Mutant.of("leadership is a flag",
						change("Term", "while (this.ticker.read() >= until) {", "while (until == REVOKED) {")),
				Mutant.of("the deadline is looked at after a reply only",
						change("Term", "while (this.ticker.read() >= until) {", "while (until == REVOKED) {"),
						change("election/Leading", """
								if (this.renewal.isOver(now)) {
											return end(RevocationReason.EXPIRED, new Sequel.Campaign(0), moment);
										}
										if (now >= this.termEnd)""", "if (now >= this.termEnd)")),
				Mutant.of("attempt numbers are ignored",
						change("election/Renewal", "return this.sent != Moment.NONE && this.attempt == attempt;",
								"return this.sent != Moment.NONE;"),
						change("election/Acquiring", """
								if (attempt != this.candidacy.attempt()) {
											return Decision.of(this);
										}
										return applied""", "return applied")),
				Mutant.of("a renewal or release goes by identity alone",
						change("SimulatedStore",
								"\n						&& this.record.fencingToken() == mine.fencingToken();", ";")),
				Mutant.of("a renewal or release goes by token alone", change("SimulatedStore",
						"this.record.holderIdentity().equals(mine.identity())\n						&& this", "this")),
				Mutant.of("the token is not raised",
						change("election/Following", "Math.max(lastToken, this.candidacy.endedToken()) + 1",
								"Math.max(lastToken, 1)")),
				Mutant.of("a token is used again while its release may be under way",
						change("election/Following", "Math.max(lastToken, this.candidacy.endedToken()) + 1",
								"lastToken + 1")),
				Mutant.of("a candidate that is to stop does not wait for its work",
						change("election/Draining", "if (!this.overrun && now >= leaseEnd()) {",
								"if (!this.overrun && now >= leaseEnd()) { if (this.sequel instanceof Sequel.Stop) { "
										+ "return Decision.of(new Stopped(this.candidacy, this.reason)); }")),
				Mutant.of("the age of a lease is believed without bound",
						change("election/Observation", "Math.max(lastAnsweredSent, now - ageOf(snapshot, lease)) : now",
								"now - ageOf(snapshot, lease) : now")),
				Mutant.of("a newcomer believes the age of a lease",
						change("election/Observation", "if (rules.trustStoreClock())", "if (true)")),
				Mutant.of("the age of a lease is believed where the leader may still trust it",
						change("election/Observation", "return lease == rules.lease()",
								"return true || lease == rules.lease()")),
				Mutant.of("a follower does not wait for the whole lease",
						change("election/Observation", "return now >= this.leaseEnd;",
								"return now >= this.leaseEnd - 6_000_000_000L;")),
				Mutant.of("a hint counts as the end of a lease",
						change("election/Following", "seen.seen().isOver(now)",
								"(seen.again() || seen.seen().isOver(now))")),
				Mutant.of("a term resumes after its trust has ended",
						change("election/Renewal", "return now >= this.trustedUntil;", "return false;")),
				Mutant.of("a takeover does not wait for fences",
						change("SimulatedStore", "if (takeover && row.fences > 0)", "if (false)")),
				Mutant.of("the end of a term is told twice",
						change("Announcer", "tellListeners((listener) -> listener.leadershipRevoked(term, reason));",
								"tellListeners((listener) -> listener.leadershipRevoked(term, reason)); "
										+ "tellListeners((listener) -> listener.leadershipRevoked(term, reason));")));
	}

	@ParameterizedTest
	@MethodSource("mutants")
	void isCaught(Mutant mutant) throws Exception {
		Optional<String> violation = MutantLoader.firstViolation(mutant, this.folder, SimulationTests.DEFAULT_SEEDS);
		assertThat(violation).as("violation by a fleet in which %s", mutant).isPresent();
		Files.writeString(REPORT, "%s: seed %s%n".formatted(mutant, violation.get()), StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	/** A mutant is caught for what it breaks, not for the way in which it is loaded. */
	@Test
	void theRulesAsTheyAreAreNotCaught() throws Exception {
		Mutant none = new Mutant("nothing is broken", List.of(change("election/Claim",
				"return this.repeated ? this : null;", "return this.repeated ? this : null; ")));
		assertThat(MutantLoader.firstViolation(none, this.folder, 200)).isEmpty();
	}

}
