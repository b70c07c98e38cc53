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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Presses the buttons of the page. */
final class Buttons {

	private static final HttpClient client = HttpClient.newHttpClient();

	private Buttons() {
	}

	static HttpResponse<String> press(int port, String instance, String action, String... headers) throws Exception {
		return post(port, "ledger", "{\"instance\":\"" + instance + "\",\"action\":\"" + action + "\"}", headers);
	}

	static HttpResponse<String> post(int port, String election, String body, String... headers) throws Exception {
		return post(port, election, HttpRequest.BodyPublishers.ofString(body), headers);
	}

	/** With its length in the headers, or in chunks. */
	static HttpResponse<String> post(int port, String election, String body, boolean announced) throws Exception {
		HttpRequest.BodyPublisher content = HttpRequest.BodyPublishers.ofString(body);
		return post(port, election, announced ? content : HttpRequest.BodyPublishers.fromPublisher(content));
	}

	private static HttpResponse<String> post(int port, String election, HttpRequest.BodyPublisher body,
			String... headers) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + port + "/elections/" + election + "/actions");
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.setHeader("Content-Type", "application/json")
			.POST(body);
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
