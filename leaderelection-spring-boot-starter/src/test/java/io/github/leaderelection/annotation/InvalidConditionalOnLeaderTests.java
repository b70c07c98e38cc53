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

package io.github.leaderelection.annotation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import io.github.leaderelection.annotation.far.FarBase;
import io.github.leaderelection.autoconfigure.TestRunners;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

class InvalidConditionalOnLeaderTests {

	private final ApplicationContextRunner runner = TestRunners.memory()
		.withPropertyValues("leaderelection.elections.reports=", "leaderelection.elections.mails=");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					FinalMethod       | FinalMethod.run() is final, so that no proxy can see the call; remove 'final'
					PrivateMethod     | PrivateMethod.run(String) is private, so that no proxy can see the call
					StaticMethod      | StaticMethod.run() is static, so that no proxy can see the call
					FinalClass        | FinalClass.run(): its class is final, so that no proxy can see the call; remove 'final'
					FinalClassOnClass | FinalClassOnClass.run(): its class is final, so that no proxy can see the call
					PrimitiveResult   | PrimitiveResult.count() returns the primitive 'int', so that a call that is skipped has nothing to return; return 'Integer' or an Optional
					PublisherResult   | PublisherResult.stream() returns a reactive publisher (Publisher), whose work begins after the call
					SuspendFunction   | SuspendFunction.run(String, Continuation) is a suspend function, whose work goes on after the call; annotate a plain function
					PublicFinalOnClass| PublicFinalOnClass.run() is final, so that no proxy can see the call
					PrimitiveOnClass  | PrimitiveOnClass.isDone() returns the primitive 'boolean'
					PackagePrivateOnClass| PackagePrivateOnClass.count() returns the primitive 'int'
					Callbacks         | Callbacks.scheduled() is private, so that no proxy can see the call
					Callbacks         | Callbacks.twice() is private, so that no proxy can see the call
					Callbacks         | Callbacks.async() is private, so that no proxy can see the call
					Callbacks         | Callbacks.listens(String) is private, so that no proxy can see the call
					Callbacks         | Callbacks.transactional() is private, so that no proxy can see the call
					Callbacks         | Callbacks.meta() is private, so that no proxy can see the call
					Callbacks         | Callbacks.ends() is final, so that no proxy can see the call
					Callbacks         | Callbacks.shared() is static, so that no proxy can see the call
					FarSubclass       | FarSubclass.hidden() is package-private in another package (io.github.leaderelection.annotation.far), so that no proxy can see the call; make it protected
					UnknownElection   | UnknownElection.run(): There is no election 'report'. Known elections:
					UnknownByPlace    | UnknownByPlace.run(): There is no election 'nowhere'. Known elections:
					UnknownOnClass    | UnknownOnClass: There is no election 'report'. Known elections:
					Unnamed           | Unnamed.run(): It names no election, and there is not exactly one. Known elections:
					LazyUnknown       | LazyUnknown.run(): There is no election 'report'. Known elections:
					LazyFinal         | LazyFinal.run() is final
					""")
	void aPlaceWhereItCannotWorkIsRefusedAtStartUp(String type, String message) throws ClassNotFoundException {
		Class<?> bean = Class.forName(getClass().getName() + "$" + type);
		this.runner.withPropertyValues("where=nowhere").withUserConfiguration(bean).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(getClass().getName() + "$" + message);
			assertThat(analysis.getAction()).contains("Move the annotation or change the method");
		});
	}

	@Test
	void allPlacesThatAreWrongAreNamedTogether() {
		this.runner.withUserConfiguration(LazyUnknown.class, LazyFinal.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(analyze(context.getStartupFailure()).getDescription()).contains("$LazyUnknown.run()")
				.contains("$LazyFinal.run()");
		});
	}

	@Test
	void helpersThatTheAnnotationOnTheClassDoesNotConcernAreLeftAlone() {
		this.runner.withUserConfiguration(Helpers.class).run((context) -> assertThat(context).hasNotFailed());
	}

	private static FailureAnalysis analyze(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, ex) -> {
			}))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("io.github.leaderelection"))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow();
	}

	static class FinalMethod {

		@ConditionalOnLeader("reports")
		public final void run() {
		}

	}

	static class PrivateMethod {

		@ConditionalOnLeader("reports")
		private void run(String text) {
		}

	}

	static class StaticMethod {

		@ConditionalOnLeader("reports")
		static void run() {
		}

	}

	static final class FinalClass {

		@ConditionalOnLeader("reports")
		void run() {
		}

	}

	@ConditionalOnLeader("reports")
	static final class FinalClassOnClass {

		public void run() {
		}

	}

	static class PrimitiveResult {

		@ConditionalOnLeader("reports")
		int count() {
			return 1;
		}

	}

	static class PublisherResult {

		@ConditionalOnLeader("reports")
		Flow.Publisher<String> stream() {
			throw new UnsupportedOperationException();
		}

	}

	static class SuspendFunction {

		@ConditionalOnLeader("reports")
		@Nullable Object run(String text, Continuation<? super String> continuation) {
			return null;
		}

	}

	@ConditionalOnLeader("reports")
	static class PublicFinalOnClass {

		public final void run() {
		}

	}

	@ConditionalOnLeader("reports")
	static class PrimitiveOnClass {

		public boolean isDone() {
			return true;
		}

	}

	@ConditionalOnLeader("reports")
	static class PackagePrivateOnClass {

		int count() {
			return 1;
		}

	}

	@ConditionalOnLeader("reports")
	static class Callbacks {

		@Scheduled(fixedRate = 1000)
		private void scheduled() {
		}

		@Scheduled(fixedRate = 1000)
		@Scheduled(fixedRate = 3000)
		private void twice() {
		}

		@Async
		private void async() {
		}

		@EventListener
		private void listens(String event) {
		}

		@Transactional
		private void transactional() {
		}

		@Hourly
		private void meta() {
		}

		@Scheduled(fixedRate = 1000)
		final void ends() {
		}

		@Scheduled(fixedRate = 1000)
		static void shared() {
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
	@interface Hourly {

	}

	@ConditionalOnLeader("reports")
	static class FarSubclass extends FarBase {

	}

	static class UnknownElection {

		@ConditionalOnLeader("report")
		void run() {
		}

	}

	static class UnknownByPlace {

		@ConditionalOnLeader("${where}")
		void run() {
		}

	}

	@ConditionalOnLeader("report")
	static class UnknownOnClass {

		public void run() {
		}

	}

	static class Unnamed {

		@ConditionalOnLeader
		void run() {
		}

	}

	@Lazy
	static class LazyUnknown {

		@ConditionalOnLeader("report")
		void run() {
		}

	}

	@Lazy
	static class LazyFinal {

		@ConditionalOnLeader("reports")
		final void run() {
		}

	}

	@ConditionalOnLeader("reports")
	static class Helpers {

		public void run() {
			helper();
		}

		private boolean helper() {
			return counted() > 0;
		}

		final int counted() {
			return 1;
		}

		@Override
		protected Object clone() throws CloneNotSupportedException {
			return super.clone();
		}

		static long number() {
			return 1;
		}

	}

}
