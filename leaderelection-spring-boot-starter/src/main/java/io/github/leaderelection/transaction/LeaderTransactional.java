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

package io.github.leaderelection.transaction;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A {@link Transactional transaction} that does not commit unless the term in which it
 * began still holds the lease of its election, however long the process was paused and
 * whatever its clock says. On a class it applies where {@code @Transactional} would: to
 * the methods that the class declares. <pre class="code">
 * &#64;LeaderTransactional("reports")
 * public void closeMonth() {
 * }</pre>
 * <p>
 * A call throws {@link io.github.leaderelection.lock.NotLeaderException} where this
 * instance does not lead, before a transaction is opened. Before the commit the row of
 * the election is locked in the same transaction and compared with the term: where it is
 * of another, everything is rolled back and the caller gets a
 * {@link io.github.leaderelection.lock.LeadershipLostException}. From there to the end of
 * the commit nobody can take the lease over.
 * <p>
 * The transaction must be on the database of the leases, by a JDBC or a JPA transaction
 * manager; on any other it is refused with both named. A call that joins a transaction
 * has it fenced as a whole, by the term in which it was fenced first; a call in a later
 * term is refused. {@code REQUIRES_NEW} has a fence of its own, a {@code NESTED} one is
 * fenced at the commit of the outer transaction. One that is marked for rollback is not
 * fenced. A read-only one has nothing to keep from committing: its row is compared, and
 * on PostgreSQL not locked.
 * <p>
 * A transaction is part of the work of its term: when the term ends in order, the lease
 * is not released before the transaction is over; after the drain timeout it is left to
 * run out. Meanwhile {@code @ConditionalOnLeader} calls that run, on the threads that
 * they were made on, may begin further ones; nobody else may. What is done after the
 * commit (in {@code afterCommit}, or by an {@code AFTER_COMMIT} listener) is not part of
 * the transaction and not fenced.
 * <p>
 * May be combined with
 * {@link io.github.leaderelection.annotation.ConditionalOnLeader @ConditionalOnLeader}:
 * calls are then skipped on a follower, and throw no exception. It may be used as a
 * meta-annotation. A call of a method of the same object does not pass through the proxy
 * and is not seen.
 * <p>
 * Refused at start-up: methods that are private, final or static, final classes, reactive
 * results, elections that do not exist, propagations that have no transaction,
 * transaction managers that do not exist or, as far as can be told, are of another
 * database. So is every use with {@code leaderelection.enabled=false} or
 * {@code leaderelection.lock} other than {@code jdbc}: where there is no lease in a
 * database, there is no fence, and the annotation does not pretend that there is.
 *
 * @see LeaderFence
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Transactional
public @interface LeaderTransactional {

	/**
	 * The election whose term the transaction belongs to; placeholders such as
	 * <code>${reports.election}</code> are resolved. May be left out where there is
	 * exactly one election at start-up.
	 * @return the name of the election
	 */
	String value() default "";

	/**
	 * The transaction manager; see {@link Transactional#transactionManager()}.
	 * @return a qualifier or a bean name, empty for the default
	 */
	@AliasFor(annotation = Transactional.class, attribute = "transactionManager")
	String transactionManager() default "";

	/**
	 * Labels of the transaction; see {@link Transactional#label()}.
	 * @return the labels
	 */
	@AliasFor(annotation = Transactional.class, attribute = "label")
	String[] label() default {};

	/**
	 * How it stands to a transaction that there is already. {@code NEVER} and
	 * {@code NOT_SUPPORTED} are refused.
	 * @return the propagation
	 */
	@AliasFor(annotation = Transactional.class, attribute = "propagation")
	Propagation propagation() default Propagation.REQUIRED;

	/**
	 * The isolation level. The fence holds under each.
	 * @return the level
	 */
	@AliasFor(annotation = Transactional.class, attribute = "isolation")
	Isolation isolation() default Isolation.DEFAULT;

	/**
	 * How long the transaction may take; the fence waits no longer than what is left.
	 * @return the timeout in seconds
	 */
	@AliasFor(annotation = Transactional.class, attribute = "timeout")
	int timeout() default -1;

	/**
	 * The timeout as text, for example a placeholder.
	 * @return the timeout in seconds
	 */
	@AliasFor(annotation = Transactional.class, attribute = "timeoutString")
	String timeoutString() default "";

	/**
	 * Whether the transaction only reads.
	 * @return {@code true} where it writes nothing
	 */
	@AliasFor(annotation = Transactional.class, attribute = "readOnly")
	boolean readOnly() default false;

	/**
	 * Exceptions that roll back; see {@link Transactional#rollbackFor()}.
	 * @return the types
	 */
	@AliasFor(annotation = Transactional.class, attribute = "rollbackFor")
	Class<? extends Throwable>[] rollbackFor() default {};

	/**
	 * Exceptions that roll back, by name.
	 * @return the names
	 */
	@AliasFor(annotation = Transactional.class, attribute = "rollbackForClassName")
	String[] rollbackForClassName() default {};

	/**
	 * Exceptions that do not roll back. A lost term always does.
	 * @return the types
	 */
	@AliasFor(annotation = Transactional.class, attribute = "noRollbackFor")
	Class<? extends Throwable>[] noRollbackFor() default {};

	/**
	 * Exceptions that do not roll back, by name.
	 * @return the names
	 */
	@AliasFor(annotation = Transactional.class, attribute = "noRollbackForClassName")
	String[] noRollbackForClassName() default {};

}
