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

package io.github.leaderelection.docs;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;

import javax.sql.DataSource;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.autoconfigure.LeaderElectionAutoConfiguration;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import io.github.leaderelection.autoconfigure.transaction.LeaderTransactionAutoConfiguration;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import io.github.leaderelection.transaction.LeaderFence;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The examples of the page about fencing, as a reader would run them. */
class FencingDocsTests {

	private final Markdown page = Markdown.read(Markdown.ROOT.resolve("docs/fencing.md"));

	@TempDir
	Path directory;

	@Test
	void aFencedMethodWritesWhereThisInstanceLeads() throws Exception {
		try (URLClassLoader loader = Snippets.compile(this.page.block("java", "fenced-transactional"),
				this.directory)) {
			Class<?> service = loader.loadClass("snippet.MonthEnd");
			application(loader).withUserConfiguration(service).run((context) -> {
				JdbcClient jdbc = context.getBean(JdbcClient.class);
				jdbc.sql("CREATE TABLE closed_month (name VARCHAR(9))").update();
				awaitLeadership(context);
				invoke(method(service, "close", String.class), context.getBean(service), "May");
				assertThat(jdbc.sql("SELECT name FROM closed_month").query(String.class).list()).containsExactly("May");
			});
		}
	}

	@Test
	void templatesAndPlainJdbcDoSoToo() throws Exception {
		try (URLClassLoader loader = Snippets.compile(this.page.block("java", "fenced-template"), this.directory)) {
			Class<?> service = loader.loadClass("snippet.Payouts");
			application(loader).withUserConfiguration(service).run((context) -> {
				JdbcClient jdbc = context.getBean(JdbcClient.class);
				jdbc.sql("CREATE TABLE payout (name VARCHAR(30))").update();
				assertThat(context).hasSingleBean(LeaderFence.class).hasSingleBean(TransactionTemplate.class);
				LeaderElector elector = awaitLeadership(context);
				Object payouts = context.getBean(service);
				invoke(method(service, "payByTemplate", String.class), payouts, "one");
				invoke(method(service, "payWithin", String.class), payouts, "two");
				invoke(method(service, "payByHand", DataSource.class, LeaderElector.class, String.class), payouts,
						context.getBean(DataSource.class), elector, "three");
				assertThat(jdbc.sql("SELECT name FROM payout").query(String.class).list()).containsExactly("one",
						"two in term 1", "by hand");
			});
		}
	}

	@Test
	void aConditionalUpdateRefusesAnEarlierTerm() throws Exception {
		try (URLClassLoader loader = Snippets.compile(this.page.block("java", "fenced-update"), this.directory);
				TestDatabase database = TestDatabases.h2();
				TwoTerms terms = new TwoTerms()) {
			database.execute("CREATE TABLE snapshot (id INT PRIMARY KEY, content VARCHAR(9), fencing_token BIGINT)",
					"INSERT INTO snapshot VALUES (1, '', 0)");
			JdbcClient jdbc = JdbcClient.create(database.dataSource());
			Class<?> type = loader.loadClass("snippet.Snapshots");
			Object snapshots = create(type, JdbcClient.class, jdbc);
			Method store = method(type, "store", Leadership.class, String.class);
			invoke(store, snapshots, terms.first, "first");
			invoke(store, snapshots, terms.second, "second");
			invoke(store, snapshots, terms.second, "again");
			assertThatIllegalStateException().isThrownBy(() -> invoke(store, snapshots, terms.first, "late"))
				.withMessage("Term 1 is over");
			assertThat(jdbc.sql("SELECT content FROM snapshot").query(String.class).single()).isEqualTo("again");
		}
	}

