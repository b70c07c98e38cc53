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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts the leadership of a Spring Boot test in the test's hands: there is a
 * {@link LeadershipSwitch} bean, no lease is kept in a database, and this instance leads
 * the elections that are named, and no other, when a test method starts.
 * <pre class="code">
 * &#64;SpringBootTest
 * &#64;WithLeadership("reports")
 * class ReportsTests {
 *
 * 	&#64;Autowired
 * 	LeadershipSwitch leadership;
 *
 * }</pre>
 * <p>
 * On a method it adds to what stands on the class, and decides where both name the same
 * election. {@code @Nested} classes and subclasses inherit it. Each test method starts
 * anew, whatever the one before has done.
 * <p>
 * Tests share an application context whatever they are to lead: the annotation makes one
 * context beside the one of tests that do not have it. It may be used as a
 * meta-annotation.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithLeadership.List.class)
public @interface WithLeadership {

	/**
	 * The elections that are meant; placeholders such as <code>${reports.election}</code>
	 * are resolved. Where none is named: the one election that there is to lead, or all
	 * elections not to lead.
	 * @return the names of elections
	 */
	String[] value() default {};

	/**
	 * Whether this instance leads them when a test method starts.
	 * @return {@code false} to begin as a follower
	 */
	boolean leading() default true;

	/** Several annotations on one element. */
	@Target({ ElementType.TYPE, ElementType.METHOD })
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@Inherited
	@interface List {

		/**
		 * The annotations.
		 * @return in the order in which they count, later ones more
		 */
		WithLeadership[] value();

	}

}
