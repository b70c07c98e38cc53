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

package io.github.leaderelection.sample;

import java.util.List;

import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElector;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What there is to see without an actuator. */
@RestController
class SampleController {

	private static final int MAX_ROWS = 1000;

	private final LeaderElector elector;

	private final Ledger ledger;

	SampleController(LeaderElector elector, Ledger ledger) {
		this.elector = elector;
		this.ledger = ledger;
	}

	@GetMapping("/")
	InstanceStatus status() {
		return InstanceStatus.of(this.elector.status());
	}

	@GetMapping("/ledger")
	List<LedgerEntry> ledger(@RequestParam(defaultValue = "10") int limit) {
		return this.ledger.newest(Math.max(1, Math.min(limit, MAX_ROWS)));
	}

	/**
	 * How this instance stands.
	 *
	 * @param instance what it signs with
	 * @param state where it stands
	 * @param leader whether it leads
	 * @param leaderIdentity who leads, as far as it has seen
	 * @param fencingToken the newest term that it has seen
	 */
	record InstanceStatus(String instance, String state, boolean leader, @Nullable String leaderIdentity,
			long fencingToken) {

		static InstanceStatus of(ElectionStatus status) {
			return new InstanceStatus(status.identity(), status.state().name(), status.leader(),
					status.leaderIdentity().orElse(null), status.fencingToken());
		}

	}

}
