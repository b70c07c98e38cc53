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

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CandidateIdentityTests {

	private static final RandomGenerator ONES = () -> 0x0101010101010101L;

	@Test
	void hostNameAndRandomPart() {
		assertThat(new CandidateIdentity(() -> "orders-7f9c", ONES).create(null)).isEqualTo("orders-7f9c_01010101");
	}

	@Test
	void aNameSetByHandHasARandomPartAsWell() {
		assertThat(new CandidateIdentity(() -> "host", ONES).create("orders")).isEqualTo("orders_01010101");
	}

	@Test
	void randomPartsDiffer() {
		Set<String> identities = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			identities.add(new CandidateIdentity().create("same"));
		}
		assertThat(identities).hasSize(1000).allMatch((identity) -> identity.matches("same_[0-9a-f]{8}"));
	}

	@Test
	void theEnvironmentIsAskedBeforeTheNetwork() {
		assertThat(CandidateIdentity.hostName(Map.of("HOSTNAME", "pod-1"), () -> {
			throw new IllegalStateException("a look-up could hang");
		})).isEqualTo("pod-1");
		assertThat(CandidateIdentity.hostName(Map.of("COMPUTERNAME", "DESKTOP"), () -> "looked-up"))
			.isEqualTo("DESKTOP");
		assertThat(CandidateIdentity.hostName(Map.of("HOSTNAME", " "), () -> "looked-up")).isEqualTo("looked-up");
		assertThat(CandidateIdentity.hostName(Map.of(), () -> null)).isEqualTo("localhost");
	}

}
