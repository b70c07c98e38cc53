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

package io.github.leaderelection.benchmarks.scale;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured, by name. */
final class ScaleResult {

	private final Map<String, Object> figures = new LinkedHashMap<>();

	void put(String name, long value) {
		this.figures.put(name, value);
	}

	void putText(String name, String value) {
		this.figures.put(name, value.replace(',', ' '));
	}

	Map<String, Object> figures() {
		return this.figures;
	}

	long number(String name) {
		return ((Number) value(name)).longValue();
	}

	String text(String name) {
		return value(name).toString();
	}

	private Object value(String name) {
		Object value = this.figures.get(name);
		if (value == null) {
			throw new IllegalArgumentException("'" + name + "' was not measured; there are " + this.figures.keySet());
		}
		return value;
	}

}
