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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.UnknownElectionException;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.ElectionTimings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.convert.DurationStyle;

/**
 * {@link Endpoint @Endpoint} that shows elections, and lets operators end the term of
 * this instance.
 */
@Endpoint(id = "leaderelection")
public class LeaderElectionEndpoint {

	private static final Duration MAX_COOLDOWN = ElectionTimings.MAX_DURATION;

	private static final int MAX_QUOTED = 100;

	private final LeaderElections elections;

	private final String identity;

	/**
	 * Creates an endpoint.
	 * @param elections the elections of this instance
	 * @param identity what it signs with
	 */
	public LeaderElectionEndpoint(LeaderElections elections, String identity) {
		this.elections = elections;
		this.identity = identity;
	}

	/**
	 * Shows all elections.
	 * @return the elections and the identity of this instance
	 */
	@ReadOperation
	public ElectionsDescriptor elections() {
		Map<String, ElectionDescriptor> described = new LinkedHashMap<>();
		for (LeaderElector elector : this.elections.electors()) {
			described.put(elector.electionName(), describe(elector));
		}
		return new ElectionsDescriptor(this.identity, described);
	}

	/**
	 * Shows one election.
	 * @param name its name
	 * @return the election, or {@code null} where there is none
	 */
	@ReadOperation
	public @Nullable ElectionDescriptor election(@Selector String name) {
		try {
			return describe(this.elections.get(name));
		}
		catch (UnknownElectionException ex) {
			return null;
		}
	}

	/**
	 * Ends the term of this instance, or lets it campaign again.
	 * @param name the election
	 * @param action {@code step-down}, {@code pause} or {@code resume}
	 * @param cooldown how long this instance does not campaign after it has stepped down,
	 * for example {@code PT30S} or {@code 30s}; at least until each follower has had its
	 * try
	 * @return how the election stands after that
	 * @throws InvalidEndpointRequestException if there is no such election or action, the
	 * cooldown is none, or there is nothing to do: no term to step down from, or no
	 * campaign to pause
	 */
	@WriteOperation
	public ElectionDescriptor act(@Selector String name, @Nullable String action, @Nullable String cooldown) {
		LeaderElector elector;
		try {
			elector = this.elections.get(name);
		}
		catch (UnknownElectionException ex) {
			throw refused(ex.getMessage());
		}
		perform(elector, (action != null) ? action : "", cooldown);
		return describe(elector);
	}

	private static void perform(LeaderElector elector, String action, @Nullable String cooldown) {
		if ("step-down".equals(action)) {
			if (!elector.stepDown(parse(cooldown))) {
				throw refused("This instance does not lead election '" + elector.electionName()
						+ "', so that it cannot step down; its state is " + elector.status().state());
			}
			return;
		}
		if (!"pause".equals(action) && !"resume".equals(action)) {
			throw refused("'action' must be 'step-down', 'pause' or 'resume', but is "
					+ (action.isEmpty() ? "missing" : quoted(action)));
		}
		if (cooldown != null) {
			throw refused("'cooldown' belongs to 'step-down' and has no meaning for '" + action + "'");
		}
		if ("pause".equals(action)) {
			if (elector.status().state() == CandidateState.STOPPED) {
				throw refused("This instance takes no part in election '" + elector.electionName()
						+ "', so that there is nothing to pause; its state is STOPPED");
			}
			elector.pause();
		}
		else {
			elector.resume();
		}
	}

	private static Duration parse(@Nullable String cooldown) {
		if (cooldown == null) {
			return Duration.ZERO;
		}
		Duration parsed = null;
		String text = cooldown.trim();
		// A number without a unit would be milliseconds, which is not what people mean by
		// 30.
		if (!text.isEmpty() && !Character.isDigit(text.charAt(text.length() - 1))) {
			try {
				parsed = DurationStyle.detectAndParse(text);
			}
			catch (IllegalArgumentException | ArithmeticException ex) {
				// Refused below, with what is wrong in the terms of the request.
			}
		}
		if (parsed == null || parsed.isNegative() || parsed.compareTo(MAX_COOLDOWN) > 0) {
			throw refused("'cooldown' must be a duration such as 'PT30S' or '30s', not negative and at most "
					+ MAX_COOLDOWN.toDays() + " days, but is " + quoted(cooldown));
		}
		return parsed;
	}

	/** As much of what was sent as tells what it was. */
	private static String quoted(String text) {
		return "'" + ((text.length() > MAX_QUOTED) ? text.substring(0, MAX_QUOTED) + "…" : text) + "'";
	}

	private static InvalidEndpointRequestException refused(@Nullable String reason) {
		String text = String.valueOf(reason);
		return new InvalidEndpointRequestException(text, text);
	}

	private static ElectionDescriptor describe(LeaderElector elector) {
		return ElectionDescriptor.of(elector.status());
	}

}
