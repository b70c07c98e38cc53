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

package io.github.leaderelection.sample.page;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class LocalCallersTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, localhost:8080, , true", "127.0.0.1, localhost:8080, http://localhost:8080, true",
			"0:0:0:0:0:0:0:1, [::1]:8080, http://[::1]:8080, true", "127.0.0.1, 127.0.0.1:8080, , true",
			// Another machine, whatever name it calls.
			"192.0.2.7, localhost:8080, , false", "192.0.2.7, demo.example:8080, http://demo.example:8080, false",
			// A browser here that was led here under a foreign name, or by a foreign
			// page.
			"127.0.0.1, rebound.example:8080, http://rebound.example:8080, false",
			"127.0.0.1, localhost.example:8080, , false", "127.0.0.1, localhost:8080, http://elsewhere.example, false",
			"127.0.0.1, localhost:8080, http://localhost:8081, false",
			"127.0.0.1, localhost:8080, https://localhost:8080, false", "127.0.0.1, localhost:8080, null, false" })
	void onlyThisMachineAndOnlyThePageItself(String remote, String host, String origin, boolean allowed)
			throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/elections/ledger/actions");
		request.setRemoteAddr(remote);
		request.addHeader("Host", host);
		if (origin != null) {
			request.addHeader("Origin", origin);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		assertThat(new LocalCallers().preHandle(request, response, new Object())).isEqualTo(allowed);
		assertThat(response.getStatus()).isEqualTo(allowed ? 200 : 403);
	}

}
