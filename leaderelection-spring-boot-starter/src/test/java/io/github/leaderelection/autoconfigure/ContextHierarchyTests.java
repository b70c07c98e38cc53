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

package io.github.leaderelection.autoconfigure;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** A parent with elections, and children that are auto-configured as it is. */
class ContextHierarchyTests {

	private final ApplicationContextRunner runner = TestRunners.memory();

	@Test
	void theElectionsOfAParentOutliveItsChildren() {
		this.runner.run((parent) -> {
			LeaderElector elector = parent.getBean(LeaderElector.class);
			TestRunners.await(elector::isLeader);
			this.runner.withParent(parent).run((first) -> {
				assertThat(first.getBean(LeaderElector.class)).isSameAs(elector);
				this.runner.withParent(parent).run((second) -> assertThat(second).hasNotFailed());
				assertThat(elector.isLeader()).isTrue();
				assertThat(elector.leadership().orElseThrow().fencingToken()).isOne();
			});
			assertThat(elector.isLeader()).isTrue();
			assertThat(elector.isStarted()).isTrue();
			assertThat(elector.leadership().orElseThrow().fencingToken()).isOne();
		});
	}

	@Test
	void aJobOfAChildRunsWhereItsParentLeads() {
		this.runner.run((parent) -> this.runner.withParent(parent).withBean(Job.class).run((child) -> {
			TestRunners.await(() -> "done".equals(child.getBean(Job.class).run()));
			parent.getBean(LeaderElector.class).stop();
			assertThat(child.getBean(Job.class).run()).isNull();
		}));
	}

	@Test
	void electionsOfItsOwnLiveWithTheChild() {
		this.runner.run((parent) -> {
			LeaderElector parents = parent.getBean(LeaderElector.class);
			TestRunners.await(parents::isLeader);
			LeaderElections own = LeaderElections.create();
			LeaderElector elector = own
				.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create("mails", "me")).build());
			this.runner.withParent(parent)
				.withBean(LeaderElections.class, () -> own)
				.run((child) -> TestRunners.await(elector::isLeader));
			assertThat(elector.isStarted()).isFalse();
			assertThat(parents.isLeader()).isTrue();
		});
	}

	static class Job {

		@ConditionalOnLeader
		String run() {
			return "done";
		}

	}

}
