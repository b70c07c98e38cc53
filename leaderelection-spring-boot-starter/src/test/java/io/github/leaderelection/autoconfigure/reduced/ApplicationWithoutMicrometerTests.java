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

package io.github.leaderelection.autoconfigure.reduced;

import io.github.leaderelection.LeaderElector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationWithoutMicrometerTests {

	@Test
	void electionsWorkWithoutMicrometer() {
		assertThat(ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", null)).isFalse();
		try (ConfigurableApplicationContext context = WholeApplication.with().run()) {
			Awaitility.await().until(context.getBean(LeaderElector.class)::isLeader);
			assertThat(context.getBean(WholeApplication.Job.class).run()).isEqualTo("done");
			assertThat(context.containsBean("leaderElectionMetrics")).isFalse();
			assertThat(context.containsBean("leaderElectionHealthContributor")).isTrue();
		}
	}

}
