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

package io.github.leaderelection.test.reduced;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.test.LeadershipSwitch;
import io.github.leaderelection.test.WithLeadership;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static io.github.leaderelection.test.LeadershipAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Neither a database nor JDBC, transactions, the actuator or meters. */
@SpringBootTest
@WithLeadership(value = "reports", leading = false)
class BareClassPathTests {

	@Autowired
	private LeadershipSwitch leadership;

	@Autowired
	private Job job;

	@Test
	void runsWithoutTheOptionalParts() {
		assertThat(new String[] { "org.springframework.jdbc.core.JdbcOperations",
				"org.springframework.transaction.TransactionManager",
				"org.springframework.boot.actuate.endpoint.annotation.Endpoint",
				"io.micrometer.core.instrument.MeterRegistry" })
			.noneMatch((name) -> ClassUtils.isPresent(name, null));
		this.job.run();
		assertThat(this.leadership).skipped(Job.class, "run");
		this.leadership.grant("reports");
		this.job.run();
		assertThat(this.leadership).ran(Job.class, "run");
		assertThat(this.job.runs()).isEqualTo(1);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Job job() {
			return new Job();
		}

	}

	static class Job {

		private final AtomicInteger runs = new AtomicInteger();

		@ConditionalOnLeader("reports")
		void run() {
			this.runs.incrementAndGet();
		}

		int runs() {
			return this.runs.get();
		}

	}

}
