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

package io.github.leaderelection;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ElectionTaskTests {

	private final ElectionTask task = new ElectionTask();

	private final List<String> told = new ArrayList<>();

	private ElectionTask.Observer observer(String name) {
		return (success, cause) -> this.told.add(name + " " + success + " " + cause);
	}

	@Test
	void tellsEachObserverEachOutcome() {
		RuntimeException cause = new IllegalStateException("no paper");
		this.task.observe(observer("a"));
		this.task.observe(observer("b"));
		this.task.failed(cause);
		this.task.failed(null);
		this.task.succeeded();
		assertThat(this.told).containsExactly("a false " + cause, "b false " + cause, "a false null", "b false null",
				"a true null", "b true null");
	}

	@Test
	void isOpenUntilItHasSucceeded() {
		assertThat(this.task.hasSucceeded()).isFalse();
		this.task.failed(null);
		assertThat(this.task.hasSucceeded()).isFalse();
		this.task.succeeded();
		assertThat(this.task.hasSucceeded()).isTrue();
		this.task.failed(null);
		assertThat(this.task.hasSucceeded()).isTrue();
	}

	@Test
	void tellsALateObserverOfASuccessAndOfNothingElse() {
		this.task.failed(null);
		this.task.observe(observer("early"));
		assertThat(this.told).isEmpty();
		this.task.succeeded();
		this.told.clear();
		this.task.observe(observer("late"));
		assertThat(this.told).containsExactly("late true null");
	}

	@Test
	void forgets() {
		ElectionTask.Observer observer = observer("a");
		this.task.observe(observer);
		this.task.forget(observer);
		this.task.succeeded();
		assertThat(this.told).isEmpty();
	}

	/** As a candidate does when its run is over, on whatever thread the outcome came. */
	@Test
	void anObserverMayForgetWhileItIsTold() {
		ElectionTask.Observer[] observer = new ElectionTask.Observer[1];
		observer[0] = (success, cause) -> {
			this.told.add("told");
			this.task.forget(observer[0]);
		};
		this.task.observe(observer[0]);
		this.task.observe(observer("b"));
		this.task.failed(null);
		this.task.failed(null);
		assertThat(this.told).containsExactly("told", "b false null", "b false null");
	}

}
