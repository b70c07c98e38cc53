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

package io.github.leaderelection.lock;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LockWatchesTests {

	private final LockWatches watches = new LockWatches();

	private final List<String> heard = new ArrayList<>();

	private LockWatch watch(String electionName) {
		return this.watches.add(electionName, () -> this.heard.add(electionName));
	}

	@Test
	void tellsThoseWhoWatchThatElection() {
		watch("reports");
		watch("reports");
		watch("invoices");
		this.watches.changed("reports");
		assertThat(this.heard).containsExactly("reports", "reports");
		this.watches.changed("unknown");
		assertThat(this.heard).hasSize(2);
	}

	@Test
	void tellsEverybodyWhereNobodyKnowsWhatHasChanged() {
		watch("reports");
		watch("invoices");
		this.watches.anyChanged();
		assertThat(this.heard).containsExactlyInAnyOrder("reports", "invoices");
	}

	@Test
	void aWatchEndsOnceAndAlone() {
		Runnable same = () -> this.heard.add("same");
		LockWatch first = this.watches.add("reports", same);
		this.watches.add("reports", same);
		first.close();
		first.close();
		this.watches.changed("reports");
		assertThat(this.heard).containsExactly("same");
	}

	@Test
	void aWatchMayEndWhileItIsTold() {
		LockWatch[] own = new LockWatch[1];
		own[0] = this.watches.add("reports", () -> {
			this.heard.add("once");
			own[0].close();
		});
		watch("reports");
		this.watches.changed("reports");
		this.watches.changed("reports");
		assertThat(this.heard).containsExactly("once", "reports", "reports");
	}

}
