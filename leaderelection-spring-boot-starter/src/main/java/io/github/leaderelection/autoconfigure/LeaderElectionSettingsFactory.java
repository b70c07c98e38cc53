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
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.leaderelection.autoconfigure.LeaderElectionProperties.Election;
import io.github.leaderelection.autoconfigure.LeaderElectionProperties.Lock;
import io.github.leaderelection.election.ElectionTimings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Applies defaults and inheritance, and collects every rule that is broken. */
class LeaderElectionSettingsFactory {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElectionSettingsFactory.class);

	static final String PREFIX = "leaderelection.";

	private static final String APPLICATION_NAME = "spring.application.name";

	private static final String DEFAULT_NAME = "application";

	private static final List<Timing> TIMINGS = List.of(
			new Timing("leaseDuration", "lease-duration", Election::getLeaseDuration),
			new Timing("renewDeadline", "renew-deadline", Election::getRenewDeadline),
			new Timing("retryPeriod", "retry-period", Election::getRetryPeriod),
			new Timing("termLimit", "term-limit", Election::getTermLimit),
			new Timing("drainTimeout", "drain-timeout", Election::getDrainTimeout));

	private final LeaderElectionProperties properties;

	private final List<LeaderElectionSettingsRule> rules;

	private final Set<String> violations = new LinkedHashSet<>();

	LeaderElectionSettingsFactory(LeaderElectionProperties properties, List<LeaderElectionSettingsRule> rules) {
		this.properties = properties;
		this.rules = rules;
	}

	LeaderElectionSettings create(Environment environment, CandidateIdentity identities) {
		this.violations.addAll(new ElectionKeys(environment).violations());
		checkLock(environment);
		List<LeaderElectionSettings.Election> elections = new ArrayList<>();
		if (this.properties.getElections().isEmpty()) {
			elections.add(election(name(environment.getProperty(APPLICATION_NAME)), new Election()));
		}
		else if (this.properties.getName() != null) {
			logger.warn("leaderelection.name ({}) is ignored, since leaderelection.elections names {}",
					this.properties.getName(), this.properties.getElections().keySet());
		}
		checkSpelling(this.properties.getElections().keySet());
		this.properties.getElections().forEach((name, election) -> {
			checkEnds(PREFIX + "elections[" + name + "]", name);
			elections.add(election(name, election));
		});
		String configured = this.properties.getIdentity();
		if (configured != null && !StringUtils.hasText(configured)) {
			this.violations.add(PREFIX + "identity must not be blank; leave it out to use the name of the host");
		}
		else if (configured != null) {
			checkEnds(PREFIX + "identity", configured);
		}
		LeaderElectionSettings settings = new LeaderElectionSettings(identities.create(configured),
				List.copyOf(elections));
		this.rules.forEach((rule) -> rule.violations(settings)
			.forEach((violation) -> this.violations.add(CandidateIdentity.explain(violation, settings.identity()))));
		if (!this.violations.isEmpty()) {
			throw new InvalidLeaderElectionPropertiesException(List.copyOf(this.violations));
		}
		return settings;
	}

	private String name(@Nullable String applicationName) {
		String name = this.properties.getName();
		if (name == null) {
			if (!StringUtils.hasText(applicationName)) {
				return DEFAULT_NAME;
			}
			checkEnds(APPLICATION_NAME, applicationName);
			return applicationName;
		}
		if (!StringUtils.hasText(name)) {
			this.violations.add(PREFIX + "name must not be blank; leave it out to use the name of the application");
		}
		else {
			checkEnds(PREFIX + "name", name);
		}
		return name;
	}

	/** Two names that look the same would be two elections, each with a leader. */
	private void checkEnds(String property, String value) {
		if (!value.equals(value.strip())) {
			this.violations.add(property + " must not begin or end with a blank, but is '" + value + "'");
		}
	}

	/** An election that is spelled in two ways would be two. */
	private void checkSpelling(Set<String> names) {
		Map<String, String> spellings = new HashMap<>();
		for (String name : names) {
			String other = spellings.putIfAbsent(name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", ""), name);
			if (other != null) {
				this.violations.add(PREFIX + "elections has both '" + other + "' and '" + name
						+ "', which would be two elections, each with a leader; use one of them");
			}
		}
	}

	/** Binding reads it more kindly than the conditions that go by it. */
	private void checkLock(Environment environment) {
		String lock = Binder.get(environment).bind(PREFIX + "lock", String.class).orElse(null);
		if (lock != null && Arrays.stream(Lock.values()).noneMatch((known) -> known.name().equalsIgnoreCase(lock))) {
			this.violations.add(PREFIX + "lock must be 'jdbc' or 'memory', but is "
					+ (lock.isEmpty() ? "empty; leave it out for 'jdbc'" : "'" + lock + "'"));
		}
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
