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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.leaderelection.LeaderElector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Two application contexts on one H2 file. */
@ExtendWith(OutputCaptureExtension.class)
class TwoInstancesTests {

	@TempDir
	Path directory;

	static String url(Path directory) {
		return "jdbc:h2:file:" + directory.resolve("sample").toAbsolutePath()
				+ ";AUTO_SERVER=TRUE;FILE_LOCK=SOCKET;WRITE_DELAY=0";
	}

	@Test
	void theSecondFollowsAndTakesOverWhenTheFirstIsClosed(CapturedOutput output) {
		try (ConfigurableApplicationContext second = startBehind(this.directory)) {
			LeaderElector elector = second.getBean(LeaderElector.class);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(elector::isLeader);
			assertThat(elector.status().fencingToken()).isEqualTo(2);
			Ledger ledger = second.getBean(Ledger.class);
			Awaitility.await().until(() -> ledger.newest(1).get(0).fencingToken() == 2);

			List<LedgerEntry> rows = ledger.newest(1000);
			assertThat(rows).isSortedAccordingTo((left, right) -> Long.compare(right.id(), left.id()))
				.isSortedAccordingTo((left, right) -> Long.compare(right.fencingToken(), left.fencingToken()));
			assertThat(rows).filteredOn((row) -> row.fencingToken() == 2)
				.allMatch((row) -> row.instance().equals(elector.identity()));
			assertThat(rows).filteredOn((row) -> row.fencingToken() == 1)
				.isNotEmpty()
				.noneMatch((row) -> row.instance().equals(elector.identity()));
		}
		assertThat(output).containsSubsequence("This instance leads 'ledger', term 1",
				"This instance leads 'ledger' no more, term 1 is over: STOPPED",
				"This instance leads 'ledger', term 2");
	}

	/** Starts two, lets the first lead and the second follow, and closes the first. */
	private static ConfigurableApplicationContext startBehind(Path directory) {
		try (ConfigurableApplicationContext first = start(directory)) {
			LeaderElector leader = first.getBean(LeaderElector.class);
			Awaitility.await().until(() -> !first.getBean(Ledger.class).newest(1).isEmpty());
			ConfigurableApplicationContext second = start(directory);
			LeaderElector follower = second.getBean(LeaderElector.class);
			Awaitility.await().until(() -> follower.getLeader().isPresent());
			assertThat(follower.isLeader()).isFalse();
			assertThat(follower.getLeader()).contains(leader.identity());
			assertThat(leader.isLeader()).isTrue();
			return second;
		}
	}

	private static ConfigurableApplicationContext start(Path directory) {
		return new SpringApplicationBuilder(SampleApplication.class).properties("spring.jmx.enabled=false")
			.run("--server.port=0", "--spring.datasource.url=" + url(directory), "--sample.ledger-period=100ms");
	}

}
