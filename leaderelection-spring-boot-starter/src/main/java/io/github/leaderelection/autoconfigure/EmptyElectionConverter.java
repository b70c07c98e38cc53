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

import io.github.leaderelection.autoconfigure.LeaderElectionProperties.Election;

import org.springframework.core.convert.converter.Converter;
import org.springframework.util.StringUtils;

/**
 * Lets an election be named without settings of its own: YAML hands
 * <code>reports: {}</code> on as an empty text.
 */
class EmptyElectionConverter implements Converter<String, Election> {

	@Override
	public Election convert(String source) {
		if (StringUtils.hasText(source)) {
			throw new IllegalArgumentException(
					"An election has settings below its name and no value of its own, but found '" + source + "'");
		}
		return new Election();
	}

}
