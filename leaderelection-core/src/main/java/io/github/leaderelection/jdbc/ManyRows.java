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

package io.github.leaderelection.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockReply;

/** Performs operations of one kind on many rows of one table. */
interface ManyRows {

	/** How many rows it takes at once. */
	int most();

	/**
	 * Performs calls of one kind.
	 * @param connection in autocommit mode, and so it is afterwards
	 * @param calls of one kind, or renewals and releases; no more than {@link #most}
	 * @return a reply to each call; {@code null} where the call has to be performed by
	 * itself
	 * @throws SQLException if none has been answered
	 */
	@Nullable LockReply[] perform(Connection connection, List<LockCall> calls, Bounds bounds) throws SQLException;

	/**
	 * What bounds the statements.
	 *
	 * @param time after which no statement is begun; each may take as long
	 * @param querySeconds the query timeout of each
	 * @param lockWait how long one may wait for a row, where it cannot do without
	 * @param transactions whether the server ends a transaction whose client has vanished
	 */
	record Bounds(Duration time, int querySeconds, Duration lockWait, boolean transactions) {

	}

}
