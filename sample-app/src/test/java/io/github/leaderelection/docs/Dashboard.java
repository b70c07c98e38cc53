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

package io.github.leaderelection.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard, as far as Prometheus sees of it. */
final class Dashboard {

	static final Path FILE = Markdown.ROOT.resolve("docs/monitoring/dashboard.json");

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

	private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

	private final JsonNode root;

	private Dashboard(JsonNode root) {
		this.root = root;
	}

	static Dashboard read() {
		try {
			return new Dashboard(JsonMapper.builder().build().readTree(Files.readString(FILE)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<JsonNode> panels() {
		return this.root.path("panels")
			.valueStream()
			.filter((panel) -> !panel.path("type").asString().equals("row"))
			.toList();
	}

	List<JsonNode> variables() {
		return this.root.path("templating").path("list").valueStream().toList();
	}

	/**
	 * The query of each panel, with values in place of the variables.
	 * @param values the values by name; each variable needs one
	 */
	List<Query> queries(Map<String, String> values) {
		List<Query> queries = new ArrayList<>();
		for (JsonNode panel : panels()) {
			for (JsonNode target : panel.path("targets").values()) {
				queries.add(new Query(panel.path("title").asString() + " " + target.path("refId").asString(),
						substitute(target.path("expr").asString(), values)));
			}
		}
		return queries;
	}

	/**
	 * Where the values of the variables come from.
	 * @param values what the variables stand for within that
	 */
	List<LabelValues> labelValues(Map<String, String> values) {
		return variables().stream()
			.filter((variable) -> variable.path("type").asString().equals("query"))
			.map((variable) -> LABEL_VALUES.matcher(variable.path("query").path("query").asString()))
			.filter(Matcher::matches)
			.map((matcher) -> new LabelValues(substitute(matcher.group(1), values), matcher.group(2)))
			.toList();
	}

	private static String substitute(String text, Map<String, String> values) {
		return VARIABLE.matcher(text).replaceAll((variable) -> {
			if (!values.containsKey(variable.group(1))) {
				throw new IllegalStateException("No variable " + variable.group() + ": " + text);
			}
			return Matcher.quoteReplacement(values.get(variable.group(1)));
		});
	}

	/**
	 * What a panel asks.
	 *
	 * @param panel which one
	 * @param expression in PromQL
	 */
	record Query(String panel, String expression) {

	}

	/**
	 * What a variable asks.
	 *
	 * @param selector the series
	 * @param label the label of theirs
	 */
	record LabelValues(String selector, String label) {

	}

}
