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

package io.github.leaderelection.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Not a condition on a bean, whatever its name suggests: the bean exists everywhere, and
 * each <em>call</em> of the annotated method runs where this instance leads at that
 * moment, and is skipped elsewhere. On a class it applies to every method that a proxy
 * can see: public, protected and package-private ones, and none of {@code Object}'s.
 * <pre class="code">
 * &#64;Scheduled(fixedRate = 1, timeUnit = TimeUnit.MINUTES)
 * &#64;ConditionalOnLeader("reports")
 * void sendReports() {
 * }</pre>
 * <p>
 * A call that is skipped returns {@code null}, an empty {@code Optional}, or nothing. A
 * call that runs is part of the work of the term: when the term ends, the lease is not
 * released before the call has returned; after the drain timeout it is left to run out.
 * <p>
 * It may be combined with {@code @Scheduled}, {@code @Async} and {@code @Transactional},
 * in any order: the question is asked on the thread that does the work, and before a
 * transaction begins. It may be used as a meta-annotation. A method annotation goes
 * before one on the class.
 * <p>
 * Refused at start-up, because a call could not be skipped or not be seen: methods that
 * are private, final or static, final classes, results that are primitive or a reactive
 * publisher, and elections that do not exist. In a class that is annotated, a private,
 * static or final helper is left alone, unless it is public and final, or annotated with
 * {@code @Scheduled}, {@code @Async}, {@code @EventListener} or {@code @Transactional}:
 * those are refused. A method that returns a {@code CompletableFuture} is taken to be
 * done when it returns, and returns {@code null} where it is skipped; with {@code @Async}
 * the caller's future then completes with {@code null}. A call of a method of the same
 * object ({@code this.sendReports()}) does not pass through the proxy and is not seen.
 * <p>
 * With {@code leaderelection.enabled=false} every call runs.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ConditionalOnLeader {

	/**
	 * The election that this instance must lead; placeholders such as
	 * <code>${reports.election}</code> are resolved. May be left out where there is
	 * exactly one election at start-up.
	 * @return the name of the election
	 */
	String value() default "";

	/**
	 * Whether the thread of a running call is interrupted when the term is revoked.
	 * @return {@code true} to interrupt it
	 */
	boolean interruptOnRevocation() default false;

}
