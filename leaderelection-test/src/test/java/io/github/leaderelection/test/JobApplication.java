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

package io.github.leaderelection.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.event.LeadershipEvent;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** An application with jobs and without a database. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class JobApplication {

	@Bean
	ReportsJob reportsJob(LeaderElections elections) {
		return new ReportsJob(elections);
	}

	@Bean
	Diary diary() {
		return new Diary();
	}

	/** Notes the events. */
	static class Diary {

		private final List<String> entries = new CopyOnWriteArrayList<>();

		@EventListener
		void note(LeadershipEvent event) {
			this.entries.add(event.getElectionName() + " " + event.getClass().getSimpleName());
		}

		List<String> entries() {
			return this.entries;
		}

	}

}
