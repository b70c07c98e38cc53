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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.sample.page.ActionController.ActionRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

/** Acts on this instance, or has another one on this machine act. */
@Component
class InstanceActions {

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private final LeaderElections elections;

	private final InstanceTable instances;

	private final PageFeed feed;

	private final RestClient client;

	InstanceActions(LeaderElections elections, InstanceTable instances, PageFeed feed) {
		this.elections = elections;
		this.instances = instances;
		this.feed = feed;
		SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
		requests.setConnectTimeout(TIMEOUT);
		requests.setReadTimeout(TIMEOUT);
		this.client = RestClient.builder().requestFactory(requests).build();
	}

	void act(String election, ActionRequest request, boolean forwarded) {
		if (!this.elections.names().contains(election)) {
			throw refused(HttpStatus.NOT_FOUND, "There is no election '" + election + "'; there are "
					+ String.join(", ", this.elections.names()) + ".");
		}
		LeaderElector elector = this.elections.get(election);
		Action action = Action.of(request.action());
		String instance = request.instance();
		if (elector.identity().equals(instance)) {
			perform(elector, action);
			this.feed.refresh();
		}
		else if (instance == null || forwarded) {
			// A port can pass to another instance between a look and an action.
			throw refused(HttpStatus.NOT_FOUND,
					"This is " + elector.identity() + ", and not " + ((instance != null) ? instance : "any") + ".");
		}
		else {
			forward(election, instance, request);
		}
	}

	private static void perform(LeaderElector elector, Action action) {
		switch (action) {
			case STEP_DOWN -> {
				if (!elector.stepDown(Duration.ZERO)) {
					throw refused(HttpStatus.CONFLICT,
							elector.identity() + " does not lead, so that it cannot step down.");
				}
			}
			case PAUSE -> {
				if (elector.status().state() == CandidateState.STOPPED) {
					throw refused(HttpStatus.CONFLICT,
							elector.identity() + " takes no part, so that there is nothing to pause.");
				}
				elector.pause();
			}
			case RESUME -> elector.resume();
		}
	}

	private void forward(String election, String instance, ActionRequest request) {
		String url = this.instances.url(instance, election)
			.orElseThrow(() -> refused(HttpStatus.NOT_FOUND, "No instance " + instance + " shares this database now."));
		URI uri = URI.create(url);
		if (!LocalCallers.isLocalName(uri.getHost())) {
			throw refused(HttpStatus.CONFLICT, instance + " runs elsewhere, at " + url
					+ ": this demo acts only on instances on its own machine. Use the actuator there.");
		}
		try {
			this.client.post()
				.uri(uri.resolve("/").toString() + "elections/{election}/actions", election)
				.header(ActionController.FORWARDED, "true")
				.contentType(MediaType.APPLICATION_JSON)
				.body(request)
				.exchange((sent, response) -> answer(response));
		}
		catch (ResourceAccessException ex) {
			throw refused(HttpStatus.BAD_GATEWAY, instance + " does not answer at " + url + ".");
		}
	}

	private static boolean answer(ConvertibleClientHttpResponse response) throws IOException {
		if (response.getStatusCode().is2xxSuccessful()) {
			return true;
		}
		ProblemDetail problem = response.bodyTo(ProblemDetail.class);
		String detail = (problem != null) ? problem.getDetail() : null;
		throw new ActionRefusedException(response.getStatusCode(),
				(detail != null) ? detail : "The instance answered " + response.getStatusCode() + ".");
	}

	private static ActionRefusedException refused(HttpStatus status, String reason) {
		return new ActionRefusedException(status, reason);
	}

	/** What can be done. */
	private enum Action {

		STEP_DOWN, PAUSE, RESUME;

		static Action of(@Nullable String name) {
			return switch ((name != null) ? name : "") {
				case "step-down" -> STEP_DOWN;
				case "pause" -> PAUSE;
				case "resume" -> RESUME;
				default ->
					throw refused(HttpStatus.BAD_REQUEST, "'action' must be 'step-down', 'pause' or 'resume', but is "
							+ ((name != null) ? "'" + name + "'" : "missing") + ".");
			};
		}

	}

}
