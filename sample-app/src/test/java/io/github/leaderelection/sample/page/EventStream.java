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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to the stream of an instance, as a browser does. */
final class EventStream implements AutoCloseable {

	private static final HttpClient client = HttpClient.newHttpClient();

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private final HttpResponse<InputStream> response;

	private final BufferedReader lines;

	private EventStream(HttpResponse<InputStream> response) {
		this.response = response;
		this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
	}

	static EventStream open(int port) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + port + "/events");
		HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").build();
		return new EventStream(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
	}

	HttpResponse<?> response() {
		return this.response;
	}

	/** The next state; blocks until there is one. */
	JsonNode nextState() throws IOException {
		String event = nextEvent();
		if (!event.startsWith("state\n")) {
			throw new IllegalStateException("Not a state: " + event);
		}
		return mapper.readTree(event.substring("state\n".length()));
	}

	/** The next state of the one election there is. */
	JsonNode nextElection() throws IOException {
		return nextState().path("elections").path(0);
	}

	/** The kind and the data, a line each; empty at the end. */
	String nextEvent() throws IOException {
		String event = "";
		for (String line = this.lines.readLine(); line != null; line = this.lines.readLine()) {
			if (line.startsWith("event:")) {
				event = line.substring("event:".length());
			}
			else if (line.startsWith("data:")) {
				event += "\n" + line.substring("data:".length());
			}
			else if (line.isEmpty() && !event.isEmpty()) {
				return event;
			}
		}
		return "";
	}

	@Override
	public void close() throws IOException {
		this.response.body().close();
	}

}
