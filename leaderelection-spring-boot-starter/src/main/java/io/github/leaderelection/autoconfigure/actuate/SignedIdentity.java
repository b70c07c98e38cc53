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

package io.github.leaderelection.autoconfigure.actuate;

import java.util.stream.Collectors;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.LeaderElectionSettings;

import org.springframework.beans.factory.ObjectProvider;

/** What this instance signs with. */
final class SignedIdentity {

	private SignedIdentity() {
	}

	/**
	 * The identity by the settings; where the application makes its elections itself,
	 * those that their candidates have.
	 */
	static String of(LeaderElections elections, ObjectProvider<LeaderElectionSettings> settings) {
		LeaderElectionSettings found = settings.getIfAvailable();
		return (found != null) ? found.identity()
				: elections.electors()
					.stream()
					.map(LeaderElector::identity)
					.distinct()
					.collect(Collectors.joining(", "));
	}

}
