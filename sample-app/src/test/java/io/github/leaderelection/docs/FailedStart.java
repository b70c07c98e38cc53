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

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Starts a whole application that does not start, and reads what it prints. */
final class FailedStart {

	private static final String HEAD = """
			***************************
			APPLICATION FAILED TO START
			***************************

			Description:

			""";

	private static final String ACTION = "\n\nAction:\n\n";

	private static final Pattern NEXT_LOG_LINE = Pattern.compile("(?m)^\\d{4}-\\d{2}-\\d{2}T");

	private static final Pattern STACK_TRACE = Pattern.compile("(?m)^\\tat ");

	private final CapturedOutput output;

	FailedStart(CapturedOutput output) {
		this.output = output;
	}

	/**
	 * What is printed.
	 * @return the description, and the action with that word before it
	 */
	String analysis(List<String> properties, List<Class<?>> beans) {
		int before = this.output.length();
		boolean started = starts(properties, beans);
		String printed = this.output.toString().substring(before).replace(System.lineSeparator(), "\n");
		assertThat(started).isFalse();
		assertThat(printed).contains(HEAD).contains(ACTION).doesNotContainPattern(STACK_TRACE);
		String analysis = printed.substring(printed.indexOf(HEAD) + HEAD.length());
		return NEXT_LOG_LINE.split(analysis)[0].strip().replace(ACTION, "\n\nAction: ");
	}

	/** Starts an application, and stops it at once. */
	boolean starts(List<String> properties, List<Class<?>> beans) {
		return catchThrowable(() -> start(properties, beans)) == null;
	}

	private static void start(List<String> properties, List<Class<?>> beans) {
		new SpringApplicationBuilder(WholeApplication.class).sources(beans.toArray(Class<?>[]::new))
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.config.name=none", "spring.application.name=orders",
					"spring.datasource.generate-unique-name=true")
			.properties(properties.toArray(String[]::new))
			.run()
			.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeApplication {

	}

}
