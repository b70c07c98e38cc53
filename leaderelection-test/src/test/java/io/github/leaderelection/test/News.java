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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.leaderelection.ElectionListener;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.election.RevocationReason;

/** What listeners hear. */
final class News implements ElectionListener {

	private final List<String> items = new CopyOnWriteArrayList<>();

	List<String> of(String electionName) {
		return this.items.stream()
			.filter((item) -> item.startsWith(electionName + ": "))
			.map((item) -> item.substring(electionName.length() + 2))
			.toList();
	}

	@Override
	public void leadershipGranted(Leadership term) {
		this.items.add(term.electionName() + ": granted " + term.fencingToken());
	}

	@Override
	public void leadershipRevoked(Leadership term, RevocationReason reason) {
		this.items.add(term.electionName() + ": revoked " + term.fencingToken() + " " + reason);
	}

	@Override
	public void leaderChanged(String electionName, Optional<String> previous, Optional<String> current) {
		this.items.add(electionName + ": leader " + current.orElse(""));
	}

}
