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

package io.github.leaderelection.test;

import io.github.leaderelection.annotation.ElectionNames;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Lets each test method start with the leadership that {@link WithLeadership} says. */
class LeadershipTestExecutionListener implements TestExecutionListener, Ordered {

	/**
	 * After a test, before mocks are reset: what listeners do to mocks when the
	 * leadership is taken back must not be seen by the next test.
	 */
	private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 50;

	private static final String SWITCH = LeadershipSwitch.class.getName();

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		Class<?> testClass = testContext.getTestClass();
		if (!LeadershipWishes.concern(testClass)) {
			return;
		}
		ApplicationContext context = testContext.getApplicationContext();
		LeadershipSwitch leadership = context.getBean(LeadershipSwitch.class);
		testContext.setAttribute(SWITCH, leadership);
		leadership.reset();
		ElectionNames names = context.getBean(ElectionNames.class);
		LeadershipWishes
			.elections(testClass, testContext.getTestMethod(),
					(written) -> resolve(testClass, names, written, leadership))
			.forEach(leadership::grant);
	}

	private static String resolve(Class<?> testClass, ElectionNames names, String written,
			LeadershipSwitch leadership) {
		try {
			return names.resolve(written, leadership.elections());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException("@WithLeadership of " + testClass.getName() + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.removeAttribute(SWITCH) instanceof LeadershipSwitch leadership) {
			leadership.reset();
		}
	}

}
