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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.autoconfigure.Rival;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.util.AopTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ConditionalOnLeaderTests {

	private final InMemoryLockStore store = new InMemoryLockStore();

	private final Rival rival = new Rival(this.store, "reports");

	private final List<String> executions = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = TestRunners.memory()
		.withPropertyValues("leaderelection.elections.reports=", "which.election=reports")
		.withBean(ResourceLockFactory.class, () -> this.store)
		.withBean(ExecutionMonitor.class, () -> (name, outcome) -> this.executions.add(name + " " + outcome))
		.withBean(Job.class);

	@Test
	void callsRunOnTheLeader() {
		this.runner.run((context) -> {
			TestRunners.await(() -> context.getBean(LeaderElections.class).isLeader("reports"));
			Job job = context.getBean(Job.class);
			job.nothing();
			assertThat(job.text()).isEqualTo("done");
			assertThat(job.optional()).hasValue("done");
			assertThat(job.optionalInt()).hasValue(1);
			assertThat(job.byPlaceholder()).isEqualTo("done");
			assertThat(job.unnamed()).isEqualTo("done");
			assertThat(job.meta()).isEqualTo("done");
			assertThat(target(job).ran).hasSize(7);
			assertThat(this.executions).hasSize(7).containsOnly("reports EXECUTED");
		});
	}

	@Test
	void callsAreSkippedOnAFollower() {
		this.rival.holds();
		this.runner.run((context) -> {
			Job job = context.getBean(Job.class);
			job.nothing();
			assertThat(job.text()).isNull();
			assertThat(job.optional()).isEmpty();
			assertThat(job.optionalInt()).isEmpty();
			assertThat(job.future()).isNull();
			assertThat(job.byPlaceholder()).isNull();
			assertThat(job.unnamed()).isNull();
			assertThat(job.meta()).isNull();
			assertThat(target(job).ran).isEmpty();
			assertThat(this.executions).hasSize(8).containsOnly("reports SKIPPED");
			assertThat(job.unconcerned()).isEqualTo("done");
		});
	}

	@Test
	void monitorsAreToldWhichCallItWas() {
		List<String> told = new CopyOnWriteArrayList<>();
		ExecutionMonitor curious = new ExecutionMonitor() {
			@Override
			public void executed(Execution execution) {
				told.add(execution.beanType().getSimpleName() + "." + execution.method().getName() + " "
						+ execution.outcome());
			}

			@Override
			public void executed(String electionName, Outcome outcome) {
				told.add(electionName);
			}
		};
		this.rival.holds();
		this.runner.withBean("curious", ExecutionMonitor.class, () -> curious).run((context) -> {
			context.getBean(Job.class).text();
			assertThat(told).containsExactly("Job.text SKIPPED");
			assertThat(this.executions).containsExactly("reports SKIPPED");
		});
	}

	@Test
	void anAnnotationOnTheClassConcernsEveryMethodThatAProxySees() {
		this.rival.holds();
		this.runner.withBean("job", ClassJob.class).withBean(Subclass.class).run((context) -> {
			ClassJob bean = context.getBean("job", ClassJob.class);
			assertThat(bean.text()).isNull();
			assertThat(bean.packagePrivate()).isNull();
			assertThat(bean.protectedOne()).isNull();
			assertThat(bean.toString()).isEqualTo("a job");
			assertThat(bean.equals(new Object())).isFalse();
			Subclass subclass = context.getBean(Subclass.class);
			assertThat(subclass.text()).isNull();
			assertThat(subclass.more()).isNull();
			assertThat(subclass.packagePrivate()).isNull();
			this.rival.releases();
			TestRunners.await(() -> "done".equals(bean.packagePrivate()));
		});
	}

	@Test
	void aMethodAnnotationGoesBeforeThatOfTheClass() {
		this.rival.holds();
		TestRunners.memory()
			.withBean(ResourceLockFactory.class, () -> this.store)
			.withPropertyValues("leaderelection.elections.reports=", "leaderelection.elections.mails=")
			.withBean(TwoElections.class)
			.run((context) -> {
				TestRunners.await(() -> context.getBean(LeaderElections.class).isLeader("mails"));
				TwoElections job = context.getBean(TwoElections.class);
				assertThat(job.reports()).isNull();
				assertThat(job.mails()).isEqualTo("done");
			});
	}

	@Test
	void whatAJobThrowsReachesItsCallerAndEndsNoTerm() {
		this.runner.run((context) -> {
			LeaderElections elections = context.getBean(LeaderElections.class);
			TestRunners.await(() -> elections.isLeader("reports"));
			Job job = context.getBean(Job.class);
			assertThatIllegalStateException().isThrownBy(job::fails).withMessage("A job that throws");
			assertThat(elections.isLeader("reports")).isTrue();
			assertThat(this.executions).containsExactly("reports EXECUTED");
			// Its work is over, so that nothing is left for a drain to wait for.
			elections.get("reports").stop();
			assertThat(this.rival.holder()).isEmpty();
		});
	}

	@Test
	void aRunningCallIsInterruptedWhereThatIsWanted() {
		this.runner.run((context) -> {
			LeaderElections elections = context.getBean(LeaderElections.class);
			TestRunners.await(() -> elections.isLeader("reports"));
			Job job = context.getBean(Job.class);
			AtomicBoolean markLeft = new AtomicBoolean();
			Thread caller = new Thread(() -> {
				job.waitsUntilInterrupted();
				markLeft.set(Thread.currentThread().isInterrupted());
			});
			caller.start();
			target(job).waiting.await();
			this.rival.seizes();
			caller.join();
			assertThat(target(job).interrupted).isTrue();
			assertThat(markLeft).isFalse();
			assertThat(this.executions).containsExactly("reports INTERRUPTED");
		});
	}

	@Test
	void theLeaseIsReleasedOnlyWhenARunningCallHasReturned() {
		this.runner.withPropertyValues("leaderelection.drain-timeout=20s").run((context) -> {
			LeaderElections elections = context.getBean(LeaderElections.class);
			TestRunners.await(() -> elections.isLeader("reports"));
			Job job = context.getBean(Job.class);
			Thread caller = new Thread(job::waitsUntilLetGo);
			caller.start();
			target(job).waiting.await();
			String me = elections.get("reports").identity();
			Thread stopper = new Thread(() -> elections.get("reports").stop());
			stopper.start();
			TestRunners.await(() -> !elections.isLeader("reports"));
			assertThat(this.rival.holder()).isEqualTo(me);
			assertThat(caller.isAlive()).isTrue();
			target(job).letGo.countDown();
			stopper.join();
			assertThat(this.rival.holder()).isEmpty();
			// The monitor is told after the term knows that the call has returned.
			caller.join();
			assertThat(this.executions).containsExactly("reports EXECUTED");
		});
	}

	/** The fields of a proxy are empty. */
	private static Job target(Job job) {
		return AopTestUtils.getTargetObject(job);
	}

	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.METHOD)
	@ConditionalOnLeader
	@interface OnReportsLeader {

		@AliasFor(annotation = ConditionalOnLeader.class, attribute = "value")
		String election() default "reports";

	}

	static class Job {

		final List<String> ran = new CopyOnWriteArrayList<>();

		final CountDownLatch waiting = new CountDownLatch(1);

		final CountDownLatch letGo = new CountDownLatch(1);

		final AtomicBoolean interrupted = new AtomicBoolean();

		@ConditionalOnLeader("reports")
		void nothing() {
			this.ran.add("nothing");
		}

		@ConditionalOnLeader("reports")
		public String text() {
			return done();
		}

		@ConditionalOnLeader("reports")
		protected Optional<String> optional() {
			return Optional.of(done());
		}

		@ConditionalOnLeader("reports")
		OptionalInt optionalInt() {
			done();
			return OptionalInt.of(1);
		}

		@ConditionalOnLeader("reports")
		CompletableFuture<String> future() {
			return CompletableFuture.completedFuture(done());
		}

		@ConditionalOnLeader("${which.election}")
		String byPlaceholder() {
			return done();
		}

		@ConditionalOnLeader
		String unnamed() {
			return done();
		}

		@OnReportsLeader
		String meta() {
			return done();
		}

		@ConditionalOnLeader("reports")
		void fails() {
			throw new IllegalStateException("A job that throws");
		}

		@ConditionalOnLeader(value = "reports", interruptOnRevocation = true)
		void waitsUntilInterrupted() {
			this.waiting.countDown();
			try {
				this.letGo.await();
			}
			catch (InterruptedException ex) {
				this.interrupted.set(true);
				Thread.currentThread().interrupt();
			}
		}

		@ConditionalOnLeader("reports")
		void waitsUntilLetGo() {
			this.waiting.countDown();
			try {
				this.letGo.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		String unconcerned() {
			return "done";
		}

		private String done() {
			this.ran.add("done");
			return "done";
		}

	}

	@ConditionalOnLeader("reports")
	static class ClassJob {

		public String text() {
			return helper();
		}

		String packagePrivate() {
			return helper();
		}

		protected String protectedOne() {
			return helper();
		}

		private String helper() {
			return "done";
		}

		@Override
		public String toString() {
			return "a job";
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	static class Subclass extends ClassJob {

		public String more() {
			return "more";
		}

	}

	@ConditionalOnLeader("reports")
	static class TwoElections {

		public String reports() {
			return "done";
		}

		@ConditionalOnLeader("mails")
		public String mails() {
			return "done";
		}

	}

}
