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
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JdbcUrlsTests {

	@ParameterizedTest
	@CsvSource({ "jdbc:postgresql://db:5432/orders, jdbc:postgresql://db:5432/orders",
			"jdbc:postgresql://db/orders?user=me&password=secret, jdbc:postgresql://db/orders",
			"jdbc:mysql://me:secret@db/orders, jdbc:mysql://db/orders",
			"jdbc:mysql://me:se@cret@db/orders?x=y, jdbc:mysql://db/orders",
			"jdbc:mariadb://address=(host=db)(password=secret)/orders, jdbc:mariadb://address=",
			"jdbc:h2:file:./leases;USER=me;PASSWORD=secret, jdbc:h2:file:./leases", "jdbc:h2:mem:x, jdbc:h2:mem:x" })
	void showsNoSecrets(String url, String shown) {
		assertThat(JdbcUrls.withoutSecrets(url)).isEqualTo(shown);
	}

	@Test
	void findsParameters() {
		assertThat(JdbcUrls.hasParameter("jdbc:postgresql://db/x?a=1&socketTimeout=7", "socketTimeout")).isTrue();
		assertThat(JdbcUrls.hasParameter("jdbc:postgresql://db/x?SocketTimeout=7", "socketTimeout")).isTrue();
		assertThat(JdbcUrls.hasParameter("jdbc:postgresql://db/x?a=socketTimeout", "socketTimeout")).isFalse();
		assertThat(JdbcUrls.hasParameter("jdbc:postgresql://db/x?xsocketTimeout=7", "socketTimeout")).isFalse();
	}

	@Test
	void findsTheSubprotocol() {
		assertThat(JdbcUrls.subprotocol("jdbc:postgresql://db/x")).isEqualTo("postgresql");
		assertThat(JdbcUrls.subprotocol("JDBC:MARIADB://db/x")).isEqualTo("mariadb");
		assertThat(JdbcUrls.subprotocol("postgresql://db/x")).isEmpty();
	}

}
