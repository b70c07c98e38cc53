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

package io.github.leaderelection.transaction;

import java.util.concurrent.Flow;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import io.github.leaderelection.autoconfigure.transaction.LeaderTransactionAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.annotation.Propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InvalidLeaderTransactionalTests {

	private final ApplicationContextRunner bare = TestRunners.bare()
		.withConfiguration(AutoConfigurations.of(LeaderElectionJdbcAutoConfiguration.class,
				LeaderTransactionAutoConfiguration.class, DataSourceAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true", "leaderelection.lease-duration=15s",
				"leaderelection.renew-deadline=10s");

	private final ApplicationContextRunner runner = this.bare
		.withConfiguration(AutoConfigurations.of(DataSourceTransactionManagerAutoConfiguration.class,
				TransactionAutoConfiguration.class))
		.withPropertyValues("leaderelection.elections.reports=", "leaderelection.elections.mails=", "where=nowhere");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					FinalMethod        | FinalMethod.run() is final, so that no proxy can see the call; remove 'final'
					PrivateMethod      | PrivateMethod.run(String) is private, so that no proxy can see the call
					StaticMethod       | StaticMethod.run() is static, so that no proxy can see the call
					FinalClass         | FinalClass.run(): its class is final, so that no proxy can see the call
					PublicFinalOnClass | PublicFinalOnClass.run() is final, so that no proxy can see the call
					PublisherResult    | PublisherResult.stream() returns a reactive publisher (Publisher)
					NeverTransactional | NeverTransactional.run() has the propagation NEVER, so that there is no transaction to be fenced
					NotSupported       | NotSupported.run() has the propagation NOT_SUPPORTED, so that there is no transaction
					UnknownElection    | UnknownElection.run(): There is no election 'report'. Known elections:
					UnknownByPlace     | UnknownByPlace.run(): There is no election 'nowhere'. Known elections:
					UnknownOnClass     | UnknownOnClass: There is no election 'report'. Known elections:
					Unnamed            | Unnamed.run(): It names no election, and there is not exactly one. Known elections:
					LazyUnknown        | LazyUnknown.run(): There is no election 'report'. Known elections:
					""")
	void aPlaceWhereItCannotWorkIsRefusedAtStartUp(String type, String message) throws ClassNotFoundException {
		Class<?> bean = Class.forName(getClass().getName() + "$" + type);
		this.runner.withUserConfiguration(bean).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(getClass().getName() + "$" + message);
			assertThat(analysis.getAction()).contains("Move the annotation or change the method");
		});
	}

	@Test
	void helpersOfAnAnnotatedClassAreLeftAlone() {
		this.runner.withUserConfiguration(Helpers.class).run((context) -> assertThat(context).hasNotFailed());
	}

	/** Without it nothing would be opened, and the fence go wherever the caller is. */
	@Test
	void withoutTransactionManagementEachCallIsRefused() {
		this.bare.withPropertyValues("leaderelection.elections.reports=")
			.withBean("job", Job.class)
			.withConfiguration(AutoConfigurations.of(DataSourceTransactionManagerAutoConfiguration.class))
			.run((context) -> {
				TestRunners.await(() -> context.getBean(LeaderElections.class).isLeader("reports"));
				Job job = context.getBean(Job.class);
				assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(job::run)
					.withMessageContaining("@EnableTransactionManagement")
					.withMessageContaining("Job.run()");
			});
	}

	static class Job {

		@LeaderTransactional("reports")
		void run() {
			throw new AssertionError("Not fenced");
		}

	}

	static class FinalMethod {

		@LeaderTransactional("reports")
		public final void run() {
		}

	}

	static class PrivateMethod {

		@LeaderTransactional("reports")
		private void run(String text) {
		}

	}

	static class StaticMethod {

		@LeaderTransactional("reports")
		static void run() {
		}

	}

	static final class FinalClass {

		@LeaderTransactional("reports")
		void run() {
		}

	}

	@LeaderTransactional("reports")
	static class PublicFinalOnClass {

		public final void run() {
		}

	}

	static class PublisherResult {

		@LeaderTransactional("reports")
		Flow.Publisher<String> stream() {
			throw new UnsupportedOperationException();
		}

	}

	static class NeverTransactional {

		@LeaderTransactional(value = "reports", propagation = Propagation.NEVER)
		void run() {
		}

	}

	static class NotSupported {

		@LeaderTransactional(value = "reports", propagation = Propagation.NOT_SUPPORTED)
		void run() {
		}

	}

	static class UnknownElection {

		@LeaderTransactional("report")
		void run() {
		}

	}

	static class UnknownByPlace {

		@LeaderTransactional("${where}")
		void run() {
		}

	}

	@LeaderTransactional("report")
	static class UnknownOnClass {

		public void run() {
		}

	}

	static class Unnamed {

		@LeaderTransactional
		void run() {
		}

	}

	@Lazy
	static class LazyUnknown {

		@LeaderTransactional("report")
		void run() {
		}

	}

	@LeaderTransactional("reports")
	static class Helpers {

		public int run() {
			return helper();
		}

		private int helper() {
			return counted();
		}

		final int counted() {
			return 1;
		}

		static long number() {
			return 1;
		}

	}

}