	@Test
	void aServiceRefusesTheHeaderOfAnEarlierTerm() throws Exception {
		Path serverDirectory = this.directory.resolve("server");
		Path clientDirectory = this.directory.resolve("client");
		assertThat(serverDirectory.toFile().mkdir() && clientDirectory.toFile().mkdir()).isTrue();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		try (URLClassLoader servers = Snippets.compile(this.page.block("java", "fenced-http-server"), serverDirectory);
				URLClassLoader clients = Snippets.compile(this.page.block("java", "fenced-http-client"),
						clientDirectory);
				TwoTerms terms = new TwoTerms()) {
			Class<?> handlerType = servers.loadClass("snippet.DocumentHandler");
			HttpHandler handler = (HttpHandler) create(handlerType);
			server.createContext("/document", handler);
			server.start();
			URI uri = new URI("http", null, server.getAddress().getHostString(), server.getAddress().getPort(),
					"/document", null, null);
			Class<?> type = clients.loadClass("snippet.Documents");
			Object documents = create(type, URI.class, uri);
			Method store = method(type, "store", Leadership.class, String.class);
			invoke(store, documents, terms.first, "first");
			invoke(store, documents, terms.second, "second");
			assertThatIllegalStateException().isThrownBy(() -> invoke(store, documents, terms.first, "late"))
				.withMessage("Term 1 was answered 409");
			assertThat(invoke(method(handlerType, "text"), handler)).isEqualTo("second");
			invoke(store, documents, terms.second, "again");
			assertThat(invoke(method(handlerType, "text"), handler)).isEqualTo("again");
		}
		finally {
			server.stop(0);
		}
	}

	private static ApplicationContextRunner application(ClassLoader loader) {
		return new ApplicationContextRunner().withClassLoader(loader)
			.withConfiguration(AutoConfigurations.of(LeaderElectionAutoConfiguration.class,
					LeaderElectionJdbcAutoConfiguration.class, LeaderTransactionAutoConfiguration.class,
					DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
					JdbcClientAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
					TransactionAutoConfiguration.class))
			.withPropertyValues("spring.datasource.generate-unique-name=true", "leaderelection.elections.reports=");
	}

	private static LeaderElector awaitLeadership(ApplicationContext context) {
		LeaderElector elector = context.getBean(LeaderElections.class).get("reports");
		Awaitility.await().until(elector::isLeader);
		return elector;
	}

	private static Object create(Class<?> type, Object... typesAndArguments) throws Exception {
		Constructor<?> constructor = (typesAndArguments.length == 0) ? type.getDeclaredConstructor()
				: type.getDeclaredConstructor((Class<?>) typesAndArguments[0]);
		constructor.setAccessible(true);
		return (typesAndArguments.length == 0) ? constructor.newInstance()
				: constructor.newInstance(typesAndArguments[1]);
	}

	private static Method method(Class<?> type, String name, Class<?>... parameters) throws Exception {
		Method method = type.getDeclaredMethod(name, parameters);
		method.setAccessible(true);
		return method;
	}

	private static Object invoke(Method method, Object target, Object... arguments) throws Exception {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof Exception thrown) {
				throw thrown;
			}
			throw ex;
		}
	}

	/** Two terms of one election, the first of which is over. */
	private static final class TwoTerms implements AutoCloseable {

		private final LeaderElector elector;

		private final Leadership first;

		private final Leadership second;

		TwoTerms() {
			this.elector = LeaderElector.create(LeaderElectionConfig.builder()
				.lock(new InMemoryLockStore().create("reports", "a"))
				.leaseDuration(Duration.ofSeconds(3))
				.renewDeadline(Duration.ofSeconds(2))
				.retryPeriod(Duration.ofMillis(50))
				.build());
			this.elector.start();
			this.first = next(0);
			this.elector.stepDown(Duration.ofMillis(1));
			this.second = next(1);
		}

		private Leadership next(long token) {
			return Awaitility.await()
				.until(() -> this.elector.leadership().filter((term) -> term.fencingToken() > token).orElse(null),
						(term) -> term != null);
		}

		@Override
		public void close() {
			this.elector.close();
		}

	}

}
