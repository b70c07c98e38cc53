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

package io.github.leaderelection.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.github.leaderelection.autoconfigure.LeaderElectionProperties.Election;
import io.github.leaderelection.election.ElectionTimings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/** Applies defaults and inheritance, and collects every rule that is broken. */
class LeaderElectionSettingsFactory {

	static final String PREFIX = "leaderelection.";

	private static final String DEFAULT_NAME = "application";

	private static final List<Timing> TIMINGS = List.of(
			new Timing("leaseDuration", "lease-duration", Election::getLeaseDuration),
			new Timing("renewDeadline", "renew-deadline", Election::getRenewDeadline),
			new Timing("retryPeriod", "retry-period", Election::getRetryPeriod),
			new Timing("termLimit", "term-limit", Election::getTermLimit),
			new Timing("drainTimeout", "drain-timeout", Election::getDrainTimeout));

	private final LeaderElectionProperties properties;

	private final Set<String> violations = new LinkedHashSet<>();

	LeaderElectionSettingsFactory(LeaderElectionProperties properties) {
		this.properties = properties;
	}

	LeaderElectionSettings create(@Nullable String applicationName, CandidateIdentity identities) {
		List<LeaderElectionSettings.Election> elections = new ArrayList<>();
		if (this.properties.getElections().isEmpty()) {
			elections.add(election(name(applicationName), new Election()));
		}
		this.properties.getElections().forEach((name, election) -> elections.add(election(name, election)));
		String configured = this.properties.getIdentity();
		if (configured != null && !StringUtils.hasText(configured)) {
			this.violations.add(PREFIX + "identity must not be blank; leave it out to use the name of the host");
		}
		if (!this.violations.isEmpty()) {
			throw new InvalidLeaderElectionPropertiesException(List.copyOf(this.violations));
		}
		return new LeaderElectionSettings(identities.create(configured), List.copyOf(elections));
	}

	private String name(@Nullable String applicationName) {
		String name = this.properties.getName();
		if (name == null) {
			return StringUtils.hasText(applicationName) ? applicationName : DEFAULT_NAME;
		}
		if (!StringUtils.hasText(name)) {
			this.violations.add(PREFIX + "name must not be blank; leave it out to use the name of the application");
		}
		return name;
	}

	private LeaderElectionSettings.Election election(String name, Election election) {
		Duration lease = either(election.getLeaseDuration(), this.properties.getLeaseDuration());
		Duration deadline = either(election.getRenewDeadline(), this.properties.getRenewDeadline());
		Duration drain = either(election.getDrainTimeout(), this.properties.getDrainTimeout(),
				ElectionTimings.defaultDrainTimeout(lease, deadline));
		ElectionTimings timings = new ElectionTimings(lease, deadline,
				either(election.getRetryPeriod(), this.properties.getRetryPeriod()),
				either(election.getTermLimit(), this.properties.getTermLimit()), drain);
		timings.violations().forEach((violation) -> this.violations.add(describe(name, election, violation)));
		Boolean autoStart = election.getAutoStart();
		return new LeaderElectionSettings.Election(name, timings,
				(autoStart != null) ? autoStart : this.properties.isAutoStart());
	}

	private static Duration either(@Nullable Duration own, Duration inherited) {
		return (own != null) ? own : inherited;
	}

	private static Duration either(@Nullable Duration own, @Nullable Duration inherited, Duration computed) {
		return (own != null) ? own : either(inherited, computed);
	}

	private static String describe(String name, Election election, ElectionTimings.Violation violation) {
		String text = violation.toString();
		for (Timing timing : TIMINGS) {
			boolean own = timing.of().apply(election) != null;
			text = text.replace(timing.name(), PREFIX + (own ? "elections." + name + "." : "") + timing.key());
		}
		return text;
	}

	/**
	 * A duration by the names that users and the core give it.
	 *
	 * @param name in the core
	 * @param key in properties
	 * @param of finds what an election says of it
	 */
	private record Timing(String name, String key, Function<Election, @Nullable Duration> of) {

	}

}
