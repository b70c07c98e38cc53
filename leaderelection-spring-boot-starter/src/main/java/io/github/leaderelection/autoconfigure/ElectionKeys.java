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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * The keys below {@code leaderelection.elections} as they were written. Binding drops
 * what it does not know, and with it an election that has nothing else: the application
 * would campaign for another name without a word.
 */
final class ElectionKeys {

	/** What can be set of an election. */
	static final List<String> SETTINGS = List.of("lease-duration", "renew-deadline", "retry-period", "term-limit",
			"drain-timeout", "auto-start");

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("leaderelection.elections");

	private static final Bindable<String> STRING = Bindable.of(String.class);

	private static final int NAME = ROOT.getNumberOfElements();

	private final List<Key> keys = new ArrayList<>();

	private final Binder binder;

	ElectionKeys(Environment environment) {
		this.binder = Binder.get(environment);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
				iterable.stream().filter(ROOT::isAncestorOf).forEach((key) -> this.keys.add(new Key(key, variables)));
			}
		}
	}

	/**
	 * The elections that are named.
	 * @return their names as binding tells them apart
	 */
	Set<String> names() {
		return this.keys.stream().map(Key::election).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * What would be dropped.
	 * @return a sentence for each key
	 */
	Set<String> violations() {
		Set<String> violations = new LinkedHashSet<>();
		for (Key key : this.keys) {
			String violation = violation(key);
			if (violation != null) {
				violations.add(violation);
			}
		}
		return violations;
	}

	private @Nullable String violation(Key key) {
		if (key.name().isNumericIndex(NAME)) {
			return key.name() + " is an entry of a list, but elections have names: leaderelection.elections.<name>";
		}
		if (key.depth() == 1) {
			return this.keys.stream().anyMatch((other) -> other.depth() > 1 && key.name().isAncestorOf(other.name()))
					? key.name() + " has a value, so that what stands below it is ignored; remove the value" : null;
		}
		boolean empty = !StringUtils.hasText(this.binder.bind(key.name(), STRING).orElse(""));
		String setting = key.setting();
		if (setting == null) {
			return key.name() + " is unknown; an election has " + String.join(", ", SETTINGS) + hint(key, empty);
		}
		return empty ? key.name() + " is empty; leave it out to inherit leaderelection." + setting : null;
	}

	private static String hint(Key key, boolean empty) {
		int last = key.name().getNumberOfElements() - 1;
		if (key.depth() > 2) {
			return "; where the name has dots, put it into brackets: " + ROOT + "[" + key.text(NAME, last) + "]."
					+ key.text(last, last + 1);
		}
		return empty ? "; where the name has dots, put it into brackets: " + ROOT + "[" + key.text(NAME, last + 1) + "]"
				: "";
	}

	/**
	 * A key.
	 *
	 * @param name as it was written
	 * @param variable whether it is an environment variable, which may have an underscore
	 * for a dash
	 */
	private record Key(ConfigurationPropertyName name, boolean variable) {

		int depth() {
			return this.name.getNumberOfElements() - NAME;
		}

		String election() {
			return this.name.getElement(NAME, Form.ORIGINAL);
		}

		@Nullable String setting() {
			if (depth() > 2 && !this.variable) {
				return null;
			}
			String uniform = IntStream.range(NAME + 1, this.name.getNumberOfElements())
				.mapToObj((i) -> this.name.getElement(i, Form.UNIFORM))
				.collect(Collectors.joining());
			return SETTINGS.stream()
				.filter((setting) -> setting.replace("-", "").equals(uniform))
				.findFirst()
				.orElse(null);
		}

		String text(int from, int to) {
			return IntStream.range(from, to)
				.mapToObj((i) -> this.name.getElement(i, Form.ORIGINAL))
				.collect(Collectors.joining("."));
		}

	}

}
