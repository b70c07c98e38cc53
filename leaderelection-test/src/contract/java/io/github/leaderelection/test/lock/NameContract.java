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

package io.github.leaderelection.test.lock;

import java.util.List;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Elections and identities are told apart by their names. */
abstract class NameContract extends RecordContract {

	@Test
	void knowsItsElectionAndIdentity() {
		ResourceLock lock = candidate("a");

		assertThat(lock.electionName()).isEqualTo(this.election);
		assertThat(lock.identity()).isEqualTo("a");
		assertThat(lock.describe()).contains(this.election);
		lock.recordEvent("became leader");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ünïcödé-日本語-🦜", "it's \"quoted\"; -- :name ? ${x} \\ %", "ıİiI", " ", "tab\tand\nline" })
	void keepsNamesAsTheyAre(String name) {
		String named = name + this.election;
		ResourceLock lock = candidate(named, name);

		assertThat(lock.create(record(name, 1), TIMEOUT)).isTrue();
		assertThat(read(candidate(named, "other")).record().holderIdentity()).isEqualTo(name);
		assertThat(lock.update(record(name, 1), new HeldBy(name, 1), TIMEOUT)).isTrue();
	}

	@Test
	void tellsNamesApartToTheLastCharacter() {
		List<String> suffixes = List.of("x", "X", "x ", "x  ", "é", "e", "ß", "ss");
		for (String suffix : suffixes) {
			assertThat(candidate(this.election + suffix, "a").create(record("a" + suffix, 1), TIMEOUT)).as(suffix)
				.isTrue();
		}
		for (String suffix : suffixes) {
			ResourceLock lock = candidate(this.election + suffix, "a");
			assertThat(read(lock).record().holderIdentity()).isEqualTo("a" + suffix);
			for (String other : suffixes) {
				assertThat(lock.update(record("a" + other, 1), new HeldBy("a" + other, 1), TIMEOUT))
					.as("'%s' renewed as '%s'", suffix, other)
					.isEqualTo(other.equals(suffix));
			}
		}
	}

	@Test
	void refusesEmptyNames() {
		ResourceLockFactory process = process();

		assertThatIllegalArgumentException().isThrownBy(() -> process.create("", "a"))
			.withMessageContaining("election name");
		assertThatIllegalArgumentException().isThrownBy(() -> process.create("e", ""))
			.withMessageContaining("identity");
	}

	@Test
	void electionsAreIndependent() {
		ResourceLock one = candidate(this.election + "-1", "a");
		ResourceLock two = candidate(this.election + "-2", "a");
		one.create(record("a", 4), TIMEOUT);
		two.create(record("b", 7), TIMEOUT);
		one.update(LeaderElectionRecord.released(4, LEASE), new HeldBy("a", 4), TIMEOUT);

		assertThat(read(one).record().fencingToken()).isEqualTo(4);
		assertThat(read(one).record().isHeld()).isFalse();
		assertThat(read(two).record().fencingToken()).isEqualTo(7);
		assertThat(read(two).record().holderIdentity()).isEqualTo("b");
	}

}
