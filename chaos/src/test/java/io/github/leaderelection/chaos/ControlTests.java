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

package io.github.leaderelection.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.github.leaderelection.chaos.check.Checker;
import io.github.leaderelection.chaos.check.Rule;
import io.github.leaderelection.chaos.check.Violation;
import io.github.leaderelection.chaos.fleet.Direction;
import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.settings.ChaosSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The checker sees what is wrong: fleets without the fence, or with a rule broken, are
 * caught, in scripts that leave nothing to luck.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class ControlTests {

	/** What caught which control, for the documentation. */
	private static final Path REPORT = Path.of("target", "chaos-controls.md");

	private static final ChaosSettings SETTINGS = ChaosSettings.scripted(2);

	@TempDir
	Path folder;

	@Test
	void aFleetWithoutTheFenceIsCaught() throws IOException {
		try (Script script = new Script("without-fence", SETTINGS.withoutFence())) {
			script.hold("hold-fenced");
			script.leader().process().freeze();
			script.awaitTakeover();
			script.leader().process().wake();
			script.go();
			script.awaitNoted(LogEvent.FENCED_COMMITTED, "hold-fenced");
			assertCaught(script, "transactions without the fence", Rule.FENCE, script.rowOfLeader("hold-fenced"));
		}
	}

	@Test
	void aTakeoverThatDoesNotWaitForFencesIsCaught() throws IOException {
		Path broken = new BrokenLibrary().change("jdbc/PostgreSqlDialect", "				FOR UPDATE)", ")")
			.change("jdbc/PostgreSqlDialect", "LEAST(lease_duration_ms, 2147483647)::text, true) END", "'0', true) END")
			.compile(this.folder);
		try (Script script = new Script("takeover-without-lock", SETTINGS.withBroken(broken))) {
			script.hold("hold-commit");
			script.leader().process().freeze();
			script.awaitTakeover();
			script.leader().process().wake();
			script.go();
			script.awaitNoted(LogEvent.FENCED_COMMITTED, "hold-commit");
			assertCaught(script, "a takeover that does not wait for fences", Rule.FENCE,
					script.rowOfLeader("hold-commit"));
		}
	}

	@Test
	void trustThatNeverEndsIsCaught() throws IOException {
		Path broken = new BrokenLibrary()
			.change("Term", "while (this.ticker.read() >= until)", "while (until == REVOKED)")
			.change("election/Renewal", "return now >= this.trustedUntil;", "return false;")
			.compile(this.folder);
		try (Script script = new Script("endless-trust", SETTINGS.withBroken(broken))) {
			script.leader().proxy().stall(Direction.REQUESTS);
			script.leader().proxy().stall(Direction.REPLIES);
			script.awaitTakeover();
			Script.await(() -> !script.violationsOf(Rule.ONE_LEADER).isEmpty());
			assertCaught(script, "trust that never ends", Rule.ONE_LEADER, script.leader().process().name());
		}
	}

	@Test
	void aTokenThatIsNotRaisedIsCaught() throws IOException {
		Path broken = new BrokenLibrary()
			.change("election/Following", "Math.max(lastToken, this.candidacy.endedToken()) + 1",
					"Math.max(lastToken, 1)")
			.compile(this.folder);
		try (Script script = new Script("same-token", SETTINGS.withBroken(broken))) {
			script.leader().process().kill();
			script.awaitTakeover();
			assertCaught(script, "a token that is not raised", Rule.TOKENS, "Term 1");
		}
	}

	private static void assertCaught(Script script, String control, Rule rule, String culprit) throws IOException {
		List<Violation> violations = Checker.check(script.end())
			.stream()
			.filter((violation) -> violation.rule() == rule)
			.toList();
		assertThat(violations).extracting(Violation::message).anyMatch((message) -> message.contains(culprit));
		Files.writeString(REPORT,
				"| %s | %s | %s |%n".formatted(control, rule.statement(),
						violations.stream()
							.map(Violation::message)
							.filter((message) -> message.contains(culprit))
							.findFirst()
							.orElseThrow()),
				StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
