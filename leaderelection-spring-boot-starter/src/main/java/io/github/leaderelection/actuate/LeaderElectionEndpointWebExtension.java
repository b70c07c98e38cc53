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

package io.github.leaderelection.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the
 * {@link LeaderElectionEndpoint}: gives the reason of a refusal in the body, whatever the
 * application has set for its error pages.
 */
@EndpointWebExtension(endpoint = LeaderElectionEndpoint.class)
public class LeaderElectionEndpointWebExtension {

	private final LeaderElectionEndpoint delegate;

	/**
	 * Creates an extension.
	 * @param delegate the endpoint
	 */
	public LeaderElectionEndpointWebExtension(LeaderElectionEndpoint delegate) {
		this.delegate = delegate;
	}

	/**
	 * Ends the term of this instance, or lets it campaign again.
	 * @param name the election
	 * @param action {@code step-down}, {@code pause} or {@code resume}
	 * @param cooldown how long this instance does not campaign after it has stepped down
	 * @return how the election stands after that, or 400 and the reason
	 */
	@WriteOperation
	public WebEndpointResponse<Object> act(@Selector String name, @Nullable String action, @Nullable String cooldown) {
		try {
			return new WebEndpointResponse<>(this.delegate.act(name, action, cooldown));
		}
		catch (InvalidEndpointRequestException ex) {
			return new WebEndpointResponse<>(new RefusalDescriptor(String.valueOf(ex.getReason())),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

}
