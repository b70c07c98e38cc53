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

import java.util.List;
import java.util.Optional;

import io.github.leaderelection.election.RevocationReason;

/** Writes down what listeners and callbacks are told. */
record RecordingListener(List<String> news) implements ElectionListener, LeaderCallbacks {

	@Override
	public void leadershipGranted(Leadership leadership) {
		this.news.add("granted " + leadership.fencingToken());
	}

	@Override
	public void leadershipRevoked(Leadership leadership, RevocationReason reason) {
		this.news.add("revoked " + leadership.fencingToken() + " " + reason);
	}

	@Override
	public void leaderChanged(String electionName, Optional<String> previous, Optional<String> current) {
		this.news.add("changed " + previous.orElse("-") + " to " + current.orElse("-"));
	}

	@Override
	public void onStartedLeading(Leadership leadership) {
		this.news.add("started leading " + leadership.fencingToken());
	}

	@Override
	public void onStoppedLeading(Leadership leadership, RevocationReason reason) {
		this.news.add("stopped leading " + leadership.fencingToken() + " " + reason);
	}

	@Override
	public void onNewLeader(String identity) {
		this.news.add("new leader " + identity);
	}

}
