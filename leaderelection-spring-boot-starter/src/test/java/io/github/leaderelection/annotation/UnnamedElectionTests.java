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

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Which election an annotation without a name means where others come later. */
class UnnamedElectionTests {

	private final ApplicationContextRunner runner = TestRunners.memory();

	@Test
	void itIsTheOneThatIsConfigured() {
		this.runner.withBean(Job.class).run((context) -> {
			register(context.getBean(LeaderElections.class), "later");
			TestRunners.await(() -> "done".equals(context.getBean(Job.class).run()));
		});
	}

	@Test
	void itIsTheOneThatIsConfiguredThoughABeanRegistersAnother() {
		this.runner.withBean(Registrar.class).withBean(Job.class).run((context) -> {
			assertThat(context.getBean(LeaderElections.class).names()).containsExactly("application", "another");
			assertThat(context.getBean(LeaderElector.class).electionName()).isEqualTo("application");
			TestRunners.await(() -> "done".equals(context.getBean(Job.class).run()));
		});
	}

	@Test
	void itIsTheOneOfTheApplicationThatWasThereAtTheStart() {
		LeaderElections own = LeaderElections.create();
		register(own, "mails");
		this.runner.withBean(LeaderElections.class, () -> own).withBean(Job.class).run((context) -> {
			register(own, "later");
			TestRunners.await(() -> "done".equals(context.getBean(Job.class).run()));
			own.get("mails").stop();
			assertThat(context.getBean(Job.class).run()).isNull();
		});
	}

	private static void register(LeaderElections elections, String name) {
		elections.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create(name, "me")).build());
	}

	static class Registrar {

		Registrar(LeaderElections elections) {
			register(elections, "another");
		}

	}

	static class Job {

		@ConditionalOnLeader
		String run() {
			return "done";
		}

	}

}
