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

package io.github.leaderelection.sample.page;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.sample.SampleApplication;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of an instance that has company. */
@Timeout(60)
class PageOfTwoInstancesTests {

	/** Graceful shutdown waits for 30 s where requests do not end. */
	private static final Duration WITHOUT_DELAY = Duration.ofSeconds(20);

	@TempDir
	Path directory;

	@Test
	void theOneShowsTheOtherPassesActionsOnAndIsStoppedWithoutDelay() throws Exception {
		TestDatabase database = TestDatabases.h2File(this.directory);
		try (ConfigurableApplicationContext first = start(database)) {
			LeaderElector leader = first.getBean(LeaderElector.class);
			Awaitility.await().until(leader::isLeader);
			ConfigurableApplicationContext second = start(database);
			LeaderElector follower = second.getBean(LeaderElector.class);
			try (second; EventStream stream = EventStream.open(port(second))) {
				JsonNode shared = Awaitility.await()
					.until(stream::nextElection, (told) -> told.path("instances").size() == 2);
				assertThat(shared.path("leader").asString()).isEqualTo(leader.identity());
				assertThat(shared.path("trustLeftMs").isNull()).as("known to the leader only").isTrue();
				assertThat(shared.path("leaseLeftMs").asLong()).isPositive();
				assertThat(shared.path("instances").values().stream().map((told) -> told.path("identity").asString()))
					.containsExactlyElementsOf(Stream.of(leader.identity(), follower.identity()).sorted().toList());

				assertThat(Buttons.press(port(second), leader.identity(), "step-down").statusCode()).isEqualTo(204);
				Awaitility.await().until(() -> {
					// Again, where the follower stalled for longer than the other sat
					// out.
					if (leader.isLeader()) {
						Buttons.press(port(second), leader.identity(), "step-down");
					}
					return follower.isLeader();
				});
				assertThat(Buttons.press(port(second), leader.identity(), "step-down").body())
					.contains(leader.identity() + " does not lead");

				assertThat(stop(second)).isLessThan(WITHOUT_DELAY);
				assertThat(lastEvent(stream)).isEqualTo("bye\n");
			}
			assertThat(first.getBean(JdbcTemplate.class)
				.queryForList("SELECT identity FROM sample_instance", String.class)).containsExactly(leader.identity());
		}
	}

	@Test
	void aBrowserThatDoesNotReadDoesNotHoldUpTheEnd() throws Exception {
		TestDatabase database = TestDatabases.h2File(this.directory);
		try (ConfigurableApplicationContext context = start(database); Socket browser = new Socket()) {
			browser.setReceiveBufferSize(1024);
			browser.connect(new InetSocketAddress("127.0.0.1", port(context)));
			browser.getOutputStream()
				.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			PageFeed feed = context.getBean(PageFeed.class);
			Awaitility.await().until(() -> feed.clients() == 1);
			// More than the buffers between here and there can take. Again and again,
			// since
			// one that the page's own news overtakes is not written.
			String large = "x".repeat(16 << 20);
			awaitStuckWrite(() -> feed.offer("state", large));
			assertThat(stop(context)).isLessThan(WITHOUT_DELAY);
		}
	}

	/** The same thread twice running: one that is seen once may be on its way through. */
	private static void awaitStuckWrite(Runnable offer) {
		Set<Thread> before = new HashSet<>();
		Awaitility.await().until(() -> {
			offer.run();
			Set<Thread> now = writers();
			boolean stuck = !Collections.disjoint(before, now);
			before.clear();
			before.addAll(now);
			return stuck;
		});
	}

	/** Those that write to a socket for the page. */
	private static Set<Thread> writers() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getName().startsWith("page-client-"))
			.filter((thread) -> Stream.of(thread.getValue())
				.anyMatch((frame) -> frame.getMethodName().equals("doWrite")
						&& frame.getClassName().startsWith("org.apache.tomcat.util.net.")))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	private static String lastEvent(EventStream stream) throws Exception {
		String last = "";
		for (String event = stream.nextEvent(); !event.isEmpty(); event = stream.nextEvent()) {
			last = event;
		}
		return last;
	}

	private static Duration stop(ConfigurableApplicationContext context) {
		long started = System.nanoTime();
		context.close();
		return Duration.ofNanos(System.nanoTime() - started);
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
	}

	private static ConfigurableApplicationContext start(TestDatabase database) {
		return new SpringApplicationBuilder(SampleApplication.class).properties("spring.jmx.enabled=false")
			.run("--server.port=0", "--spring.datasource.url=" + database.jdbcUrl(),
					"--leaderelection.lease-duration=30s", "--leaderelection.renew-deadline=20s",
					"--leaderelection.retry-period=200ms");
	}

}
