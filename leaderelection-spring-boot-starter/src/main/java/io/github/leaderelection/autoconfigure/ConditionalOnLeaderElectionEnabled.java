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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches by {@code leaderelection.enabled}, which is {@code true} where it is left out.
 * Reads it as properties are bound, so that {@code yes}, {@code on} and {@code 1} do as
 * well; whatever is neither true nor false ends the start, since without leader election
 * every job would run on every instance.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnLeaderElectionEnabledCondition.class)
public @interface ConditionalOnLeaderElectionEnabled {

	/**
	 * What {@code leaderelection.enabled} has to be.
	 * @return {@code false} to match where leader election is switched off
	 */
	boolean value() default true;

}
