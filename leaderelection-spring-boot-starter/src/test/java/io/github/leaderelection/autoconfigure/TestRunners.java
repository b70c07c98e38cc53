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

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Application contexts with elections that are quick, and yet outlive a machine that
 * stalls.
 */
public final class TestRunners {

	private static final String[] TIMINGS = { "leaderelection.lease-duration=10s", "leaderelection.renew-deadline=7s",
			"leaderelection.retry-period=1s" };

	private TestRunners() {
	}

	/** Elections in memory. */
	public static ApplicationContextRunner memory() {
		return bare().withPropertyValues("leaderelection.lock=memory");
	}

	/** Elections in no particular place. */
	public static ApplicationContextRunner bare() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LeaderElectionAutoConfiguration.class,
					LeaderElectionDisabledAutoConfiguration.class))
			.withPropertyValues(TIMINGS);
	}

	public static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
	}

}
