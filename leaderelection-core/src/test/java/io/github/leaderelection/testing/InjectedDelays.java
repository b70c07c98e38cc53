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

package io.github.leaderelection.testing;

import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static net.bytebuddy.matcher.ElementMatchers.hasSuperType;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isInterface;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isToString;
import static net.bytebuddy.matcher.ElementMatchers.nameContains;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

/**
 * Looks for tests that hold only as long as threads happen to run in their usual order:
 * rewrites the methods of the library and of its tests, so that they are slow at
 * {@link SlowPlaces}. Registered with JUnit by its service file, and asleep without
 * {@code mvn -Pdelays}.
 */
public final class InjectedDelays implements BeforeAllCallback {

	static {
		if (System.getProperty(SlowPlaces.PROPERTY) != null) {
			install();
		}
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		// All is done once, when this class is loaded.
	}

	private static void install() {
		new AgentBuilder.Default().disableClassFormatChanges()
			.with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
			.ignore(nameContains("SlowPlaces"))
			.type(nameStartsWith("io.github.leaderelection.").and(not(isInterface()))
				.and(not(nameContains("Simulat")))
				.and(not(hasSuperType(named("java.lang.annotation.Annotation")))))
			.transform((builder, type, loader, module, domain) -> builder
				.visit(Advice.to(Delay.class).on(isMethod().and(not(isAbstract())).and(not(isToString())))))
			.installOn(ByteBuddyAgent.install());
	}

	/** What is written into each method. */
	static final class Delay {

		private Delay() {
		}

		@Advice.OnMethodEnter
		static void enter(@Advice.Origin("#t.#m#s begins") String place) {
			SlowPlaces.pass(place);
		}

		@Advice.OnMethodExit(onThrowable = Throwable.class)
		static void exit(@Advice.Origin("#t.#m#s ends") String place) {
			SlowPlaces.pass(place);
		}

	}

}
