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

package io.github.leaderelection.jdbc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdentifiersTests {

	@ParameterizedTest
	@ValueSource(strings = { "leader_election", "T", "_x9", "Ops.Leases",
			"a23456789_123456789_123456789_123456789_123456789_123456789_123" })
	void aTableNameIsAnIdentifierWithOrWithoutASchema(String name) {
		assertThat(Identifiers.checkTableName(name)).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "9lives", "a-b", "a b", "a;drop table b", "a.b.c", ".a", "a.", "\"a\"", "tablé",
			"a\n", "a.9b", "a23456789_123456789_123456789_123456789_123456789_123456789_1234" })
	void anythingElseIsRefusedWithValueAndRule(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Identifiers.checkTableName(name))
			.withMessageContaining("'" + name + "'")
			.withMessageContaining("'schema.table'")
			.withMessageContaining("63");
	}

	@Test
	void namesMustFitTheirColumns() {
		assertThatCode(() -> Identifiers.checkElectionName("n".repeat(128))).doesNotThrowAnyException();
		assertThatCode(() -> Identifiers.checkIdentity("n".repeat(255))).doesNotThrowAnyException();
		assertThatIllegalArgumentException().isThrownBy(() -> Identifiers.checkElectionName("n".repeat(129)))
			.withMessageContaining("election name 'nnn")
			.withMessageContaining("has 129 characters; its column holds 128");
		assertThatIllegalArgumentException().isThrownBy(() -> Identifiers.checkIdentity("n".repeat(256)))
			.withMessageContaining("identity 'nnn")
			.withMessageContaining("has 256 characters; its column holds 255");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\0b", "\uD83E", "a\uDD9C" })
	void namesMustBeStorable(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Identifiers.checkElectionName(name))
			.withMessageContaining("not every database can store");
	}

}
