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

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the buttons of the page do. {@link LocalCallers} says who may press them. */
@RestController
class ActionController {

	/** Set by an instance that passes an action on, so that it is passed on once. */
	static final String FORWARDED = "Sample-Forwarded";

	private final InstanceActions actions;

	ActionController(InstanceActions actions) {
		this.actions = actions;
	}

	/**
	 * Acts on an instance, this one or another.
	 * @param election the election
	 * @param request what to do
	 * @param forwarded whether another instance has passed this on
	 */
	@PostMapping(path = "/elections/{election}/actions", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void act(@PathVariable String election, @RequestBody ActionRequest request,
			@RequestHeader(name = FORWARDED, defaultValue = "false") boolean forwarded) {
		this.actions.act(election, request, forwarded);
	}

	@ExceptionHandler
	ProblemDetail refused(ActionRefusedException ex) {
		return ProblemDetail.forStatusAndDetail(ex.status(), String.valueOf(ex.getMessage()));
	}

	/**
	 * What a button asks for.
	 *
	 * @param instance the identity of the instance that it is about
	 * @param action {@code step-down}, {@code pause} or {@code resume}
	 */
	record ActionRequest(@Nullable String instance, @Nullable String action) {

	}

}
